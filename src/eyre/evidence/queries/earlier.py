"""What did the same provider send for earlier inspections, that whoever asks may know of?"""

from __future__ import annotations

from django.db.models import QuerySet

from eyre.evidence.exceptions import SentFileNotFound
from eyre.evidence.models import Request, RequestFile
from eyre.inspections.queries import visible_to
from eyre.people.standing import Standing


def earlier_files(request: Request, standing: Standing) -> QuerySet[RequestFile]:
    """What the same provider sent for the same item of other inspections, the latest first; an item of one's own has none.

    Only of inspections that this person may know of, only files that were not taken back, and none whose content is
    there already.
    """
    inspection = request.inspection
    seen = visible_to(standing).filter(provider=inspection.provider_id).exclude(pk=inspection.pk)
    sent = RequestFile.objects.filter(
        request__inspection__in=seen.order_by().values("pk"), request__code=request.code, taken_back_at=None
    )
    if request.code.startswith("own-"):
        sent = sent.none()
    there = RequestFile.objects.filter(request=request, taken_back_at=None).order_by().values("file")
    return (
        sent.exclude(file__in=there).select_related("file", "request__inspection").order_by("-sent_at", "-pk")
    )


def earlier_sent(request: Request, number: int, standing: Standing) -> RequestFile:
    """One of them, by number.

    Raises:
        SentFileNotFound: where there is none of this number that may be used for this item.
    """
    found = earlier_files(request, standing).filter(pk=number).first()
    if found is None:
        raise SentFileNotFound(f"Nothing of the number {number} can be used again for {request.pk}.")
    return found
