"""What tests share: where things are, what a machine has, and what a test may not do."""
