"""How many cases are inspected, which, and how can anyone draw them again?"""

from .draw import RULE, Drawn, Fault, Frame, FrameFaulty, draw, frame_of, order_of
from .receipt import (
    FORMAT,
    CannotReplace,
    Excluded,
    Receipt,
    Replaced,
    differences,
    draw_receipt,
    replace_case,
)
from .receipt_data import ReceiptFaulty, as_data, receipt_of
from .shares import CannotShareOut, share_out
from .sizes import Aim, Formula, Rounded, cases_needed, cases_needed_at, margin_reached

__all__ = [
    "FORMAT",
    "RULE",
    "Aim",
    "CannotReplace",
    "CannotShareOut",
    "Drawn",
    "Excluded",
    "Fault",
    "Formula",
    "Frame",
    "FrameFaulty",
    "Receipt",
    "ReceiptFaulty",
    "Replaced",
    "Rounded",
    "as_data",
    "cases_needed",
    "cases_needed_at",
    "differences",
    "draw",
    "draw_receipt",
    "frame_of",
    "margin_reached",
    "order_of",
    "receipt_of",
    "replace_case",
    "share_out",
]
