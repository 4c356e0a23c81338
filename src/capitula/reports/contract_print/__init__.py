"""A contract in plain English: one structure, written as HTML and as a Word document."""
