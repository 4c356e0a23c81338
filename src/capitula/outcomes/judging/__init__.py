"""Judging a case's measures: from terms, tables and record to verdicts that say what they rest on.

Terms choose everything; nothing is chosen here. Screen first, then fit, then test, then decide.
"""
