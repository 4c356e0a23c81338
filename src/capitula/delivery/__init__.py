"""Is it being kept? Returns, reviews and actions, notices and remedies, disputes, flow-down."""
