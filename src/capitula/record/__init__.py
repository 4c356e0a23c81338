"""Who said what, about when, known when? Entries that are appended and never changed.

An entry is an envelope and a body. Its *kind* gives the body its type. Everything shown elsewhere
is a view of entries at two dates: in force on, and as known on.
"""
