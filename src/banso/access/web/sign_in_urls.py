"""Signing in: the pages of the sign-in package, each behind a door."""

from allauth.account import urls as account_urls
from allauth.mfa.base import urls as factor_urls
from allauth.mfa.recovery_codes import urls as paper_urls
from allauth.mfa.totp import urls as app_urls
from allauth.mfa.webauthn import urls as passkey_urls
from allauth.usersessions import urls as session_urls
from django.urls import path, re_path
from django.urls.resolvers import RegexPattern
from django.views.i18n import set_language

from banso.access.doors import behind, closed, door, open_door
from banso.access.web.keys import ask_key

_OPEN = {"account_login", "account_logout", "account_reauthenticate", "mfa_authenticate"}
_MEMBERS = {"account_change_password", "usersessions_list"}


_FACTOR = [
    *factor_urls.urlpatterns,
    *app_urls.urlpatterns,
    *paper_urls.urlpatterns,
    *passkey_urls.urlpatterns[:3],  # of those below an id nothing asks for the name
]


def _sign_in_patterns() -> list[object]:
    """
    Give each page of the sign-in package a door; those that the house does not offer stay closed,
    but keep their names.
    """
    patterns: list[object] = [path("language/", open_door(set_language), name="set_language")]
    for pattern in [*account_urls.urlpatterns, *session_urls.urlpatterns]:
        if pattern.name in _OPEN:
            patterns.append(behind(open_door, pattern))
        elif pattern.name in _MEMBERS:
            patterns.append(
                behind(door(), pattern, "sessions/" if pattern.name == "usersessions_list" else "")
            )
        elif hasattr(pattern, "callback"):
            route = re_path if isinstance(pattern.pattern, RegexPattern) else path
            patterns.append(route(str(pattern.pattern), open_door(closed), name=pattern.name))
    for pattern in _FACTOR:  # of the second factor only asking for it is the package's page
        asked = pattern.name == "mfa_authenticate"
        patterns.append(
            path(f"second-factor/{pattern.pattern}", open_door(ask_key), name=pattern.name)
            if asked
            else path(f"second-factor/{pattern.name}/", open_door(closed), name=pattern.name)
        )
    return patterns


urlpatterns = _sign_in_patterns()
