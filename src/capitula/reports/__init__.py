"""Figures for pages, papers and terminals. A chart is data first: a finding, a table, a drawing."""
