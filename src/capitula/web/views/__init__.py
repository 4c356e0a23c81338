"""Views: a request in, a page out. They ask the rooms and compute nothing themselves."""
