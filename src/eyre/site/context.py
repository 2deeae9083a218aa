"""What pages of work say above everything else: the alerts that wait for whoever looks."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from eyre.cases.models import Alert
from eyre.cases.queries.alerts import waiting_for
from eyre.people.signed_in import standing_of


def alerts(request: HttpRequest) -> dict[str, object]:
    """Context processor: `alerts_waiting`, asked of the database where a page shows it, and nowhere else; and what stands
    beside the form for signing out."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}

    def waiting() -> list[Alert]:
        return waiting_for(standing_of(request))

    return {"alerts_waiting": SimpleLazyObject(waiting), "sign_out_template": "site/sign_out_watch.html"}
