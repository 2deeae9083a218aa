"""Every read about ratings that is asked twice; of what is judged, proposed and kept, in the modules beside this one."""

from .published import (
    computed_rating,
    data_findings,
    outcome_of,
    overall_of,
    published_overalls,
    score_of,
)

__all__ = [
    "computed_rating",
    "data_findings",
    "outcome_of",
    "overall_of",
    "published_overalls",
    "score_of",
]
