"""What the room answers, ready to be printed, shown or read by machines."""
