"""Is it ready for a named act? Rules as data over the findings that a case hands in."""
