"""Official files as their publishers lay them out: columns bound by name, meaning kept strictly.

A layout is data (`layouts/*.yaml`): the columns of a kind of file, the names each has had by year,
how a cell is read, which words mean that a figure is missing or suppressed, and what must add up.
"""
