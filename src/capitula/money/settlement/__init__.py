"""Settlement: from a contract's terms and a period's figures to what each party gets."""
