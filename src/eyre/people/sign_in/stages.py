"""When does a sign-in need its second step?"""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest

from allauth.account.internal.flows.login import get_authentication_records  # isort: skip


class SecondStep(AuthenticateStage):
    """Asked of everybody who set one up, unless their organisation's sign-in has asked already and is trusted to."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if settings.EYRE_OIDC_HAS_SECOND_FACTOR and _came_by_provider(request, self.login.user):
            return False
        return bool(super()._should_handle(request))


def _came_by_provider(request: HttpRequest, user: object) -> bool:
    methods = [record["method"] for record in get_authentication_records(request, user)]
    return methods[-1:] == ["socialaccount"]
