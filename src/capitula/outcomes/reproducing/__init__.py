"""Known answers of the estimators, computed again from the published files."""
