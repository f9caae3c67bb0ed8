"""
Moving into a house of the agency and out of it: what is kept already stands there, what is missing
is written by hand.
"""

from django.utils.translation import gettext as _

from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.desk.sheets.frame import on_one_page
from banso.documents.queries import documents_of
from banso.documents.sheets import what
from banso.keeping.queries import open_keepings, standings
from banso.keeping.rules import Kind
from banso.keeping.sheets import amount_of
from banso.kit.formatting import brief_day, format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Signing, Stamps, Table, Text
from banso.kit.sheets.boxes import box, boxes
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.models import LedgerEntry, Person
from banso.people.queries import entries_of, known_now
from banso.people.rules import Ledger
from banso.people.sheets import about

_EXIT = "exit_reason"


def _entry(person: Person) -> LedgerEntry | None:
    """Return the newest entry of the centre, or the newest of all."""
    entries = entries_of(person)
    of_centre = [one for one in entries if one.ledger == Ledger.CENTRE]
    return next(reversed(of_centre or entries), None)


def _known(entry: LedgerEntry | None, person: Person, viewer: Viewer) -> dict[str, str]:
    """Return what an entry says, as far as this viewer may read it, by the name of its field."""
    found = {one.pk: known for one, known in known_now(person, viewer)}
    return {str(each.label): each.text for each in found.get(entry.pk, [])} if entry else {}


def _called(code: str) -> str:
    """Return what a field of the centre's ledger is called."""
    return str(next(one.label for one in LEDGER_FIELDS[Ledger.CENTRE] if one.code == code))


def _from_ledger(known: dict[str, str], *codes: str) -> list[Row]:
    """Return the rows of some fields; what is missing has room to be written."""
    return [
        Row((_called(code), said), room=0 if said else 1)
        for code in codes
        for said in [known.get(_called(code), "")]
    ]


def _kept(person: Person, viewer: Viewer) -> list[Row]:
    """Return what lies in keeping, with a box for each thing."""
    rows = []
    for one in standings(open_keepings(viewer).filter(person=person)[:20], viewer):
        if one.cash:
            rows.append(Row((str(Kind.CASH.label), amount_of(Kind.CASH, one.cash), box(False))))
        rows += [
            Row((str(Kind.label_of(thing.row.kind)), thing.name, box(False)))
            for thing in one.things
        ]
    return rows


def moving_in(person: Person, viewer: Viewer) -> Sheet:
    """Return 入所届: who moves in, from when, with what; explained, agreed and signed."""
    entry = _entry(person)
    known = _known(entry, person, viewer)
    explained = (
        ("rules", _("the rules of the house")),
        ("cost", _("what it costs, what is left in hand")),
        ("term", _("until when, and what comes then")),
        ("complaints", _("where to complain")),
        ("going", _("that one may leave, go out, have visitors")),
        ("data", _("what is written down, who reads it")),
    )
    done = (
        ("key", _("key handed over")),
        ("resident", _("residence registered")),
        ("health", _("health check")),
        ("insurance", _("health insurance")),
        ("fire", _("way out in a fire walked together")),
    )
    before = (
        f"{Ledger.label_of(entry.came_from.ledger)} {entry.came_from.number}"
        if (entry and entry.came_from)
        else ""
    )
    rows = [
        *_from_ledger(known, "admitted_on", "room", "term_until"),
        Row((_("Came from"), before), room=0 if before else 1),
        Row((_("Who receives them"), entry.worker.name if entry and entry.worker else ""), room=1),
        *_from_ledger(known, "whom_to_call", "belongings"),
        Row((_("Explained, in plain words"), boxes(explained))),
        Row((_("Done together"), boxes(done))),
        Row((_("What the person wants to say"), ""), room=2),
    ]
    kept = _kept(person, viewer)
    blocks: list[Block] = [
        Stamps(agency_of(viewer).stamps),
        about(person, viewer, on=format_day(viewer.today)),
        Table(tuple(rows)),
        Heading(_("Given into keeping (with a receipt for each)")),
        Table(
            tuple(kept) or (Row(("", "", box(False)), room=1),) * 2,
            (_("What"), _("How much, how to recognise it"), _("Receipt")),
            (3, 7, 2),
        ),
        Signing(_("The person’s signature, date")),
        Signing(_("Received by, date")),
    ]
    return on_one_page(_("Moving in"), person, viewer, blocks)


def _ending(person: Person, viewer: Viewer) -> list[Row]:
    """Return the papers that stand, with a box for what has to be told or changed."""
    return [
        Row((what(one), brief_day(one.until_on), box(False)))
        for one in documents_of(person, viewer).now
    ]


def moving_out(person: Person, viewer: Viewer) -> Sheet:
    """Return 退所届: why, where to, what is given back, when somebody asks again."""
    entry = _entry(person)
    known = _known(entry, person, viewer)
    field = next(one for one in LEDGER_FIELDS[Ledger.CENTRE] if one.code == _EXIT)
    mine = entry.values.get(_EXIT) if entry and viewer.may(Duty.SEE_NAMES) else ""
    out = format_day(entry.closed_on) if entry and entry.ledger == Ledger.CENTRE else ""
    returned = (
        ("key", _("key given back")),
        ("room", _("room looked at together")),
        ("resident", _("residence registered anew")),
        ("post", _("post sent on")),
        ("bills", _("nothing left to pay")),
    )
    visits = (
        ("yes", _("Yes, please come")),
        ("later", _("Ask me later")),
        ("no", _("No, thank you")),
    )
    rows = [
        *_from_ledger(known, "admitted_on", "room"),
        Row((_("Moves out on"), out), room=0 if out else 1),
        Row((str(field.label), boxes(field.options, [str(mine or "")]))),
        *_from_ledger(known, "exit_to", "whom_to_call"),
        Row((_("Done together"), boxes(returned))),
        Row((_("Shall we come and see you there?"), boxes(visits))),
        Row((_("The first visit: day, time, who"), ""), room=1),
        Row((_("What the person wants to say"), ""), room=2),
    ]
    kept, papers = _kept(person, viewer), _ending(person, viewer)
    blocks: list[Block] = [
        Stamps(agency_of(viewer).stamps),
        about(person, viewer, on=format_day(viewer.today)),
        Table(tuple(rows)),
        Heading(_("To be given back")),
        Table(
            tuple(kept) or (Row(("", "", box(False)), room=1),) * 2,
            (_("What"), _("How much, how to recognise it"), _("Given back")),
            (3, 7, 2),
        ),
    ]
    if papers:
        blocks += [
            Heading(_("Papers to change: address, name on the contract")),
            Table(tuple(papers), (_("Paper"), _("Ends on"), _("Changed")), (7, 3, 2)),
        ]
    blocks += [
        Text(_("You can come back any time, also just to talk. Nobody has to begin anew.")),
        Text(agency_of(viewer).sender),
        Signing(_("The person’s signature, date")),
        Signing(_("Seen off by, date")),
    ]
    return on_one_page(_("Moving out"), person, viewer, blocks)
