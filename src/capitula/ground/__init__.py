"""What every room stands on: dates, pence, evidence marks, faults and the reading of files.

Nothing here knows what a contract is. Rooms import from here; this package imports no room.
"""
