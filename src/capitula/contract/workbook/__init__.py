"""A contract as an Excel workbook, out and in again: one table a sheet, heads in words."""
