"""Every read about inspections that is asked twice. Every list asks `visible_to`."""

# Before the next line: a module that is loaded later would take the place of the function of its name
from .programmes import planned_for
from .published import latest_load, programmes, published_inspections, sources_of, years
from .teams import Conflict, check_join, conflicted, conflicts, hindrances, member, roles_anywhere, team_of
from .visible import facts_of, inspection, visible_to

__all__ = [
    "Conflict",
    "check_join",
    "conflicted",
    "conflicts",
    "facts_of",
    "hindrances",
    "inspection",
    "latest_load",
    "member",
    "planned_for",
    "programmes",
    "published_inspections",
    "roles_anywhere",
    "sources_of",
    "team_of",
    "visible_to",
    "years",
]
