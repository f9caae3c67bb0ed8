"""What every answer tells a browser, whoever asks and whatever for."""

from django.http.response import HttpResponseBase

POLICY = (
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "script-src 'self'",
)


def rules_not_told(answer: HttpResponseBase) -> list[str]:
    """Return which of the rules an answer does not carry."""
    policy = answer.get("Content-Security-Policy", "")
    missing = [one for one in POLICY if one not in policy]
    missing += ["unsafe"] if "unsafe" in policy else []
    for name, value in (
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ):
        missing += [name] if answer.get(name) != value else []
    missing += ["any other house"] if "Access-Control-Allow-Origin" in answer else []
    kind = answer.get("Content-Type", "")
    has_text = kind.startswith("text/") and bool(getattr(answer, "content", b""))
    missing += ["charset"] if has_text and "charset=utf-8" not in kind else []
    return missing
