"""A business case as a Word document and as a workbook."""
