"""Weighted sums of periods that see a change at a date, whatever the level does by itself."""
