"""Payment mechanisms computed: small typed steps over many contracts and years at once.

Import the modules; they need NumPy, which the command line loads only when it settles.
"""
