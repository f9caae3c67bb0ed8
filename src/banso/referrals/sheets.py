"""Slips and the journey on paper, declared once for screen, PDF and Excel."""

from datetime import date

from django.utils.translation import gettext as _

from banso.kit.formatting import brief_day, brief_month, format_day
from banso.kit.sheets import Block, Heading, Link, Picture, Row, Sheet, Table, Text
from banso.kit.sheets.boxes import box, boxes
from banso.kit.sheets.squares import square_of
from banso.referrals.drawing import ON_PAPER, Stop, drawn
from banso.referrals.models import Referral
from banso.referrals.rules import NextStep, RefusalReason, ReturnReason, State, systems_spanned
from banso.resources.rules import System

ON_A_SHEET = 3 * ON_PAPER  # of a journey, in letters that are read


def slip(
    referral: Referral,
    *,
    name: str,
    agency: str,
    address: str,
    until: date,
    day: date,
    contact: str = "",
) -> Sheet:
    """
    Return the つなぎ票 with the もどし票 to tear off: to go along in the person's hand, on one side
    of A4.
    """
    number = f"{referral.number:05d}"
    answers = [
        Row((_("Our answer"), box(False, State.ACCEPTED.label))),
        Row((_("Not this time"), boxes(RefusalReason.choices))),
        Row((_("It is over there"), boxes(ReturnReason.choices))),
    ]
    blocks: list[Block] = [
        Table(
            (
                Row((_("To"), referral.receiver)),
                Row((_("About"), _("%(name)s, with whom we walk along") % {"name": name})),
                Row((_("What for"), referral.purpose)),
                Row((_("Who answers for it with us"), f"{referral.answerable.name} / {agency}")),
                Row(
                    (_("How we are reached"), contact or _("(please ask whoever brings the slip)"))
                ),
                Row((_("Number"), number)),
            )
        ),
        Text(
            _(
                "We come along, and we stay in touch. When it is over, or does not fit, "
                "please send them back to us: they are welcome."
            )
        ),
        Link(
            address,
            square_of(address),
            _("You can answer on the web until %(day)s; no name is asked there:")
            % {"day": format_day(until)},
        ),
        Text("✂ " + "─ " * 36 + _("tear off here")),
        Heading(_("Return slip (もどし票)")),
        Text(
            _("To %(agency)s, about number %(number)s") % {"agency": agency, "number": number}
            + (f"\u3000{contact}" if contact else "")
        ),
        Table(tuple(answers)),
        Table(
            (
                Row((_("What was done, on which day"), ""), room=1),
                Row((_("Coming back on"), ""), room=1),
                Row((_("What you learnt, what comes next"), ""), room=2),
                Row((_("Your name, phone"), ""), room=1),
            )
        ),
    ]
    return Sheet(
        _("Slip for the way (つなぎ票)"),
        day=format_day(day),
        author=referral.answerable.name,
        care=_("Handle with care"),
        blocks=blocks,
        one_page=True,
    )


def stops_of(referrals: list[Referral]) -> list[Stop]:
    """Return a journey as it is drawn."""
    return [
        Stop(
            key=str(one.pk),
            number=place,
            name=one.receiver,
            system=str(System.label_of(one.system)),
            went=_when(one),
            is_open=one.is_open,
            came_back=str(ReturnReason.label_of(one.return_reason)),
            refused=_was_refused(one),
        )
        for place, one in enumerate(referrals, start=1)
    ]


def _was_refused(one: Referral) -> bool:
    return one.went_on is None and (
        one.state == State.REFUSED or bool(one.refusal_reason) or one.return_reason == "not_taken"
    )


def _when(one: Referral) -> str:
    first = one.went_on or one.begun_on
    last = brief_month(one.returned_on) if one.returned_on else ""
    return f"{brief_month(first)}–{last}"


def came_back(one: Referral) -> str:
    """Return how the person came back from a receiver, and what came next."""
    if one.is_open:
        return str(State.label_of(one.state))
    refused = f" ({RefusalReason.label_of(one.refusal_reason)})" if one.refusal_reason else ""
    return (
        f"{ReturnReason.label_of(one.return_reason)}{refused} → {NextStep.label_of(one.next_step)}"
    )


def journey_sheet(
    referrals: list[Referral], *, name: str, author: str, day: date, left_out: str
) -> Sheet:
    """Return the journey on one side of A4: the drawing and its table."""
    rows = tuple(
        Row(
            (
                f"{place}. {one.receiver}",
                str(System.label_of(one.system)),
                f"{brief_day(one.went_on or one.begun_on)}–\n{brief_day(one.returned_on)}".strip(),
                came_back(one),
                one.learnt,
            )
        )
        for place, one in enumerate(referrals, start=1)
    )
    spans = systems_spanned([one.system for one in referrals])
    stops, who = stops_of(referrals), _("The way walked with %(name)s") % {"name": name}
    blocks: list[Block] = [
        Picture(
            drawn(
                stops[first : first + ON_A_SHEET],
                title=_("Journey"),
                who="" if first else who,
                columns=ON_PAPER,
            ),
            _("Journey"),
        )
        for first in range(0, max(1, len(stops)), ON_A_SHEET)
    ]
    blocks += [
        Table(
            rows,
            (
                _("Receiver"),
                _("System"),
                _("From, until"),
                _("How they came back, what came next"),
                _("What was learnt"),
            ),
            (4, 3, 4, 5, 5),
        ),
        *([Text(left_out)] if left_out else []),
    ]
    subtitle = _("%(name)s: %(count)s steps over %(systems)s systems") % {
        "name": name,
        "count": len(referrals),
        "systems": spans,
    }
    return Sheet(
        _("Journey"),
        subtitle=subtitle,
        day=format_day(day),
        author=author,
        care=_("Handle with care"),
        blocks=blocks,
        one_page=True,
    )


__all__ = ["came_back", "journey_sheet", "slip", "stops_of"]
