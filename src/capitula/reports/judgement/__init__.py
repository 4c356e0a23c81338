"""A judgement drawn and written: charts with their tables, a Word report, data, code to repeat."""
