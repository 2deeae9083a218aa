"""How are answers saved, by whatever device? As operations that nobody changes, folded into what holds now."""

from .canonical import LARGEST, NotCanonical, Value, canonical, digest
from .folding import Standing, Step, fold, joined
from .ids import is_uuid, is_uuid7, moment_of, uuid7
from .limits import LARGEST_BATCH, LARGEST_VALUE, LONGEST_KEY, MOST_OPERATIONS, MOST_SETTLED
from .operation import Operation
from .reading import Batch, Problem, Received, Unreadable, digest_of, read_batch, read_operation
from .splitting import NotABatch

__all__ = [
    "LARGEST",
    "LARGEST_BATCH",
    "LARGEST_VALUE",
    "LONGEST_KEY",
    "MOST_OPERATIONS",
    "MOST_SETTLED",
    "Batch",
    "NotABatch",
    "NotCanonical",
    "Operation",
    "Problem",
    "Received",
    "Standing",
    "Step",
    "Unreadable",
    "Value",
    "canonical",
    "digest",
    "digest_of",
    "fold",
    "is_uuid",
    "is_uuid7",
    "joined",
    "moment_of",
    "read_batch",
    "read_operation",
    "uuid7",
]
