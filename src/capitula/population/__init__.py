"""Who is covered: registered populations and their weights for need.

This room reads what NHS England publishes and says what a population weighs; it knows no money.
"""
