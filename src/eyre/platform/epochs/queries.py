"""What is the id of this life of the store?"""

from __future__ import annotations

from eyre.platform.prepared import Prepared

from .models import Epoch

_LATEST = Prepared(lambda: Epoch.objects.order_by("-number").values("id")[:1])


def current_epoch() -> str:
    """The id of this life of the store; "" for a store in which none has begun."""
    rows = _LATEST.rows()
    return str(rows[0][0]) if rows else ""
