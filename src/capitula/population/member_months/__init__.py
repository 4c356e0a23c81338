"""Member months: how many people count in each month, by the rule that the contract names.

Months are counted, not expanded: +1 where a person begins to count, −1 where they cease, and a
running sum, so that the cost does not grow with the number of months.
"""
