"""Control charts: did something change? Never: did the contract do it?"""
