"""Comparable contracts: what was planned and what was reached, each row with the day it was known.

The tables beside this module are facts taken from public pages: codes, places and dates. No text is
reproduced; `sources.csv` names the publisher of every page. Tables whose name ends in `hindsight`
hold what came of it all, for which no day is known by which it could be known: they are read by
`hindsight` alone and never by anything that is asked as of a day.
"""
