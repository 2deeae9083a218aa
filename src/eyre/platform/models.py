"""Where Django looks for the tables of this area: they live beside the code that keeps them."""

from .audit.models import AuditEvent, AuditSegment
from .epochs.models import Epoch
from .files.models import StoredFile

__all__ = ["AuditEvent", "AuditSegment", "Epoch", "StoredFile"]
