"""Items as the tests need them: on Westmarch, asked for, in whatever state."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cast import Cast
from eyre.evidence import actions
from eyre.evidence.models import Request, RequestFile
from eyre.inspections.models import Inspection
from eyre.platform.audit import Actor

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
DUE = date(2026, 12, 4)
BY = Actor.of_command("the tests")
TEXT = b"name,grade\r\nAda,PO\r\n"


def asked(inspection: Inspection, title: str = "Staffing") -> Request:
    """An item that was asked for."""
    Inspection.objects.filter(pk=inspection.pk, stage="planned").update(stage="announced")
    inspection.refresh_from_db()
    made = actions.add_request(inspection=inspection, title=title, wanted="All of it", by=BY, at=AT)
    actions.send_requests(inspection=inspection, due=DUE, by=BY, at=AT)
    made.refresh_from_db()
    return made


def send(
    request: Request, cast: Cast, content: bytes = TEXT, name: str = "staff.csv", **told: Any
) -> RequestFile:
    """A file that the point of contact sent for it."""
    return actions.send_file(
        request=request,
        content=io.BytesIO(content),
        name=name,
        person=cast["point-of-contact"],
        **{"by": BY, "at": LATER} | told,
    )
