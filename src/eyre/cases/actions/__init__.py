"""Every write about the cases of an inspection and the answers about them."""

from .allocating import apply_allocation, give_back, hand_over
from .answers import store_answers
from .assessments import open_assessment
from .inspectors import declare_acquaintance, end_acquaintance, say_specialisms, say_time
from .interviews import cancel_interview, hold_interview, move_interview, plan_interviews
from .keys import raise_key_alarm
from .lists import refuse_case_list, say_seed, send_case_list, store_case_list
from .samples import draw_sample, replace_sampled_case, withdraw_sample

__all__ = [
    "apply_allocation",
    "cancel_interview",
    "declare_acquaintance",
    "draw_sample",
    "end_acquaintance",
    "give_back",
    "hand_over",
    "hold_interview",
    "move_interview",
    "open_assessment",
    "plan_interviews",
    "raise_key_alarm",
    "refuse_case_list",
    "replace_sampled_case",
    "say_seed",
    "say_specialisms",
    "say_time",
    "send_case_list",
    "store_answers",
    "store_case_list",
    "withdraw_sample",
]
