"""What would have happened otherwise: every area fitted from the others, for every outcome."""
