"""Registers: who is on which practice's list, on which day, and who lives where.

A spell runs from its first day to the day before its end date: the end date is the first day on
which the person is no longer on the list. An empty end date means that the spell has not ended.
"""
