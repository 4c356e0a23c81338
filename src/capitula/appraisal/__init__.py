"""Is it worth doing, in which form, and who pays?"""
