"""終結報告・フォローアップ予定: how it ended, what was reached, who stays, what comes after."""

from datetime import date

from django.utils.translation import gettext as _

from banso.access.queries import agency_of
from banso.access.viewer import Viewer
from banso.companionship.queries import companions_of, promises_of
from banso.kit.formatting import brief_day, format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Signing, Stamps, Table, Text
from banso.kit.sheets.boxes import boxes
from banso.people.models import Person
from banso.people.queries import entries_of
from banso.people.rules import Ledger, closing_said, readable
from banso.people.sheets import about
from banso.planning.models import Evaluation, SupportPlan
from banso.planning.queries import current_of, evaluations_of
from banso.planning.rules import CHANGES, Attained, EndReason, Outcome, PauseReason
from banso.ties.queries import around
from banso.ties.rules import Role
from banso.ties.view import View


def _last_look(person: Person, viewer: Viewer) -> tuple[SupportPlan | None, Evaluation | None]:
    """Return the plan that is walked or ended last, and how it was looked at last."""
    for plan in current_of(person, viewer):
        found = evaluations_of(plan, viewer)
        if found:
            return plan, found[0]
    return next(iter(current_of(person, viewer)), None), None


def _reason(found: Evaluation | None, kind: type[EndReason] | type[PauseReason], of: str) -> str:
    """Return the boxes of the reasons; those that do not apply stay empty."""
    here = found is not None and found.outcome == of
    said = boxes(kind.choices, (found.reason,) if found and here else ())
    return f"{said}\n{found.reason_note}".strip() if found and here else said


def _ledgers(person: Person, viewer: Viewer) -> str:
    return "\n".join(
        f"{Ledger.label_of(one.ledger)} {one.number} {brief_day(one.opened_on)} – "
        f"{brief_day(one.closed_on)} {closing_said(one.closing_reason, viewer.duties)}".strip()
        for one in entries_of(person)
    )


def _who_stays(person: Person, viewer: Viewer) -> list[Row]:
    """Return the ties that stand, key persons first, and whoever walks along."""
    view = View(
        person, around(person, viewer), viewer.today, viewer.today, viewer.name, "hand_over"
    )
    first = (Role.KEY_PERSON, Role.LIGHT_KEY)
    ties = sorted(view.standing(), key=lambda one: one.role not in first)
    rows = [Row((one.name, str(Role.label_of(one.role)), "")) for one in ties]
    rows += [
        Row((one.member.name, _("Walks with them"), ""))
        for one in companions_of(person.pk)
        if one.stands_on(viewer.today)
    ]
    return rows


def _asked_again(person: Person, found: Evaluation | None) -> list[Row]:
    """Return the days on which somebody asks again, and what is promised besides."""
    promised = [
        (one.due_on, one.text, one.answerable.name)
        for one in promises_of(person.pk)
        if one.settled_on is None
    ]
    known = {(day, text) for day, text, _name in promised}
    follow = [
        (day, one["text"], "")
        for one in (found.follow_ups if found else [])
        if (day := date.fromisoformat(one["on"])) and (day, one["text"]) not in known
    ]
    return [
        Row((format_day(day), f"{text} {name}".strip(), ""))
        for day, text, name in sorted([*promised, *follow])
    ]


def final_report(person: Person, viewer: Viewer) -> Sheet:
    """Return the report of an ending, with what comes after; a return is welcome."""
    plan, found = _last_look(person, viewer)
    allowed = readable(viewer.duties)
    changes = [
        (code, one.label)
        for code, one in CHANGES.items()
        if one.sensitivity in allowed and found and code in found.changes
    ]
    words, remaining = (found.words, found.remaining) if found else ("", "")
    ends = [(one.value, one.label) for one in (Outcome.END, Outcome.PAUSE)]
    reached = boxes(Attained.choices, (found.attained,) if found else ())
    rows = (
        Row((_("Ledgers"), _ledgers(person, viewer))),
        Row((_("Aim of the plan"), plan.aim if plan else "")),
        Row((_("Looked at on, by"), f"{format_day(found.on)} {found.by.name}" if found else "")),
        Row((_("What follows"), boxes(ends, (found.outcome,) if found else ()))),
        Row((_("Why it ends"), _reason(found, EndReason, Outcome.END))),
        Row((_("Why it pauses"), _reason(found, PauseReason, Outcome.PAUSE))),
        Row((_("How far they were reached"), reached)),
        Row((_("In their own words"), words), framed=True, room=0 if words else 3),
        Row((_("Changes that were seen"), boxes(changes, [code for code, _label in changes]))),
        Row((_("What remains"), remaining), room=0 if remaining else 1),
    )
    by_hand = Row(("", "", ""), room=1)
    blocks: list[Block] = [
        Stamps(agency_of(viewer).stamps),
        about(person, viewer, on=format_day(viewer.today)),
        Table(rows),
        Heading(_("Who stays")),
        Table(
            (*_who_stays(person, viewer), by_hand),
            (_("Who"), _("What they are to the person"), _("Remarks")),
            (4, 4, 5),
        ),
        Heading(_("Days on which somebody asks again")),
        Table(
            (*_asked_again(person, found), by_hand, by_hand),
            (_("Day"), _("What"), _("How it was")),
            (4, 6, 6),
        ),
        Text(_("You can come back any time, also just to talk. Nobody has to begin anew.")),
        Text(agency_of(viewer).sender),
        Signing(_("The person’s signature, date")),
        Text(_("What your role does not include is left out of this sheet.")),
    ]
    return Sheet(
        _("Report of an ending, and what comes after"),
        subtitle=person.called_name,
        day=format_day(viewer.today),
        author=viewer.name,
        care=_("Handle with care"),
        blocks=blocks,
        one_page=True,
    )
