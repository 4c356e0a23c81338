"""The web face: pages that show what the rooms compute, as it was known on any day.

Django lives here and nowhere else. A page is a view in `views`, a template in `templates/pages`
and typed data from `parts`; the README of this folder shows how to add one.
"""
