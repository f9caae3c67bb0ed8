"""What can't be done, as a program reads it and as people do: RFC 9457, in Japanese and English."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KIND = "application/problem+json"
Sentence = Promise | str

UNREAD = _("It could not be read, and nothing was saved.")
TOO_LARGE = _("More at once than is taken. Please send it in parts.")
NO_KEY = _("No key was held out, or one that serves no longer.")
NOT_HERE = _("There is nothing here for you to see")
NOT_ALLOWED = _("This is not asked in this way.")
NOT_YOUR_DUTY = _("This key may not do this.")
SECOND_KEY = _("The agency asks for a second key, and whose key this is has none.")
TOO_OFTEN = _("Too often. Please wait as long as it says.")
NOT_DONE = _("This can't be done as it was asked.")
WRONG_SHAPE = _("Some of it is not as the description of this address says.")
SAME_TIME = _("Somebody else wrote the same at this very moment. Please look, and ask again.")
MEANWHILE = _("Somebody else has changed this in the meantime.")


def in_each_language(sentence: Sentence) -> dict[str, str]:
    """Return a sentence in every language of the house."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = str(sentence)
    return found


def problem(
    status: int, code: str, title: Sentence, detail: Sentence = "", **more: Any
) -> HttpResponse:
    """
    Return a problem: `title` and `detail` in the language that was asked for, `said` in each; what
    was sent is never repeated.
    """
    body: dict[str, Any] = {
        "type": f"urn:banso:problem:{code}",
        "status": status,
        "code": code,
        "title": str(title),
        "said": in_each_language(title),
    }
    if detail:
        body |= {"detail": str(detail), "detail_said": in_each_language(detail)}
    text = json.dumps(body | more, ensure_ascii=False)
    return HttpResponse(text, content_type=KIND, status=status)
