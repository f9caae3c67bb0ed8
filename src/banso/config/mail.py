"""Where mail goes out: an address like smtp://user:password@host:587, or the console."""

from dataclasses import dataclass

import environ
from django.core.exceptions import ImproperlyConfigured

SCHEMES = ("smtp", "smtp+tls", "smtp+ssl")
SUBMISSION = 587
MEANT = (
    "BANSO_MAIL_URL is smtp://user:password@host:587 (encrypted once it is connected), "
    "smtp+ssl://user:password@host:465 (encrypted from the first byte), or smtp://host:25"
)


@dataclass(frozen=True)
class Mail:
    """A server that takes mail; without a host there is none, and mail is printed."""

    host: str = ""
    port: int = SUBMISSION
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False

    @property
    def backend(self) -> str:
        """Django's way of sending it."""
        kind = "smtp" if self.host else "console"
        return f"django.core.mail.backends.{kind}.EmailBackend"


def mail(url: str) -> Mail:
    """
    Return the server that an address names.

    :raises ImproperlyConfigured: if the address cannot be meant
    """
    if not url:
        return Mail()
    scheme = url.partition(":")[0]
    if scheme not in SCHEMES:
        raise ImproperlyConfigured(f"This kind of mail server is not known. {MEANT}")
    try:
        found = environ.Env.email_url_config(url)
    except ValueError:  # what it says holds parts of the address, and so of the password
        raise ImproperlyConfigured(f"The mail server's address cannot be read. {MEANT}") from None
    if not found["EMAIL_HOST"]:
        raise ImproperlyConfigured(f"The mail server's address names no server. {MEANT}")
    port = found["EMAIL_PORT"] or SUBMISSION
    return Mail(
        host=found["EMAIL_HOST"],
        port=port,
        user=found["EMAIL_HOST_USER"] or "",
        password=found["EMAIL_HOST_PASSWORD"] or "",
        starttls=scheme == "smtp+tls" or (scheme == "smtp" and port == SUBMISSION),
        tls=scheme == "smtp+ssl",
    )
