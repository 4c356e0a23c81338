"""The forecast: when comparable contracts started that had stated a date, and whether at all."""
