"""Signalling questions about risk of bias: answered from data where they can be.

No grade is printed. Trained reviewers of studies like these have disagreed in every domain, and a
grade made by a machine would hide that.
"""
