"""A case as open contracting data (OCDS 1.1), and open contracting data as entries.

It stands in the room `case` because it needs both the record and the contract.
"""
