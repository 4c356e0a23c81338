"""Attainment: from a measure's figure to the share of a payment that it earns."""
