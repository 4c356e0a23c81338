"""Whether a gap is larger than the gaps of areas that had no such contract."""
