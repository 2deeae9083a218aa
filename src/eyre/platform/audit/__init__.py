"""The record of who did and who saw what: `record` for acts, `record_read` for readings.

Rows are append-only by triggers of the database, and sealed in chained segments by `eyre audit seal`.
"""

from .actor import Actor
from .changing import record_changes
from .exceptions import OutsideTransaction
from .operations import Operation
from .plain import Ids
from .recording import record, record_read

__all__ = ["Actor", "Ids", "Operation", "OutsideTransaction", "record", "record_changes", "record_read"]
