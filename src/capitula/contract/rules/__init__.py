"""Statutory tests and gates: rules as data, answers with reasons limb by limb."""
