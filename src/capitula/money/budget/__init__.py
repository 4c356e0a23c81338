"""The whole population budget: from contract terms, or from published figures line by line."""
