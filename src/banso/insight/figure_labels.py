"""
What each figure is called and exactly how it is counted: one text for the page, the file and the
report.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import get_language
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.intake.instrument import matters
from banso.intake.rules import Channel, Matter, Outcome
from banso.kit.eras import era_year
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.rules import ClosingReason, Ledger, PlaceKind, Sex
from banso.referrals.rules import ReturnReason
from banso.resources.rules import Domain, System
from banso.ties.rules import Gift

UNKNOWN = _("Not known")


@dataclass(frozen=True)
class Words:
    """A figure in words: its title, how it is counted, and what its kinds are called."""

    title: Lazy
    definition: Lazy
    kinds: Mapping[str, Any]


def _options(code: str) -> dict[str, Any]:
    return dict(next(one.options for one in LEDGER_FIELDS[Ledger.OUTREACH] if one.code == code))


_HARDSHIPS: dict[str, Lazy] = {
    "none": _("None of the three"),
    "e": _("Economic only"),
    "p": _("Body and mind only"),
    "r": _("Relations only"),
    "ep": _("Economic + body and mind"),
    "er": _("Economic + relations"),
    "pr": _("Body and mind + relations"),
    "epr": _("All three together"),
}
_AGES: dict[str, Lazy] = {
    "under_20": _("Under 20"),
    "a20": _("20 to 29"),
    "a30": _("30 to 39"),
    "a40": _("40 to 49"),
    "a50": _("50 to 59"),
    "a60": _("60 to 69"),
    "a70": _("70 and over"),
    "unknown": UNKNOWN,
}
_WAYS_IN: dict[str, Lazy] = {
    "new": _("For the first time"),
    "again": _("Came back after an earlier entry (welcome back)"),
    "passed_on": _("Passed on from another ledger"),
}
_ANSWERS: dict[str, Lazy] = {
    "accepted": _("Accepted or gone to"),
    "refused": _("Not taken there"),
    "waiting": _("Waiting for an answer"),
    "not_asked": _("Not asked yet"),
}
_BEING: dict[str, Lazy] = {
    "being": _("Being there (support of being)"),
    "doing": _("Doing something (support of doing)"),
    "both": _("Both"),
}
_FLOW = {
    f"{one}_{other}": (Ledger.label_of(one), Ledger.label_of(other))
    for one in Ledger
    for other in Ledger
}

WORDS: dict[str, Words] = {
    "in_ledger": Words(
        _("People in each ledger"),
        _(
            "People with an entry that is open on the last day of the period (or on any day "
            "of it). Somebody in two ledgers counts in both."
        ),
        dict(Ledger.choices),
    ),
    "came_in": Words(
        _("Entries opened"),
        _(
            "Entries in a ledger that were opened in the period; somebody may come in more "
            "than once."
        ),
        _WAYS_IN,
    ),
    "flow": Words(
        _("Passed on between ledgers"),
        _("Entries opened in the period that go on from an entry in another ledger."),
        _FLOW,
    ),
    "went_out": Words(
        _("Entries closed"),
        _("Entries closed in the period, by the reason given. Closing ends no memory, and no tie."),
        dict(ClosingReason.choices),
    ),
    "age": Words(
        _("Age"),
        _(
            "People with an open entry on the last day of the period, by their age on that "
            "day as far as year and month of birth are known."
        ),
        _AGES,
    ),
    "sex": Words(
        _("Sex"),
        _("People with an open entry on the last day of the period, by sex as they gave it."),
        {"unknown": _("Not said"), **{code: label for code, label in Sex.choices if code}},
    ),
    "sleeps": Words(
        _("Kind of sleeping place"),
        _(
            "People in the outreach ledger on the last day of the period, by the kind of "
            "place written there."
        ),
        {**dict(PlaceKind.choices), "unknown": UNKNOWN},
    ),
    "since": Words(
        _("Time on the street"),
        _(
            "People in the outreach ledger on the last day of the period, by how long they "
            "had been on the street when it was written down."
        ),
        _options("since"),
    ),
    "hardship": Words(
        _("Composite hardship"),
        _(
            "People whose assessment was taken in the period, by which of the three "
            "hardships showed any trouble (from “some trouble” on). Items this member may "
            "not read are left out."
        ),
        _HARDSHIPS,
    ),
    "matters": Words(
        _("What people came with"),
        _(
            "People with a first consultation in the period, by every matter marked ○ or ◎; "
            "one person may have several."
        ),
        dict(Matter.choices),
    ),
    "channels": Words(
        _("How consultations came about"),
        _("First consultations in the period."),
        dict(Channel.choices),
    ),
    "ways": Words(
        _("Led to receivers (つなぎ)"),
        _("Referrals begun in the period, by the system of the receiver."),
        dict(System.choices),
    ),
    "answers": Words(
        _("What receivers answered"),
        _("Referrals begun in the period, by how they stand at the moment of publishing."),
        _ANSWERS,
    ),
    "returns": Words(
        _("Came back (もどし)"),
        _(
            "Referrals from which the person came back in the period, by the reason. Each "
            "return is welcome."
        ),
        dict(ReturnReason.choices),
    ),
    "being": Words(_("Contacts: being there and doing"), _("Contact notes of the period."), _BEING),
    "met": Words(
        _("Met on rounds"),
        _(
            "Meetings on outreach rounds in the period, looking for somebody who was not "
            "there included."
        ),
        dict(Outcome.choices),
    ),
    "planned": Words(
        _("Domains in plans"),
        _("People with a plan made in the period, by the domains in which it says something."),
        dict(Domain.choices),
    ),
    "key_person": Words(
        _("People with a key person"),
        _(
            "People with a tie to a key person that stands on the last day of the period; "
            "hidden ties count nowhere."
        ),
        {"key_person": _("Key person (KP)")},
    ),
    "gives": Words(
        _("People who give"),
        _("People who support others on the last day of the period, by what they give."),
        dict(Gift.choices),
    ),
}


def kind_label(code: str, kind: str) -> str:
    """Return what a kind of a figure is called."""
    kinds = matters() if code == "matters" else WORDS[code].kinds
    label = kinds.get(kind, kind)
    return (
        _g("%(one)s → %(other)s") % {"one": label[0], "other": label[1]}
        if isinstance(label, tuple)
        else str(label)
    )


def period_label(key: int) -> str:
    """
    Return what a period is called in the reader's language: 令和7年度, 令和7年4月; FY2025, 2025-04.
    """
    is_japanese = (get_language() or "ja") == "ja"
    if key < 10_000:
        return f"{era_year(key, 4, 1)}度" if is_japanese else f"FY{key}"
    year, month = divmod(key, 100)
    return f"{era_year(year, month, 1)}{month}月" if is_japanese else f"{year}-{month:02d}"
