"""The pages of second factors: allauth's, with our rows of the log, and with the last factor held fast."""

from __future__ import annotations

import json
import time
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from . import actions, events, limits
from .exceptions import LastFactor
from .queries import factors_of, hold_factors

SHOWN, SHOWN_FOR = (
    "eyre_codes_shown",
    10 * 60,
)  # seconds: so long the codes on the screen can be saved as a file
APP, PASSKEY, CODES = (
    Authenticator.Type.TOTP,
    Authenticator.Type.WEBAUTHN,
    Authenticator.Type.RECOVERY_CODES,
)


def as_attribute(options: object) -> str:
    """What a passkey is asked, as an attribute of the page that a script of ours reads."""
    return json.dumps(options, cls=DjangoJSONEncoder)


def check_not_last(factor: Authenticator) -> None:
    """Hold everything that changes this person's factors. Raises LastFactor when this is the only app or passkey."""
    if hold_factors(factor.user_id).is_last:
        raise LastFactor


def count_as_second_factor(request: HttpRequest, factor: Authenticator) -> None:
    """Who has just set a factor up has shown it, so this session counts as signed in with two."""
    record_authentication(request, request.user, "mfa", id=factor.pk, type=factor.type)


class SecondStepView(base.AuthenticateView):
    """The second step of a sign-in: a code or a passkey, whichever was set up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The forms of the factors this person has."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        factors = factors_of(self.stage.login.user)
        options = context.get("js_data", {}).get("request_options")
        return context | {"factors": factors, "passkey_options": as_attribute(options)}

    def form_invalid(self, form: Form) -> HttpResponse:
        """The page again; a wrong passkey is a row of the log, as a wrong code is."""
        if form is self.webauthn_form:
            events.sign_in_failed(self.request, self.stage.login.user, method="passkey")
        response: HttpResponse = super().form_invalid(form)
        return response


class PasskeySignInView(webauthn.LoginWebAuthnView):
    """Signing in by a passkey alone."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What the browser is to ask of the passkey. Raises ImmediateHttpResponse (429) for asking too often."""
        limits.ask_for_passkey(request)
        return JsonResponse({"options": auth.begin_authentication(user=None)}, encoder=DjangoJSONEncoder)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What it said. Raises ImmediateHttpResponse (429) for too many wrong ones."""
        self.tries = limits.try_passkey(request)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        """Back to the sign-in page, with the reason."""
        events.sign_in_failed(self.request, None, method="passkey")
        response: HttpResponse = super().form_invalid(form)
        return response

    def form_valid(self, form: Form) -> HttpResponse:
        """Signed in, and back to the page that was asked for."""
        self.tries.succeeded()
        factor = form.cleaned_data["credential"]
        login = Login(user=factor.user, redirect_url=get_next_redirect_url(self.request))
        response: HttpResponse = flows.perform_passwordless_login(self.request, factor, login)
        return response


class ConfirmCodeView(base.ReauthenticateView):
    """A code, before something about security is changed."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Go on with what was asked for."""
        events.confirmed(self.request, method="code")
        response: HttpResponse = super().form_valid(form)
        return response


class ConfirmPasskeyView(webauthn.ReauthenticateWebAuthnView):
    """A passkey, before something about security is changed."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is to ask of the passkey."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"passkey_options": as_attribute(context["js_data"]["request_options"])}

    def form_valid(self, form: Form) -> HttpResponse:
        """Go on with what was asked for."""
        events.confirmed(self.request, method="passkey")
        response: HttpResponse = super().form_valid(form)
        return response

    def form_invalid(self, form: Form) -> HttpResponse:
        """The same page, with the reason."""
        events.not_confirmed(self.request, method="passkey")
        messages.error(self.request, get_adapter().error_messages["incorrect_code"])
        return redirect(self.request.get_full_path())


class AddAppView(totp.ActivateTOTPView):
    """A new authenticator app: its picture, its key in groups, and its first code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The key as somebody types it: in groups of four."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = [secret[place : place + 4] for place in range(0, len(secret), 4)]
        return context | {"groups": groups, "account": self.request.user.email}

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep it. Its first code is spent."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            app = Authenticator.objects.get(user=self.request.user, type=APP)
            by = events.actor_of(self.request)
            actions.keep_app(app=app, code=form.cleaned_data["code"], by=by, at=timezone.now())
        count_as_second_factor(self.request, app)
        return response


class RemoveAppView(totp.DeactivateTOTPView):
    """Take the authenticator app away."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Gone, unless it is the last factor."""
        key = self.authenticator.pk
        try:
            with transaction.atomic():
                check_not_last(self.authenticator)
                response: HttpResponse = super().form_valid(form)
                events.factor_removed(self.request, kind=APP, key=key)
        except LastFactor:
            form.add_error(None, get_adapter().validation_error("cannot_delete_authenticator"))
            return self.form_invalid(form)
        return response


class AddPasskeyView(webauthn.AddWebAuthnView):
    """A new passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser is to ask of the passkey: to be found again, and to know its owner."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["form"] = kwargs.get("form") or self.get_form()
        options = auth.begin_registration(self.request.user, True)
        host = self.request.get_host().partition(":")[0]
        return context | {"passkey_options": as_attribute(options), "by_number": is_number(host)}

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep it."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            factor = Authenticator.objects.filter(user=self.request.user, type=PASSKEY).latest("pk")
            events.factor_added(self.request, kind=PASSKEY, key=factor.pk)
        count_as_second_factor(self.request, factor)
        return response


class RemovePasskeyView(webauthn.RemoveWebAuthnView):
    """Take a passkey away."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Its name, and whether it is the last factor."""
        is_last = factors_of(self.request.user).is_last
        return dict(super().get_context_data(**kwargs)) | {"passkey": self.object.wrap(), "is_last": is_last}

    def form_valid(self, form: Form) -> HttpResponse:
        """Gone, unless it is the last factor."""
        key = self.object.pk
        try:
            with transaction.atomic():
                check_not_last(self.object)
                response: HttpResponse = super().form_valid(form)
                events.factor_removed(self.request, kind=PASSKEY, key=key)
        except LastFactor:
            form.add_error(None, get_adapter().validation_error("cannot_delete_authenticator"))
            return self.form_invalid(form)
        return response


class RenamePasskeyView(webauthn.EditWebAuthnView):
    """Another name for a passkey."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Keep the name."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            events.factor_renamed(self.request, key=self.object.pk)
        return response


class RecoveryCodesView(recovery.ViewRecoveryCodesView):
    """The recovery codes, once; afterwards, how many are left."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The codes in two groups of five figures, while they may be seen."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if context["can_view_codes"]:
            events.recovery_codes_shown(self.request)
            self.request.session[SHOWN] = time.time()
        shown = [in_groups(code) for code in context["unused_codes"]]
        return context | {"shown": shown, "factors": factors_of(self.request.user)}


class NewRecoveryCodesView(recovery.GenerateRecoveryCodesView):
    """New recovery codes instead of the old ones."""

    def form_valid(self, form: Form) -> HttpResponse:
        """Made; the next page shows them."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            events.recovery_codes_replaced(self.request)
        return response


@require_safe
def download_codes(request: HttpRequest) -> HttpResponse:
    """The codes that are on the screen, as a file. Raises Http404 when they were not shown just now."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    found = Authenticator.objects.filter(user=authenticated_user(request), type=CODES).first()
    if found is None or time.time() - request.session.get(SHOWN, 0) > SHOWN_FOR:
        raise Http404("recovery codes are shown once")
    shown = [in_groups(code) for code in found.wrap().get_unused_codes()]
    page = render(request, "mfa/recovery_codes/download.txt", {"codes": shown}, "text/plain; charset=utf-8")
    page["Content-Disposition"] = 'attachment; filename="eyre-recovery-codes.txt"'
    return page


def in_groups(code: str) -> str:
    """A recovery code as it is read and copied: 01234 56789."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"


def is_number(host: str) -> bool:
    """Whether a host is named by a number, for which browsers make no passkeys."""
    return host.startswith("[") or host.replace(".", "").isdigit()


second_step = SecondStepView.as_view()
passkey_sign_in = PasskeySignInView.as_view()
confirm_code = ConfirmCodeView.as_view()
confirm_passkey = ConfirmPasskeyView.as_view()
add_app = AddAppView.as_view()
remove_app = RemoveAppView.as_view()
add_passkey = AddPasskeyView.as_view()
remove_passkey = RemovePasskeyView.as_view()
rename_passkey = RenamePasskeyView.as_view()
recovery_codes = RecoveryCodesView.as_view()
new_recovery_codes = NewRecoveryCodesView.as_view()
