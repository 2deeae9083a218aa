"""Is every figure in a document right? Bound words, other numbers, names and ratings tables, with reasons."""

from .codes import Code, Severity
from .context import Context, Settings
from .figures import Figure, FigureRegister, Label, Number, Share, Value
from .findings import Finding, Proof
from .proof import examined, proof
from .register_data import COLUMNS, build_register

__all__ = [
    "COLUMNS",
    "Code",
    "Context",
    "Figure",
    "FigureRegister",
    "Finding",
    "Label",
    "Number",
    "Proof",
    "Settings",
    "Severity",
    "Share",
    "Value",
    "build_register",
    "examined",
    "proof",
]
