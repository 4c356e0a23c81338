"""May it go ahead? Decisions with their authority and reason, conditions, approval steps."""
