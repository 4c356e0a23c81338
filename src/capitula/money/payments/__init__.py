"""Payments: a year's money by month, changes within the year, prices changed afterwards."""
