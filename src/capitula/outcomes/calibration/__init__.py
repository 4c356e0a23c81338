"""What each method was seen to find on real areas, and how often it was wrong: tables that ship."""
