"""Several outcomes of one place, asked at once whether they got better as a whole."""
