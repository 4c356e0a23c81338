"""Did it work? Measures set beforehand, and the public series that they are read from.

In this first form the room describes: it says where a place stands against its own baseline and
beside England. It judges nothing; a verdict needs what would have happened otherwise.
"""
