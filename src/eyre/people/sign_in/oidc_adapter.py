"""Whom does the organisation's sign-in let in? Only people who are invited and active; nobody is ever created.

The first time a person is found by the address the provider has verified, afterwards by the provider's own id of
them, (issuer, sub), alone. So a mailbox that changes hands opens no account.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ..models import Person
from . import actions, events
from .exceptions import ProviderRefused
from .queries import person_of

KIND = "openid_connect"
PROVIDER = "organisation"  # the name under which allauth keeps it, and a part of its address


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """Our answers to what allauth asks about single sign-on: one provider, from the settings alone."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: accounts are invited."""
        return False

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """The organisation's sign-in, where there is one; what may stand in the database does not count."""
        if not settings.EYRE_OIDC_ISSUER or provider not in {None, PROVIDER, KIND}:
            return []
        return [
            SocialApp(
                provider=KIND,
                provider_id=PROVIDER,
                name=settings.EYRE_OIDC_NAME,
                client_id=settings.EYRE_OIDC_CLIENT_ID,
                secret=settings.EYRE_OIDC_CLIENT_SECRET,
                settings={"server_url": settings.EYRE_OIDC_ISSUER, "oauth_pkce_enabled": True},
            )
        ]

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """The organisation's sign-in. Raises SocialApp.DoesNotExist where there is none."""
        from .oidc import OrganisationProvider  # it brings slow libraries with it

        return OrganisationProvider(request, app=self.get_app(request, provider=provider))

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Left to `pre_social_login`, which says why not."""
        return

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person. Raises ImmediateHttpResponse with a page where nobody is let in."""
        sociallogin.token = None  # of no more use, and not to lie in the session until the second step
        try:
            if sociallogin.account.pk:
                _check_active(sociallogin.user)
            else:
                _connect(request, sociallogin)
        except ProviderRefused as refused:
            raise ImmediateHttpResponse(refuse(request, refused.why, _known(sociallogin))) from refused

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, **_: Any
    ) -> None:
        """What the protocol refused. Raises ImmediateHttpResponse with the page, but for somebody who gave up."""
        if error == AuthError.CANCELLED:
            return
        why = exception.why if isinstance(exception, ProviderRefused) else str(error or "unknown")
        raise ImmediateHttpResponse(refuse(request, why, None))


def refuse(request: HttpRequest, why: str, person: Person | None) -> HttpResponse:
    """The page, which is the same for every reason, and a row of the log with the reason."""
    events.provider_refused(request, person, why=why)
    context = {"organisation": settings.EYRE_OIDC_NAME}
    return render(request, "people/sign_in/refused.html", context, status=403)


@transaction.atomic
def _connect(request: HttpRequest, sociallogin: SocialLogin) -> None:
    """Find the person by the verified address, and keep the provider's id of them."""
    email = next((each.email for each in sociallogin.email_addresses if each.verified), None)
    if not email:
        raise ProviderRefused("email-not-verified")
    if (person := person_of(email)) is None:
        raise ProviderRefused("not-invited")
    _check_active(person)
    if SocialAccount.objects.filter(user=person, provider=PROVIDER).exists():
        raise ProviderRefused("other-id")
    actions.connect_provider(
        account=sociallogin.account, person=person, by=events.actor_of(request), at=timezone.now()
    )
    sociallogin.user = person


def _check_active(person: Person) -> None:
    if not person.is_active:
        raise ProviderRefused("inactive")


def _known(sociallogin: SocialLogin) -> Person | None:
    """Whom the refusal is about, where that is known."""
    if sociallogin.account.pk:
        return sociallogin.user
    email = next((each.email for each in sociallogin.email_addresses if each.verified), None)
    return person_of(email) if email else None
