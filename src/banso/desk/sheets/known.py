"""What is known of a person on one page: for the emergency, for whoever is new, line by line."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.assessment.queries import latest_of, parts_of
from banso.companionship.models import Companionship
from banso.companionship.queries import companions_of, promises_of
from banso.desk.sheets.frame import framed
from banso.desk.sheets.taken import answers_read
from banso.intake.queries import received
from banso.kit.clock import NOON
from banso.kit.formatting import brief_day, format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Table, Text
from banso.people.models import Person, TimelineEntry
from banso.people.queries import card_of, entries_of, memory_of, newest_memory_of
from banso.people.rules import Ledger
from banso.people.sheets import about
from banso.planning.queries import current_of
from banso.ties.models import Tie
from banso.ties.queries import around
from banso.ties.rules import Role
from banso.ties.view import View

MOST_LINES = 300


def _walking(person: Person, viewer: Viewer) -> list[Companionship]:
    return [one for one in companions_of(person.pk) if one.stands_on(viewer.today)]


def _called_in_need(person: Person, viewer: Viewer) -> list[Tie]:
    view = View(
        person, around(person, viewer), viewer.today, viewer.today, viewer.name, "emergency"
    )
    return sorted(view.ties(), key=lambda one: (one.no_contact, not one.phone))


def _whom_to_call(person: Person, viewer: Viewer) -> Table:
    sees = viewer.may(Duty.SEE_NAMES)
    rows = [
        Row(
            (
                _("Do not contact") if one.no_contact else one.phone if sees else "",
                one.name,
                str(Role.label_of(one.role)),
            ),
            framed=one.no_contact,
        )
        for one in _called_in_need(person, viewer)
    ]
    head = (_("Phone"), _("Who"), _("What they are to the person"))
    return Table(tuple(rows) or (Row(("", "", ""), room=1),) * 3, head, (4, 4, 3))


def emergency_card(person: Person, viewer: Viewer) -> Sheet:
    """Return one page for an emergency: whom to call first, whom never, what not to do."""
    card = card_of(person, viewer)
    walking = [one.member.name for one in _walking(person, viewer)]
    rows = [
        Row((_("What not to do"), "\n".join(one.text for one in card.do_not)), framed=True),
        Row((_("Dangers"), "\n".join(one.text for one in card.alerts)), framed=True),
        Row((_("Where they can be met"), "\n".join(str(one) for one in card.places))),
        Row((_("How they can be reached"), "\n".join(str(one) for one in card.contacts))),
        Row((_("Walks with them"), "、".join(walking))),
        Row((_("Hospital, medicine, allergies"), ""), room=2),
    ]
    return framed(
        _("Card for an emergency"),
        person,
        viewer,
        [
            Heading(_("Call first")),
            _whom_to_call(person, viewer),
            Table(tuple(rows)),
            about(person, viewer, on=format_day(viewer.today)),
            Text(agency_of(viewer).sender),
        ],
        one_page=True,
    )


def face_sheet(person: Person, viewer: Viewer) -> Sheet:
    """Return one page for whoever is new: who they are, who walks along, what stands now."""
    card = card_of(person, viewer)
    plans = current_of(person, viewer)
    rows = [
        (_("What not to do"), "\n".join(one.text for one in card.do_not)),
        (_("Dangers"), "\n".join(one.text for one in card.alerts)),
        (_("In their own words"), person.own_words),
        (_("Other names"), card.names_said),
        (_("Where they can be met"), "\n".join(str(one) for one in card.places)),
        (_("How they can be reached"), "\n".join(str(one) for one in card.contacts)),
        *_of_life(person, viewer),
        (
            _("Ledgers"),
            "\n".join(
                f"{Ledger.label_of(one.ledger)} {one.number} {one.office.name} "
                f"{brief_day(one.opened_on)} – {brief_day(one.closed_on)}"
                for one in entries_of(person)
            ),
        ),
        (
            _("Walks with them"),
            "\n".join(
                f"{one.member.name} {format_day(one.from_on)} –" for one in _walking(person, viewer)
            ),
        ),
        (
            _("Promises that are open"),
            "\n".join(
                f"{format_day(one.due_on)} {one.text}"
                for one in promises_of(person.pk)
                if one.settled_on is None
            ),
        ),
        (
            _("Aim of the plan"),
            "\n".join(
                f"{one.aim}\n{_('Next look')}: {format_day(one.review_on)}".strip() for one in plans
            ),
        ),
        (
            _("Last remembered"),
            "\n".join(
                f"{brief_day(one.at)} {one.title}"
                for one in newest_memory_of([person.pk], viewer, each=5)
            ),
        ),
    ]
    return framed(
        _("Face sheet"),
        person,
        viewer,
        [
            about(person, viewer, on=format_day(viewer.today)),
            Table(tuple(Row(cells) for cells in rows)),
            Heading(_("Call first")),
            _whom_to_call(person, viewer),
        ],
    )


LIFE = ("registered", "registered_at", "identity", "work", "dwelling", "insurance", "pension")
ASSESSED = {"work_now": "work", "dwelling": "dwelling", "insurance": "insurance"}
ASSESSED |= {"pension": "pension", "assistance": "assistance"}


def _of_life(person: Person, viewer: Viewer) -> list[tuple[str, str]]:
    """
    Return work, dwelling, insurance, pension and where they are registered, as they were told last:
    at an assessment, else at the first consultation.
    """
    rows: dict[str, tuple[str, str]] = {}
    taken = received(person.pk, viewer, by_day=viewer.today)
    if taken and taken.instrument:
        answers = answers_read(taken, viewer)
        for item in taken.instrument.form.more:
            if item.code in LIFE and (said := item.said(answers.get(item.code))):
                rows[item.code] = (str(item.label), f"{said} ({brief_day(taken.on)})")
    for assessment in latest_of(person, viewer, 1):
        for answer in (one for part in parts_of(assessment, viewer) for one in part.answers):
            if (place := ASSESSED.get(answer.item.code)) and answer.value:
                on = brief_day(answer.older or assessment.taken_on)
                rows[place] = (str(answer.item.label), f"{answer.value} ({on})")
    return list(rows.values())


def _every_memory(person: Person, viewer: Viewer) -> Iterator[TimelineEntry]:
    cursor = ""
    while True:
        page = memory_of(person, viewer, cursor=cursor, size=100)
        yield from page.rows
        cursor = page.next_cursor
        if not cursor:
            return


def _moment(one: TimelineEntry) -> str:
    """Return when it was; noon alone stands for a day whose hour nobody kept (`moment_of`)."""
    hour = timezone.localtime(one.at).time().replace(second=0, microsecond=0)
    return brief_day(one.at) if hour == NOON else f"{brief_day(one.at)} {hour:%H:%M}"


def course(person: Person, viewer: Viewer) -> Sheet:
    """Return the course of support (支援経過一覧): a line for each thing, the newest first."""
    rows: list[Row] = []
    more = False
    for one in _every_memory(person, viewer):
        if more := len(rows) == MOST_LINES:
            break
        said = [one.fact, f"「{one.words}」" if one.words else "", one.view]
        taken_back = _("(taken back)") if one.taken_back_at else ""
        rows.append(
            Row(
                (
                    _moment(one),
                    f"{one.title} {taken_back}".strip(),
                    "\n".join(part for part in said if part),
                    one.author.name if one.author else "",
                )
            )
        )
    head = (_("Day"), _("What"), _("Fact, their words, the worker’s view"), _("Written by"))
    blocks: list[Block] = [
        about(person, viewer, on=format_day(viewer.today)),
        Table(tuple(rows) or (Row(("", "", "", ""), room=2),) * 3, head, (5, 9, 13, 5)),
        Text(_("What your role does not include is left out of this sheet.")),
    ]
    if more:
        only = _("Only the newest %(count)s lines stand here.") % {"count": MOST_LINES}
        blocks.append(Text(only))
    return framed(_("Course of support"), person, viewer, blocks, landscape=True)
