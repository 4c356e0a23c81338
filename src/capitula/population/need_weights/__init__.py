"""Need weights: how many average people each person, practice or place counts as, line by line."""
