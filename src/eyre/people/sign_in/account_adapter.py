"""How allauth signs people in here: nobody signs up, tries are counted by device, every event goes to the log."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from eyre.platform.context import address

from ..models import Person
from . import devices, events, limits, presence
from .queries import confirmed_lately, person_of

PASSWORD = "password"
QUIET = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}


class AccountAdapter(DefaultAccountAdapter):
    """Our answers to what allauth asks."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "E-mail address or password is wrong",
        "enter_current_password": "Current password is wrong",
        "incorrect_password": "Password is wrong",
        "incorrect_code": "Code is wrong, or was used before. Wait for the next one and enter it",
        "invalid_password_reset": "This link has been used, or is too old",
        "too_many_login_attempts": "Too many tries. Wait five minutes and try again",
        "rate_limited": "Too many tries. Wait five minutes and try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are invited."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: pages answer with pages; what a script asks for has an address of its own."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Whether somebody may be sent there after signing in: to pages of this host, named by their path alone."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The own work, or the home page where there is none."""
        return address(settings.LOGIN_REDIRECT_URL) or "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page about one's own security."""
        return address("mfa_index") or "/"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try. Raises ImmediateHttpResponse (429) for one too many."""
        self._tries = limits.try_password(request, credentials["email"])

    def _rollback_login_failed_rl_usage(self) -> None:
        self._tries.succeeded()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A row of the log: about a person who is known, or about nobody."""
        if request.user.is_authenticated:
            events.not_confirmed(request, method=PASSWORD)
        else:
            events.sign_in_failed(request, person_of(credentials["email"]), method=PASSWORD)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in, and start the clocks of the session; its key is new."""
        super().login(request, user)
        presence.begin(request.session)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """After both steps: a row of the log, and the browser is known from now on."""
        assert isinstance(user, Person)
        response = super().post_login(request, user, **kwargs)
        events.signed_in(request, user)
        devices.remember(request, response, user.email)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Sign out, with a row of the log."""
        assert isinstance(request.user, Person)
        events.signed_out(request, request.user)
        super().logout(request)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """What happened, for the next page; that somebody signed in or out, the page itself shows."""
        if args[:1] and args[0] in QUIET:
            return
        super().add_message(request, level, *args, **kwargs)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether somebody has to show again that it is them; who has just signed in need not."""
        return not confirmed_lately(self.request)

    def get_login_stages(self) -> list[str]:
        """What stands between a password and the account: the second step."""
        return ["eyre.people.sign_in.stages.SecondStep"]

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        """The link; who never had a password (not yet here, or single sign-on only) is told the same as strangers."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)
        else:
            self.send_mail("account/email/unknown_account", email, {})
