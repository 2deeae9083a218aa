"""What must a case list say, what is wrong with this one, and which of its cases may be drawn?"""

from .checking import Checked, check_list, compared
from .days import Unreadable, read_day
from .eligibility import Rule, Test, Windows, exclusions, summary
from .schema import read_specification
from .specification import Choice, Column, Specification, Type

__all__ = [
    "Checked",
    "Choice",
    "Column",
    "Rule",
    "Specification",
    "Test",
    "Type",
    "Unreadable",
    "Windows",
    "check_list",
    "compared",
    "exclusions",
    "read_day",
    "read_specification",
    "summary",
]
