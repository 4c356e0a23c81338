"""What is owed: published formulas as data, applied exactly, with every figure open to inspection.

Money is whole pence; parts equal the whole. A formula of one year refuses another year's lists.
"""
