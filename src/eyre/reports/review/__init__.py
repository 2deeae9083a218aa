"""What becomes of a draft in the hands of a person: decided fact by fact, mended, and laid beside the data that are there.

Pure but for the words of bands and tables: nothing here asks the database or writes to it.
"""
