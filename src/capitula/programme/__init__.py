"""When? Milestones planned and reached, every version of every plan, and the slip between them."""
