"""The ledger of a contract: signed entries in pence, each with its clause and period."""
