"""A business case in five cases and three stages; what is missing is said."""
