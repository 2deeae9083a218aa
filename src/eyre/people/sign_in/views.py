"""The pages of signing in and out, and of passwords: allauth's, with our rows of the log."""

from __future__ import annotations

from typing import Any

from allauth.account import views as theirs
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal.httpkit import authenticated_user
from csp.decorators import csp_update
from django.conf import settings
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from . import events
from .oidc_settings import origin_of_issuer

BECAUSE = {
    "idle": "You were signed out because nothing happened here for two hours.",
    "age": "You were signed out because you signed in more than twelve hours ago.",
    "factor": "Your second factor was set up after this sign-in began. Sign in again with it.",
    "changed": "Your account was changed while you signed in. Begin anew.",
    "signed-out": "You have signed out.",
}


class SignInView(theirs.LoginView):
    """E-mail address and password, a passkey, or the organisation's own sign-in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page; its form may lead on to the organisation's sign-in, and nowhere else."""
        page = super().dispatch
        if issuer := origin_of_issuer():
            page = csp_update({"form-action": [issuer]})(page)
        return page(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What allauth gives, why somebody was signed out, and the other ways in."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "because": BECAUSE.get(self.request.GET.get("because", ""), ""),
            "organisation": settings.EYRE_OIDC_ISSUER,
            "organisation_words": f"Sign in through {settings.EYRE_OIDC_NAME}",
            "wanted": get_next_redirect_url(self.request) or "",
        }


class ForgottenView(theirs.PasswordResetView):
    """A link to set a new password, by mail; without mail, whom to ask."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What allauth gives, and whether mail can be sent."""
        return dict(super().get_context_data(**kwargs)) | {"can_mail": settings.EYRE_CAN_MAIL}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it; nothing is sent where nothing can be."""
        if not settings.EYRE_CAN_MAIL:
            return redirect("account_reset_password")
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class NewPasswordView(theirs.PasswordResetFromKeyView):
    """The page behind the link. The second factor is asked at the sign-in that follows, as ever."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Set the password, which ends every sign-in of the account."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            events.password_reset(self.request, self.reset_user)
        return response


class ChangePasswordView(theirs.PasswordChangeView):
    """Another password, by whoever knows the old one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page; who has no password here has none to change."""
        if not authenticated_user(request).has_usable_password():
            return redirect("mfa_index")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Form) -> HttpResponse:
        """Set the password, which ends every other sign-in of the account."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            events.password_changed(self.request)
        return response


class ConfirmView(theirs.ReauthenticateView):
    """The password again, before something about security is changed."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Go on with what was asked for."""
        events.confirmed(self.request, method="password")
        response: HttpResponse = super().form_valid(form)
        return response


def too_many(request: HttpRequest) -> HttpResponse:
    """The page for too many tries, where allauth counts them itself."""
    return render(request, "429.html", status=429)


sign_in = SignInView.as_view()
sign_out = theirs.logout
closed = theirs.account_inactive
forgotten = ForgottenView.as_view()
forgotten_sent = theirs.password_reset_done
new_password = NewPasswordView.as_view()
new_password_done = theirs.password_reset_from_key_done
change_password = ChangePasswordView.as_view()
confirm = ConfirmView.as_view()
