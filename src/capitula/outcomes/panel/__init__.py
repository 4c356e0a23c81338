"""Panels: the figures of many areas over many periods, one array for each outcome."""
