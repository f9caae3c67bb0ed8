"""Passwords that are guessed first: words of the house, and common ones with a tail of signs."""

import re
from unicodedata import normalize

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HOUSE_WORDS = (
    "banso",
    "bansou",
    "bansoo",
    "houboku",
    "hoboku",
    "shien",
    "kitakyushu",
    "homeless",
    "伴走",
    "ばんそう",
    "バンソウ",
    "支援",
    "台帳",
    "抱樸",
)
"""Words of this work, of which a password is not made (docs/security/asvs.md)."""

_TAIL = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_SIGNS = re.compile(r"[\W\d_]+")


class GuessedPasswordValidator:
    """Refuses what somebody who knows where Banso is used would try first."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator()

    def validate(self, password: str, user: object = None) -> None:
        """
        Refuse a password that is nothing but words of the house with digits and signs, or a common
        password with digits or signs before or behind it.
        """
        plain = normalize("NFKC", password).casefold()
        if self._is_of_the_house(plain) or self._is_common(plain):
            raise ValidationError(
                _("Guessed first: words of this work, or a common password with signs."),
                code="password_guessed",
            )

    def get_help_text(self) -> str:
        """Return what is asked for, in a sentence."""
        return _("Not made of words of this work, nor a common password with digits behind it.")

    def _is_of_the_house(self, plain: str) -> bool:
        letters = left = _SIGNS.sub("", plain)
        for word in sorted(HOUSE_WORDS, key=len, reverse=True):
            left = left.replace(normalize("NFKC", word).casefold(), "")
        return letters != left == ""

    def _is_common(self, plain: str) -> bool:
        within = _TAIL.sub("", plain)
        return bool(within) and within in self._common.passwords
