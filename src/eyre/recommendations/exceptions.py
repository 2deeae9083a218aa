"""What can go wrong with recommendations, by name."""


class CannotReplace(Exception):
    """A recommendation that ships with the data stands in this place; the words say so."""
