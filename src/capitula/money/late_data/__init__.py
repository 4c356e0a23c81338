"""Cost that arrives late, and cost that one person's illness makes large."""
