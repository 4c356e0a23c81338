"""The verdict: seven answers to "did it work?", one of which holds, by rules in a fixed order.

The room's other parts compute; this one decides. It knows no file, no area and no estimator: it is
given windows, p values and obstacles, and says which rule is the first that holds.
"""
