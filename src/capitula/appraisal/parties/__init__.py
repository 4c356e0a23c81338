"""What one scenario does to each party: commissioner, holder, donor, council, each practice."""
