"""What the fields of an incoming ledger are called, and words for codes that its cells use."""

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.rules import ClosingReason
from banso_recognition import fold

FIELD_LABELS = {
    "called_name": _("Called name"),
    "full_name": _("Full name"),
    "family_name": _("Family name"),
    "given_name": _("Given name"),
    "kana": _("Reading (kana)"),
    "family_kana": _("Family name (kana)"),
    "given_kana": _("Given name (kana)"),
    "birth": _("Date of birth"),
    "age": _("Age"),
    "sex": _("Sex"),
    "number": _("Number in the earlier ledger"),
    "opened_on": _("Opened"),
    "closed_on": _("Closed"),
    "closing_reason": _("Why it was closed"),
    "contact": _("Phone, or somebody through whom"),
    "place": _("Can be met at"),
    "sleeps_at": _("Where the person sleeps"),
    "since_words": _("On the street this time for"),
    "health": _("Health: complaints, treatment, medicine"),
    "income": _("Monthly income (last three months, yen)"),
    "papers": _("Papers: has, lost, being renewed"),
    "wish_words": _("The wish in the person’s own words"),
    "room": _("Room"),
    "belongings": _("Belongings kept"),
    "exit_to": _("Where to"),
    "dwelling": _("Dwelling"),
    "contract": _("Contract: from, until, in whose name"),
    "visits": _("Visit calendar"),
    "benefits": _("Benefits and pension"),
    "whom_to_call": _("Whom to call when something happens"),
    "note": _("Note"),
    "met_on": _("Day of the consultation"),
    "told_by": _("Who came to consult"),
    "told_as": _("Who that is to the person"),
    "told": _("What it was about"),
    "done": _("What was done"),
    "staff": _("Who wrote it down"),
    "keep": _("Keep in the note, with its heading"),
}
FIELD_LABELS |= {
    one.code: one.label
    for fields in LEDGER_FIELDS.values()
    for one in fields
    if one.code not in FIELD_LABELS
}
_SEX = {
    "male": ("男", "男性", "m", "male", "1"),  # 1 and 2: JIS X 0303
    "female": ("女", "女性", "f", "female", "2"),
    "other": ("その他", "other"),
}
_DIED = ("死亡", "逝去", "他界", "亡くな", "病死", "died", "deceased")
_OF_THE_PERSON = re.compile("^(ご?本人[のが]?|御本人[のが]?)")
_REASONS = {
    "hospital": ("入院", "hospital"),
    "facility": ("施設", "入所", "facility"),
    "moved": ("転居", "転出", "引越", "引っ越", "moved"),
    "lost_contact": ("音信不通", "連絡途絶", "行方不明", "失踪", "連絡が取れ", "lost contact"),
    "wished": ("本人希望", "本人の希望", "辞退", "wished"),
    "passed_on": ("移行", "引継", "引き継", "passed on"),
    "other": ("その他", "other"),
}


def coded(options: Iterable[tuple[str, Any]], text: str) -> str:
    """Return the code whose words, or which itself, a cell holds; empty where it is none."""
    return next((code for code, label in options if text in (code, str(label)) and code), "")


def sex_of(text: str) -> str:
    """Return the code of a sex as cells write it, empty where it is not understood."""
    word = fold(text).strip()
    return next((code for code, words in _SEX.items() if word in map(fold, words)), "")


def closing_reason_of(text: str) -> str:
    """Return our reason of closing for the words of a cell, empty where none is meant."""
    if code := coded(ClosingReason.choices, text):
        return code
    said = _OF_THE_PERSON.sub("", fold(text).strip())
    if any(said.startswith(fold(word)) for word in _DIED):  # 「妻の死亡」 is somebody else's
        return "died"
    return next(
        (code for code, words in _REASONS.items() if any(fold(word) in said for word in words)), ""
    )
