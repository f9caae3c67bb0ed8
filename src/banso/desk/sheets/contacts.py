"""支援経過記録 as it was written down, contact by contact; 巡回個票: one person on the rounds."""

from django.utils import timezone
from django.utils.translation import gettext as _

from banso.access.rules import Duty
from banso.access.text_rules import may_read
from banso.access.viewer import Viewer
from banso.companionship.models import ContactNote, Promise
from banso.companionship.queries import contacts_of
from banso.companionship.rules import Method
from banso.desk.sheets.by_hand import contact_rows, course_entry
from banso.desk.sheets.frame import framed, on_one_page
from banso.intake.models import Encounter
from banso.intake.queries.of_person import met_on_rounds
from banso.intake.rules import Condition, Handed, Outcome
from banso.kit.formatting import brief_day, format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Table, Text
from banso.kit.sheets.boxes import boxes
from banso.people.models import Person, TimelineEntry
from banso.people.queries import card_of, current_entries_of
from banso.people.rules import PlaceKind, Sensitivity
from banso.people.sheets import about

BY_HAND = 6  # rows to write on of the nights to come


def last_contacts(person: Person, viewer: Viewer) -> Sheet:
    """Return the last contacts as they were written down, each in the order of typing."""
    notes = contacts_of(person, viewer)
    if not notes:
        return course_entry(person, viewer)
    memory = current_entries_of([one.pk for one in notes])
    promised = {one.made_with: one for one in Promise.objects.filter(made_with__in=list(memory))}
    blocks: list[Block] = [about(person, viewer, on=format_day(viewer.today))]
    for note in notes:
        entry = memory.get(note.pk)
        if entry and may_read(viewer, entry):
            blocks += [
                Heading(f"{format_day(note.on)}　{Method.label_of(note.method)}"),
                _contact(note, entry, promised.get(note.pk)),
            ]
    blocks.append(Text(_("What your role does not include is left out of this sheet.")))
    return framed(_("Course of support, as it was written down"), person, viewer, blocks)


def _contact(note: ContactNote, entry: TimelineEntry, promise: Promise | None) -> Table:
    minutes = _("%(n)s minutes") % {"n": note.minutes} if note.minutes else ""
    pillars = [code for code in ("being", "doing") if getattr(note, code)]
    return contact_rows(
        {
            "when": "　".join(part for part in (format_day(note.on), minutes) if part),
            "who": note.member.name if note.member else "",
            "place": note.place,
            "words": entry.words,
            "fact": entry.fact,
            "view": entry.view,
            "next": f"{promise.text} {format_day(promise.due_on)}" if promise else "",
        },
        how=boxes(Method.choices, [note.method]),
        pillars=pillars,
        about=boxes(Sensitivity.choices, [entry.sensitivity]),
    )


def street_sheet(person: Person, viewer: Viewer) -> Sheet:
    """Return the sheet of one person on the rounds (巡回個票), with rows for the nights to come."""
    card = card_of(person, viewer)
    sees_names, sees_places = viewer.may(Duty.SEE_NAMES), viewer.may(Duty.SEE_PLACES)
    places = "\n".join(f"{PlaceKind.label_of(one.kind)} {one}" for one in card.places)
    blocks: list[Block] = [
        about(person, viewer, on=format_day(viewer.today)),
        Table(
            (
                Row((_("What not to do"), "\n".join(one.text for one in card.do_not)), framed=True),
                Row((_("Dangers"), "\n".join(one.text for one in card.alerts)), framed=True),
                Row((_("How to recognise the person"), person.looks if sees_names else ""), room=1),
                Row((_("Other names"), card.names_said)),
                Row((_("Where they can be met"), places), room=0 if places else 1),
                Row((_("In their own words"), person.own_words if sees_names else "")),
            )
        ),
        Heading(_("Met on rounds")),
        Table(
            tuple(_night(one, places=sees_places) for one in met_on_rounds(person, viewer))
            + (Row(("", "", "", "", "", ""), room=1),) * BY_HAND,
            (
                _("Day"),
                _("Place"),
                _("How it was"),
                _("How they are"),
                _("Handed over"),
                _("Written by"),
            ),
            (5, 5, 5, 4, 4, 4),
        ),
    ]
    return on_one_page(_("One person on the rounds"), person, viewer, blocks)


def _night(one: Encounter, *, places: bool) -> Row:
    at = timezone.localtime(one.at)
    return Row(
        (
            f"{brief_day(at.date())} {at:%H:%M}",
            one.place if places else "",
            str(Outcome.label_of(one.outcome)),
            str(Condition.label_of(one.condition)) if one.condition else "",
            "、".join(str(Handed.label_of(code)) for code in one.handed),
            one.member.name if one.member else "",
        )
    )
