"""Did the level change at the start, beside its own months and the areas that moved like it?"""
