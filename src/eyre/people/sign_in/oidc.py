"""What is checked of an OpenID Connect sign-in, beside what allauth checks (state, PKCE)?

OpenID Connect Core 1.0, 3.1.3.7: signature by a key of the issuer, issuer, audience, time, nonce. Discovery 1.0, 4.3:
the issuer is the one of our settings. RFC 9207: the answer names the issuer, where the issuer said it would.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from .exceptions import ProviderRefused

# Signatures by a key pair; "none", and those by a shared secret, are never accepted
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
REQUIRED = ["iss", "aud", "exp", "iat", "sub", "nonce"]
CLOCKS_DIFFER = 60  # seconds
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class OIDCRefused(ProviderRefused, OAuth2Error):
    """A refusal that allauth's callback turns into our page."""


class OrganisationOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """The protocol, with the checks that are left out by allauth 65.21."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer says about itself. Raises OIDCRefused when it is not the issuer of our settings."""
        config: dict[str, Any] = super().openid_config
        if config.get("issuer") != settings.EYRE_OIDC_ISSUER:
            raise OIDCRefused("other-issuer")
        if settings.EYRE_OIDC_ISSUER.startswith("https://"):
            insecure = [name for name in ENDPOINTS if not str(config.get(name, "")).startswith("https://")]
            if insecure:
                raise OIDCRefused("insecure-endpoint")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Who signed in. Raises OIDCRefused for an id token that fails a check."""
        claims = self.claims_of(app, kwargs["response"].get("id_token"))
        if "email" not in claims:
            claims |= self._more_of(claims, token.token)
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def claims_of(self, app: Any, id_token: object) -> dict[str, Any]:
        """What an id token says, all checks passed. Raises OIDCRefused."""
        if not isinstance(id_token, str):
            raise OIDCRefused("no-id-token")
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                self._key_of(id_token),
                algorithms=SIGNATURES,
                issuer=settings.EYRE_OIDC_ISSUER,
                audience=app.client_id,
                leeway=CLOCKS_DIFFER,
                options={"require": REQUIRED},
            )
        except jwt.PyJWTError as why:
            raise OIDCRefused(_code(why)) from why
        self._check(claims, app.client_id)
        return claims

    def _check(self, claims: dict[str, Any], client_id: str) -> None:
        awaited = self.request.eyre_oidc_nonce
        if not awaited or not constant_time_compare(str(claims["nonce"]), awaited):
            raise OIDCRefused("nonce")
        if claims.get("azp", client_id) != client_id:
            raise OIDCRefused("authorised-party")
        if not claims["sub"] or len(str(claims["sub"])) > 255:
            raise OIDCRefused("subject")

    def _key_of(self, id_token: str) -> Any:
        """The issuer's key that signed it. Raises jwt.PyJWTError where there is none."""
        header = jwt.get_unverified_header(id_token)
        with get_adapter().get_requests_session() as session:
            reply = session.get(self.openid_config["jwks_uri"])
            reply.raise_for_status()
            keys = jwt.PyJWKSet.from_dict(reply.json()).keys
        fitting = [key for key in keys if header.get("kid") in {None, key.key_id}]
        if len(fitting) != 1:
            raise jwt.InvalidKeyError("no key of the issuer has this name")
        return fitting[0]

    def _more_of(self, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
        """Address and whether it is verified, from the issuer itself (OpenID Connect Core 1.0, 5.3.2)."""
        told = self._fetch_user_info(access_token)
        if told.get("sub") != claims["sub"]:
            raise OIDCRefused("subject")
        return {name: told[name] for name in ("email", "email_verified") if name in told}


class OrganisationProvider(OpenIDConnectProvider):
    """The organisation's sign-in."""

    oauth2_adapter_class = OrganisationOAuth2Adapter

    def redirect(self, request: HttpRequest, process: str, **kwargs: Any) -> HttpResponse:
        """The way to the provider, with a nonce that its id token must repeat."""
        nonce = secrets.token_urlsafe(32)
        auth_params = {**self.get_auth_params(), "nonce": nonce}
        response: HttpResponse = super().redirect(
            request, process, auth_params=auth_params, nonce=nonce, **kwargs
        )
        return response

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Stands for (issuer, sub): another issuer's ids mean other people."""
        claims = data["id_token"]
        told = f"{claims['iss']}\n{claims['sub']}"
        return hashlib.sha256(told.encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Of all that the provider tells, who it is, and nothing more."""
        return {name: data["id_token"][name] for name in ("iss", "sub")}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """The address, verified only where the provider says so by the truth itself, not by a word for it."""
        from allauth.account.models import EmailAddress

        claims = data["id_token"]
        if not isinstance(claims.get("email"), str):
            return []
        verified = claims.get("email_verified") is True
        return [EmailAddress(email=claims["email"], verified=verified, primary=True)]


def check_answer(request: HttpRequest, config: dict[str, Any]) -> None:
    """Whether the answer came from our issuer (RFC 9207). Raises OIDCRefused for a mix-up."""
    named = request.GET.get("iss")
    promised = config.get("authorization_response_iss_parameter_supported") is True
    if (named is None and promised) or (named is not None and named != settings.EYRE_OIDC_ISSUER):
        raise OIDCRefused("mixed-up-issuer")


def _code(why: jwt.PyJWTError) -> str:
    """A short code for the log: "expired-signature-error" becomes "token-expired"."""
    codes: dict[type[jwt.PyJWTError], str] = {
        jwt.ExpiredSignatureError: "token-expired",
        jwt.InvalidIssuerError: "token-issuer",
        jwt.InvalidAudienceError: "token-audience",
        jwt.InvalidSignatureError: "token-signature",
        jwt.InvalidAlgorithmError: "token-algorithm",
        jwt.MissingRequiredClaimError: "token-incomplete",
    }
    return codes.get(type(why), "token-invalid")
