"""When does a sign-in need its second step?"""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from allauth.account.internal.flows.login import get_authentication_records  # isort: skip


AS_IT_WAS = "eyre_as_it_was"  # what a session is bound to, at the first step
CHANGED = "changed"  # why a sign-in is begun anew; the sign-in page has words for it


class SecondStep(AuthenticateStage):
    """Asked of everybody who set one up, unless their organisation's sign-in has asked already and is trusted to."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """To the second step; what the account is bound to now is kept beside the first."""
        self.state[AS_IT_WAS] = self.login.user.get_session_auth_hash()
        answer: tuple[HttpResponse | None, bool] = super().handle()
        return answer

    def exit(self) -> HttpResponse:
        """Signed in, if the account is what it was at the first step.

        A changed password or address, a disabled account and sessions that were ended put an end to what was begun, as
        they do to what was complete.
        """
        user = self.login.user
        if user.is_active and constant_time_compare(self.state[AS_IT_WAS], user.get_session_auth_hash()):
            response: HttpResponse = super().exit()
            return response
        self.abort()
        return redirect(f"{reverse('account_login')}?because={CHANGED}")

    def _should_handle(self, request: HttpRequest) -> bool:
        if settings.EYRE_OIDC_HAS_SECOND_FACTOR and _came_by_provider(request, self.login.user):
            return False
        return bool(super()._should_handle(request))


def _came_by_provider(request: HttpRequest, user: object) -> bool:
    methods = [record["method"] for record in get_authentication_records(request, user)]
    return methods[-1:] == ["socialaccount"]
