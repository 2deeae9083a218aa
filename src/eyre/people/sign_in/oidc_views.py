"""The two steps of single sign-on: to the provider, and back."""

from __future__ import annotations

from typing import Any

import requests
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from .oidc import OIDCRefused, OrganisationOAuth2Adapter, check_answer
from .oidc_adapter import OrganisationAdapter, refuse

UNREACHABLE = "provider-unreachable"


@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the provider, by a form alone, so that no link of others starts it. Raises Http404 where there is none."""
    try:
        provider = OrganisationAdapter(request).get_provider(request, provider_id)
    except SocialApp.DoesNotExist as why:
        raise Http404("there is no such sign-in") from why
    try:
        response: HttpResponse = provider.redirect(
            request, AuthProcess.LOGIN, next_url=get_next_redirect_url(request)
        )
    except OIDCRefused as refused:
        return refuse(request, refused.why, None)
    except requests.RequestException:
        return refuse(request, UNREACHABLE, None)
    return response


@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider: signed in, or a page that says it did not work. Raises Http404 where there is none."""
    try:
        response: HttpResponse = Callback.adapter_view(OrganisationOAuth2Adapter(request, provider_id))(
            request
        )
    except SocialApp.DoesNotExist as why:
        raise Http404("there is no such sign-in") from why
    return response


@require_safe
def given_up(request: HttpRequest) -> HttpResponse:
    """Somebody pressed “Cancel” there: back to our sign-in page."""
    return redirect("account_login")


class Callback(OAuth2CallbackView):
    """allauth's, which checks the state; with the issuer's name, and the nonce kept beside the state."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The answer of the provider. Raises ImmediateHttpResponse with our page for a mix-up."""
        try:
            check_answer(request, self.adapter.openid_config)
        except OIDCRefused as refused:
            raise ImmediateHttpResponse(refuse(request, refused.why, None)) from refused
        except requests.RequestException as why:
            raise ImmediateHttpResponse(refuse(request, UNREACHABLE, None)) from why
        return super().dispatch(request, *args, **kwargs)

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        request.eyre_oidc_nonce = (state or {}).get("nonce", "")  # type: ignore[attr-defined]
        return state, response
