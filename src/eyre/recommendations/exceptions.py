"""What can go wrong with recommendations, by name."""


class RecommendationNotFound(LookupError):
    """No recommendation of this inspection has this number."""
