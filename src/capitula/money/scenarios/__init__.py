"""Scenarios: what a budget and each party's result may come to under stated assumptions."""
