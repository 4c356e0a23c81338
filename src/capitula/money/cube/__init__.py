"""The cube: what was done and what it cost, by contract line, month, practice, age band and sex.

A settlement rests on the cube and never on people. Every figure in it is a whole number that adds
in any order, so a cube of parts is the sum of the parts' cubes.
"""
