"""Which areas may stand for what would have happened otherwise, and which are left out, and why."""
