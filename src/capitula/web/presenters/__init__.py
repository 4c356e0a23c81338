"""From what the rooms compute to the parts of a page: words and order, no arithmetic."""
