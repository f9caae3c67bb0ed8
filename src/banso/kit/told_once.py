"""What a page says once after something was done, kept in the browser until it was shown."""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage

from banso.kit.sealed_text import NotOpened, opened, sealed


class ToldOnce(CookieStorage):
    """
    Messages in a cookie that nobody reads at a shared computer: they may name somebody, so that
    what the browser keeps is sealed, and hidden from scripts.
    """

    cookie_name = f"{settings.BANSO_COOKIE_PREFIX}banso_told"

    def _encode_parts(self, messages: list[str], encode_empty: bool = False) -> str | None:
        text = super()._encode_parts(messages, encode_empty=encode_empty)  # type: ignore[misc]
        return sealed(text, "told once") if text else None

    def _decode(self, data: str | None) -> list[Any] | None:
        if not data:
            return None
        try:
            kept = opened(data, "told once")
        except NotOpened:  # of another home, or made up
            self.used = True
            return None
        return super()._decode(kept)  # type: ignore[misc, no-any-return]
