"""A synthetic place: made-up people whose practice totals match published totals.

Every draw is a hash of the seed, the person's number and what is drawn, so that the bytes do not
depend on how many workers there are. Whole numbers only. What is matched and what is assumed is
written beside the tables.
"""
