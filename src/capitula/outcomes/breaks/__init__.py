"""Data breaks: changes in what was counted, found before any effect is estimated."""
