"""What a trust loses when services leave it: income, cost that stays, and who bears it."""
