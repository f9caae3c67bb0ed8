"""
Settings: production by default; what differs between homes comes from the home's own files and from
its environment (`environment.py`).

A home is a folder: `secrets.json` (made on the first start, readable by its owner only; in a sealed
home `secrets.sealed`), `banso.sqlite3`, `cache/`.
"""

from pathlib import Path

from banso.config.content_security import DIRECTIVES
from banso.config.database import database, owner
from banso.config.environment import read_environment
from banso.config.home_secrets import folder_that_passes, home_key, home_secrets
from banso.config.mail import mail

PACKAGE = Path(__file__).resolve().parent.parent
_SAID = read_environment()
HOME = _SAID.home


BANSO_SEALED = home_key(_SAID)  # None in a home that is not sealed
_SECRETS = home_secrets(HOME, BANSO_SEALED)
SECRET_KEY = _SECRETS["secret_key"]
AUDIT_KEY = _SECRETS["audit_key"]
DEBUG = _SAID.debug
BANSO_DEMO = (HOME / "demo").exists()
BANSO_HTTPS = _SAID.https
ALLOWED_HOSTS = list(_SAID.hosts)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if BANSO_HTTPS and host != "*"]

DATABASES = {"default": database(_SAID, BANSO_SEALED)}
BANSO_DATABASE_URL = _SAID.database_url
BANSO_OWNER = owner(_SAID)
BANSO_SERVING_ROLE = DATABASES["default"].get("USER", "") if BANSO_OWNER else ""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",  # counts of tries only
        "LOCATION": HOME / "cache",
    }
}

# The rooms, the lowest floor first; what each adds to the whole it says in its own `declares.py`.
ROOMS = (
    "kit",
    "access",
    "audit",
    "numbering",
    "drafts",
    "schedule",
    "book",
    "people",
    "resources",
    "ties",
    "consent",
    "documents",
    "mishaps",
    "companionship",
    "intake",
    "surveys",
    "keeping",
    "budget",
    "assessment",
    "planning",
    "referrals",
    "conferences",
    "decisions",
    "interop",
    "insight",
    "training",
    "backup",
    "field",
    "sharing",
    "api",
    "privacy",
    "desk",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    *(f"banso.{room}" for room in ROOMS),
    "banso.config.apps.ConfigApp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # over what the program is made of, too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "banso.kit.in_flight.count_requests",
    "banso.kit.row_level_security.requests_at_the_door",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "banso.kit.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "banso.kit.nothing_stays.nothing_stays",
    "banso.kit.readonly.read_only_when_safe",
    "banso.access.ways.asked_as_pages_are",
]

ROOT_URLCONF = "banso.config.urls"
WSGI_APPLICATION = "banso.config.wsgi.application"
# Components (`<c-card>`) become template tags as a template is read, and see what is handed to
# them alone; compiled templates are kept, but while somebody is changing them.
_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
COTTON_ISOLATE_BY_DEFAULT = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "access/templates", PACKAGE / "kit/templates"],
        "OPTIONS": {
            "loaders": _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "banso.access.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
MESSAGE_STORAGE = "banso.kit.told_once.ToldOnce"

# Who may come in
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "banso.access.guessed.GuessedPasswordValidator"},
]
CSRF_FAILURE_VIEW = "banso.access.doors.form_too_old"
ACCOUNT_ADAPTER = "banso.access.adapter.HouseAdapter"
ACCOUNT_FORMS = {
    "login": "banso.access.web.sign_in_forms.SignInForm",
    "change_password": "banso.access.web.sign_in_forms.NewPasswordForm",
    "reauthenticate": "banso.access.web.sign_in_forms.StillYouForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Tries of a password are counted by the adapter; these are those of the second key.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "30/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = _SAID.proxies
PASSWORD_RESET_TIMEOUT = 30 * 60  # seconds
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_ADAPTER = "banso.access.adapter.KeyAdapter"
MFA_TOTP_ISSUER = "Banso"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are off by some seconds
USERSESSIONS_TRACK_ACTIVITY = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# Sessions end with the browser, and after ten hours at the latest: shared computers are the rule.
SESSION_ENGINE = "banso.kit.session_store"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 10 * 60 * 60
# Behind TLS, a name that browsers take from this very host alone: no neighbour below the same
# domain can lay a cookie under it.
BANSO_COOKIE_PREFIX = "__Host-" if BANSO_HTTPS else ""
SESSION_COOKIE_NAME = f"{BANSO_COOKIE_PREFIX}banso_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BANSO_HTTPS
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = f"{BANSO_COOKIE_PREFIX}banso_csrf"
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BANSO_HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if BANSO_HTTPS else 0
# Whoever says so has the whole domain served by TLS, for good: browsers learn it by heart.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BANSO_HTTPS and _SAID.hsts_preload
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": DIRECTIVES}

# Japanese first
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = f"{BANSO_COOKIE_PREFIX}banso_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

BANSO_WATCH_MAIL = list(_SAID.watch_mail)  # who hears in the morning that somebody needs a look
BANSO_BACKUP_PLACES = list(_SAID.backup_places)
BANSO_BACKUP_TO = list(_SAID.backup_to)  # recipients of age; what opens them is not here
BANSO_CHECKPOINT_PLACES = list(_SAID.checkpoint_places)
BANSO_CHECKPOINT_KEY = _SAID.checkpoint_key  # not in the home: whoever has that has not this
BANSO_CHECKPOINT_MAIL = list(_SAID.checkpoint_mail)
BANSO_UPLOADS = folder_that_passes(HOME, BANSO_SEALED) / "uploads"
# Mail, for invitations, links and `banso watch`; without a server it goes to the console only.
_MAIL = mail(_SAID.mail_url)
BANSO_CAN_MAIL = bool(_MAIL.host)  # what is only printed must hold no link
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _MAIL.backend, _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _MAIL.user, _MAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = _MAIL.starttls, _MAIL.tls, 30
DEFAULT_FROM_EMAIL = _SAID.mail_from

BANSO_INSTRUMENTS = HOME / "instruments"  # forms of one's own, beside those that come along
BANSO_INTAKE = HOME / "intake"  # forms of the first consultation of one's own
BANSO_SURVEYS = HOME / "surveys"  # questionnaires of one's own, beside those that come along
BANSO_FONTS = list(_SAID.fonts)
STATIC_URL = "static/"
BANSO_COMPOSED = HOME / "composed"  # files put together from parts, before they are collected
STATICFILES_FINDERS = [
    "banso.kit.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# What figures are answered from: ids, codes and days, a folder an agency.
BANSO_SNAPSHOTS = HOME / "snapshots"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# Only what failed and where, never what people typed.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "banso.kit.logs.WithoutWords",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

BANSO_GUEST_HOME = "desk:guest"
