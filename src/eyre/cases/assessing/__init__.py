"""The page on which a case is assessed: what it knows, how it is drawn, what comes back from it."""
