"""The addresses of signing in and of one's own security. The names are allauth's; there is no sign-up."""

from __future__ import annotations

from django.urls import path, re_path

from .sign_in.lazily import lazily

VIEWS, FACTORS = "eyre.people.sign_in.views", "eyre.people.sign_in.factor_views"
SECURITY, OIDC = "eyre.people.sign_in.security_views", "eyre.people.sign_in.oidc_views"
MINE = "account/security/"

urlpatterns = [
    path("sign-in/", lazily(f"{VIEWS}.sign_in"), name="account_login"),
    path("sign-in/second-step/", lazily(f"{FACTORS}.second_step"), name="mfa_authenticate"),
    path("sign-in/passkey/", lazily(f"{FACTORS}.passkey_sign_in"), name="mfa_login_webauthn"),
    path("sign-in/closed/", lazily(f"{VIEWS}.closed"), name="account_inactive"),
    path("sign-in/forgotten/", lazily(f"{VIEWS}.forgotten"), name="account_reset_password"),
    path("sign-in/forgotten/sent/", lazily(f"{VIEWS}.forgotten_sent"), name="account_reset_password_done"),
    path(
        "sign-in/forgotten/done/",
        lazily(f"{VIEWS}.new_password_done"),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^sign-in/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        lazily(f"{VIEWS}.new_password"),
        name="account_reset_password_from_key",
    ),
    path("sign-in/with/<slug:provider_id>/", lazily(f"{OIDC}.begin"), name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", lazily(f"{OIDC}.back"), name="openid_connect_callback"),
    path("sign-in/given-up/", lazily(f"{OIDC}.given_up"), name="socialaccount_login_cancelled"),
    path("sign-out/", lazily(f"{VIEWS}.sign_out"), name="account_logout"),
    path("account/confirm/", lazily(f"{VIEWS}.confirm"), name="account_reauthenticate"),
    path("account/confirm/code/", lazily(f"{FACTORS}.confirm_code"), name="mfa_reauthenticate"),
    path(
        "account/confirm/passkey/", lazily(f"{FACTORS}.confirm_passkey"), name="mfa_reauthenticate_webauthn"
    ),
    path("account/password/", lazily(f"{VIEWS}.change_password"), name="account_change_password"),
    path("account/second-factor/", lazily(f"{SECURITY}.second_factor"), name="account_second_factor"),
    path(MINE, lazily(f"{SECURITY}.security"), name="mfa_index"),
    path(f"{MINE}end-others/", lazily(f"{SECURITY}.end_other_sessions"), name="account_end_other_sessions"),
    path(f"{MINE}app/", lazily(f"{FACTORS}.add_app"), name="mfa_activate_totp"),
    path(f"{MINE}app/remove/", lazily(f"{FACTORS}.remove_app"), name="mfa_deactivate_totp"),
    path(f"{MINE}passkeys/", lazily(f"{SECURITY}.security"), name="mfa_list_webauthn"),
    path(f"{MINE}passkeys/add/", lazily(f"{FACTORS}.add_passkey"), name="mfa_add_webauthn"),
    path(f"{MINE}passkeys/<int:pk>/", lazily(f"{FACTORS}.rename_passkey"), name="mfa_edit_webauthn"),
    path(f"{MINE}passkeys/<int:pk>/remove/", lazily(f"{FACTORS}.remove_passkey"), name="mfa_remove_webauthn"),
    path(f"{MINE}recovery-codes/", lazily(f"{FACTORS}.recovery_codes"), name="mfa_view_recovery_codes"),
    path(
        f"{MINE}recovery-codes/new/",
        lazily(f"{FACTORS}.new_recovery_codes"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        f"{MINE}recovery-codes/file/", lazily(f"{FACTORS}.download_codes"), name="mfa_download_recovery_codes"
    ),
]
