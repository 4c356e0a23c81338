"""What was agreed? The contract as data: parties, scope, value, term, each dated and cited."""
