"""What is asked of a provider before its inspection, and through which states does each item go?"""

from .lists import Item, RequestList, build_list
from .states import NEXT, NotNow, State, Step, is_due, is_open, is_overdue, next_state, steps_from

__all__ = [
    "NEXT",
    "Item",
    "NotNow",
    "RequestList",
    "State",
    "Step",
    "build_list",
    "is_due",
    "is_open",
    "is_overdue",
    "next_state",
    "steps_from",
]
