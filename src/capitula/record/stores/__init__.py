"""Homes of a record: one protocol, the same behaviour wherever the entries lie."""
