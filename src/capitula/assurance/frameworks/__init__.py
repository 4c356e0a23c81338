"""Frameworks of assurance as data: a YAML file each, with stages, questions and roles."""
