"""How does it end? Notices, offers, services and staff that move in and out."""
