"""Can the holder get VAT back: by form and line, by which rule, and how much?"""
