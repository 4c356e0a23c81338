"""Who is for it, who is against, and were they answered?"""
