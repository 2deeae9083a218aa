"""Every setting of Eyre, in one file, from the environment. docs/operators/settings.md explains each.

Nothing has to be set to try Eyre: the demonstration mode runs on an embedded database under ./var.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from eyre.people.sign_in.mail import mail_settings

DEMONSTRATION, PRODUCTION = "demonstration", "production"


def setting(name: str, default: str) -> str:
    """An environment variable; an empty one counts as not set."""
    return os.environ.get(name, "").strip() or default


MODE = setting("EYRE_MODE", DEMONSTRATION)
if MODE not in {DEMONSTRATION, PRODUCTION}:
    raise ImproperlyConfigured(f"EYRE_MODE is {MODE!r}: it may be {DEMONSTRATION!r} or {PRODUCTION!r}")

# Where the embedded database and the collected static files live
HOME = Path(setting("EYRE_HOME", "var")).resolve()

SECRET_KEY = setting("EYRE_SECRET_KEY", "" if MODE == PRODUCTION else "demonstration-only-not-a-secret")
if not SECRET_KEY:
    raise ImproperlyConfigured("EYRE_SECRET_KEY is not set: in production give it 50 random characters")
ALLOWED_HOSTS = setting(
    "EYRE_HOSTS", "" if MODE == PRODUCTION else "127.0.0.1,localhost,[::1],testserver"
).split(",")
if ALLOWED_HOSTS == [""]:
    raise ImproperlyConfigured(
        "EYRE_HOSTS is not set: in production name the hosts Eyre answers to, comma-separated"
    )
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "eyre.platform",
    "eyre.people",  # before allauth, whose pages it draws anew
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "eyre.providers",
    "eyre.frameworks",
    "eyre.inspections",
    "eyre.cases",
    "eyre.evidence",
    "eyre.ratings",
    "eyre.recommendations",
    "eyre.reports",
    "eyre.analysis",
    "eyre.site",
    "django.forms",  # after eyre.platform, whose templates of widgets come first
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "eyre.platform.middleware.refuse_other_methods",
    "eyre.platform.middleware.refuse_nul",
    "eyre.platform.middleware.refuse_other_charsets",
    "eyre.people.sign_in.presence.Presence",
    "eyre.people.middleware.Wall",
    "django.middleware.http.ConditionalGetMiddleware",
]

ROOT_URLCONF = "eyre.site.urls"
WSGI_APPLICATION = "eyre.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "eyre.platform.context.chrome",
                "eyre.people.context.signed_in",
                "eyre.people.context.navigation",
                "eyre.site.demonstration.context.acting",
                "eyre.site.context.alerts",
            ]
        },
    }
]

FORM_RENDERER = "eyre.platform.forms.renderer.Renderer"

DATABASES = {
    "default": dj_database_url.parse(setting("EYRE_DATABASE_URL", f"sqlite:///{HOME / 'eyre.sqlite3'}")),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: two writers wait for each other instead of failing after they have read
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;",
        "timeout": 20,
    }
    # A connection of its own for each thread, kept open: opening one costs more than a page's queries
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Kept in the database, for each process has its own memory: how often somebody tried to sign in (allauth's limits)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "platform_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # Django's 300 could be flooded, and what was counted forgotten
    }
}

# People: who they are, how they sign in (docs/operators/sign-in.md)
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "eyre.people.sign_in.passwords.Length"},
    {"NAME": "eyre.people.sign_in.passwords.Common"},
    {"NAME": "eyre.people.sign_in.passwords.Context"},
]
SECRET_KEY_FALLBACKS = [key for key in setting("EYRE_SECRET_KEY_FALLBACKS", "").split(",") if key]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "work:home"
LOGOUT_REDIRECT_URL = "/sign-in/?because=signed-out"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: nobody stays signed in for longer
EYRE_IDLE_SECONDS = 2 * 60 * 60
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds
EYRE_DEVICE_COOKIE = "__Host-eyre-device" if MODE == PRODUCTION else "eyre-device"

ACCOUNT_ADAPTER = "eyre.people.sign_in.account_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation reached the address, or nobody has the account
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # told by our own form, which knows of no sign-up
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Eyre: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if MODE == PRODUCTION else "http"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "eyre.people.sign_in.tokens.ResetTokens"
# Ours count by device (eyre.people.sign_in.limits); theirs, by network address, would let a neighbour lock others out
ACCOUNT_RATE_LIMITS = {"login": "", "login_failed": "", "reset_password": "", "reset_password_from_key": ""}
ACCOUNT_FORMS = {
    "login": "eyre.people.sign_in.forms.SignInForm",
    "change_password": "eyre.people.sign_in.forms.ChangePasswordForm",
    "reset_password": "eyre.people.sign_in.forms.ForgottenForm",
    "reset_password_from_key": "eyre.people.sign_in.forms.NewPasswordForm",
    "reauthenticate": "eyre.people.sign_in.forms.ConfirmForm",
}
MFA_ADAPTER = "eyre.people.sign_in.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = setting("EYRE_NAME", "Eyre")
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks differ, and typing takes time
MFA_RECOVERY_CODE_DIGITS = 10
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE == DEMONSTRATION  # plain HTTP on this machine
MFA_RATE_LIMITS = {"webauthn_login": ""}
MFA_FORMS = {
    "authenticate": "eyre.people.sign_in.factor_forms.SecondStepForm",
    "authenticate_webauthn": "eyre.people.sign_in.factor_forms.SecondStepPasskeyForm",
    "login_webauthn": "eyre.people.sign_in.factor_forms.PasskeySignInForm",
    "reauthenticate": "eyre.people.sign_in.factor_forms.ConfirmCodeForm",
    "reauthenticate_webauthn": "eyre.people.sign_in.factor_forms.ConfirmPasskeyForm",
    "activate_totp": "eyre.people.sign_in.factor_forms.AddAppForm",
    "add_webauthn": "eyre.people.sign_in.factor_forms.AddPasskeyForm",
    "edit_webauthn": "eyre.people.sign_in.factor_forms.RenamePasskeyForm",
}

# Single sign-on by OpenID Connect, where an issuer is named
EYRE_OIDC_ISSUER = setting("EYRE_OIDC_ISSUER", "")
EYRE_OIDC_NAME = setting("EYRE_OIDC_NAME", "your organisation")
EYRE_OIDC_CLIENT_ID = setting("EYRE_OIDC_CLIENT_ID", "")
EYRE_OIDC_CLIENT_SECRET = setting("EYRE_OIDC_CLIENT_SECRET", "")
if EYRE_OIDC_ISSUER and not (EYRE_OIDC_CLIENT_ID and EYRE_OIDC_CLIENT_SECRET):
    raise ImproperlyConfigured("EYRE_OIDC_ISSUER needs EYRE_OIDC_CLIENT_ID and EYRE_OIDC_CLIENT_SECRET")
if EYRE_OIDC_ISSUER and MODE == PRODUCTION and not EYRE_OIDC_ISSUER.startswith("https://"):
    raise ImproperlyConfigured("EYRE_OIDC_ISSUER begins with https:// in production")
SOCIALACCOUNT_ADAPTER = "eyre.people.sign_in.oidc_adapter.OrganisationAdapter"

# Mail: as files in the demonstration; without an address in production nothing is sent, and pages say whom to ask
EYRE_EMAIL_URL = setting("EYRE_EMAIL_URL", "")
EYRE_CAN_MAIL = bool(EYRE_EMAIL_URL) or MODE == DEMONSTRATION
DEFAULT_FROM_EMAIL = setting("EYRE_EMAIL_FROM", "eyre@localhost")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = HOME / "mail"
if EYRE_EMAIL_URL:
    vars().update(mail_settings(EYRE_EMAIL_URL))
elif MODE == PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
ACCOUNT_EMAIL_NOTIFICATIONS = EYRE_CAN_MAIL

# Files that people send (docs/operators/files.md)
EYRE_FILES = Path(setting("EYRE_FILES", str(HOME / "files"))).resolve()
EYRE_FILES_MOST_BYTES = int(setting("EYRE_FILES_MOST_MB", "50")) * 1_000_000
EYRE_FILES_MOST_BYTES_AT_ONCE = 4 * EYRE_FILES_MOST_BYTES  # of one request
EYRE_FILES_SCANNER = setting("EYRE_FILES_SCANNER", "")
FILE_UPLOAD_HANDLERS = [
    "eyre.platform.files.receiving.Counting",  # before the others: they keep what it lets through
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# After how many minutes an alert of harm that nobody has seen goes on to others
EYRE_ALERT_MINUTES = int(setting("EYRE_ALERT_MINUTES", "30"))

# The one-click door of the demonstration
EYRE_DEMONSTRATION = MODE == DEMONSTRATION
EYRE_OIDC_SECOND_FACTOR = setting("EYRE_OIDC_SECOND_FACTOR", "eyre")
if EYRE_OIDC_SECOND_FACTOR not in {"eyre", "provider"}:
    raise ImproperlyConfigured(
        f"EYRE_OIDC_SECOND_FACTOR is {EYRE_OIDC_SECOND_FACTOR!r}: it may be 'eyre' or 'provider'"
    )
EYRE_OIDC_HAS_SECOND_FACTOR = EYRE_OIDC_SECOND_FACTOR == "provider"

# Pages open to everyone: every other page needs somebody who signed in with two factors (eyre.people.middleware)
EYRE_OPEN_NAMESPACES = {
    "site",
    "inspections",
    "providers",
    "regions",
    "frameworks",
    "analysis",
    "reports",
    "sampling",
    "demonstration",
    "invitation",
    "calendar",
    "roles",
    "deposit",
}
EYRE_OPEN_NAMES = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
}
EYRE_SET_UP_NAMES = {
    "account_second_factor",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "eyre.platform.static_files.HashedFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# How many proxies of ours stand in front: only what they wrote into X-Forwarded-… is believed
PROXIES = int(setting("EYRE_PROXIES", "1" if MODE == PRODUCTION else "0"))
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
if MODE == PRODUCTION:
    SECURE_SSL_REDIRECT = setting("EYRE_TLS_REDIRECT", "yes") == "yes"
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
    # A __Host- cookie is sent to this host alone, over HTTPS alone; plain names are the demonstration's exception,
    # which runs on this machine over plain HTTP
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-eyre-session", "__Host-eyre-csrf"
else:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "eyre-session", "eyre-csrf"
CSRF_FAILURE_VIEW = "eyre.platform.refusals.csrf_failure"
CSRF_COOKIE_HTTPONLY = True  # no script of ours reads it: forms carry their own
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # words about people stay off the wire
)
# Being built into browsers as HTTPS only is a promise for the whole domain: its owner makes it, not one service on it
SILENCED_SYSTEM_CHECKS = ["security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": setting("EYRE_LOG_LEVEL", "WARNING")},
}

# The service navigation: words, name of the URL, and the prefix under which the entry is marked as current
EYRE_NAVIGATION = [
    ("Inspections", "inspections:list", "/inspections/"),
    ("Providers", "providers:list", "/providers/"),
    ("League tables", "analysis:league-tables", "/league-tables/"),
    ("Frameworks", "frameworks:list", "/frameworks/"),
    ("Help", "site:help", "/help/"),
]

# Before it, for somebody signed in: the same, and the ability an entry needs ("" for everybody)
EYRE_WORK_NAVIGATION = [
    ("My work", "work:home", "/desk/", ""),
    ("People", "people:list", "/people/", "MANAGE_ACCOUNTS"),
    ("Audit", "audit:list", "/audit/", "READ_AUDIT"),
    ("Documents", "documents:list", "/documents/", "READ_DOCUMENTS"),
]

# The links at the foot of every page, in the same form
EYRE_FOOTER = [
    ("Help", "site:help", ""),
    ("Check a document", "reports:proof", ""),
    ("How many cases?", "sampling:calculator", ""),
    ("About the data", "site:about-the-data", ""),
    ("Where sources disagree", "site:findings", ""),
    ("Accessibility", "site:accessibility", ""),
]
