"""Sheets that are filled in by hand, with the person: what is known already stands on them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from banso.access.queries import agency_of
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.rules import Method
from banso.consent.models import Consent
from banso.consent.queries import consents_of
from banso.consent.rules import Part
from banso.desk.sheets.taken import answers_read, items_closed
from banso.intake.instrument import IntakeSheet, Item, sheet_on
from banso.intake.models import Intake
from banso.intake.queries import received
from banso.intake.rules import IntakeConsent
from banso.kit.formatting import brief_day, format_day
from banso.kit.furigana import with_readings
from banso.kit.sheets import Block, Heading, Row, Sentence, Sheet, Signing, Table, Text
from banso.kit.sheets.boxes import boxes
from banso.people.models import Person
from banso.people.queries import card_of
from banso.people.rules import Sensitivity
from banso.people.sheets import about

ROOM = {"prose": 3}  # lines to write on, by the kind of an item


def _read(text: str) -> Sentence:
    return Sentence(with_readings(text))


def consultation(person: Person, viewer: Viewer) -> Sheet:
    """Return the consultation and application (相談受付・申込票), with the person's consent."""
    return _consultation(person, viewer, agreed=True)


def consultation_without_consent(person: Person, viewer: Viewer) -> Sheet:
    """Return the same while the person has not agreed yet: nothing is given on."""
    return _consultation(person, viewer, agreed=False)


def last_consultation(person: Person, viewer: Viewer) -> Sheet:
    """Return the last consultation as it was written down, to be signed; blank if there is none."""
    taken = received(person.pk, viewer, by_day=viewer.today)
    agreed = taken is None or taken.consent == IntakeConsent.GIVEN
    return _consultation(person, viewer, agreed=agreed, taken=taken)


def _consultation(
    person: Person, viewer: Viewer, *, agreed: bool, taken: Intake | None = None
) -> Sheet:
    said = answers_read(taken, viewer) if taken else _known(person, viewer)
    form = taken.instrument.form if taken and taken.instrument else sheet_on(viewer.today)
    by = f"{format_day(taken.on)}　{taken.member.name}" if taken else ""
    blocks: list[Block] = [
        about(person, viewer, on=format_day(taken.on) if taken else ""),
        Table((Row((_("Received on, by"), by), framed=True, mark="※", room=0 if by else 1),)),
        Heading(_("In the order in which it is typed in (○ each; ◎ what weighs most)")),
    ]
    for heading, items in _parts(form):
        blocks += [Heading(heading)] if heading else []
        blocks.append(
            Table(tuple(_asked(one, said.get(one.code), taken=bool(taken)) for one in items))
        )
    if taken and items_closed(form, viewer):
        blocks.append(Text(_("What your role does not include is left out of this sheet.")))
    if agreed:
        words = _(
            "The rules for personal data were explained to me. I agree that %(agency)s shares what "
            "is needed with those concerned, and apply for support."
        )
        note = words % {"agency": agency_of(viewer).name}
        blocks += [Text(note), Signing(_("The person’s signature, date"))]
    else:
        blocks += [
            Text(_("The person has not agreed yet. Nothing on this sheet is given on to anybody.")),
            Table((Row((_("Why not yet, when we ask again"), ""), room=2),)),
        ]
    return _sheet(
        _("Consultation and application") if agreed else _("Consultation, without consent yet"),
        person,
        viewer,
        blocks,
        care=_("Handle with care"),
    )


def _parts(form: IntakeSheet) -> list[tuple[str, list[Item]]]:
    """Return the items of a form under the headings that begin with one of them."""
    parts: list[tuple[str, list[Item]]] = []
    for item in form.items:
        if str(item.part) or not parts:
            parts.append((str(item.part), []))
        parts[-1][1].append(item)
    return parts


def _asked(item: Item, said: Any = None, *, taken: bool = False) -> Row:
    """Return the row in which one item of the home's form is answered, by hand or as it was."""
    chosen = said if isinstance(said, list) else [str(said or "")]
    return Row(
        (str(item.label), boxes(item.options, chosen) if item.options else item.said(said)),
        framed=item.needed,
        mark="※" if item.needed else "",
        room=0 if item.options or said or taken else ROOM.get(item.kind, 1),
    )


def _known(person: Person, viewer: Viewer) -> dict[str, Any]:
    """Return what the card says already of what is asked; nothing of it is asked twice."""
    card = card_of(person, viewer)
    looks = person.looks if viewer.may(Duty.SEE_NAMES) else ""
    return {
        "address": "\n".join(map(str, card.places)),
        "contact": "\n".join(map(str, card.contacts)),
        "looks": looks,
    }


def consent_form(person: Person, viewer: Viewer) -> Sheet:
    """Return the consent form in plain words with readings: to whom, what, what for, until when."""
    blocks: list[Block] = [
        _read(_("Whom may we tell about you? You decide, for each of them.")),
        Table(
            (
                Row((_("Whom we may tell"), ""), room=1),
                Row((_("What we tell"), boxes(Part.choices))),
                Row((_("What it is told for"), ""), room=1),
                Row((_("Until when"), ""), room=1),
                Row((_("Your answer"), boxes([("y", _("Yes")), ("n", _("No"))]))),
            )
        ),
        _read(_("You can say no at any time. You lose nothing by it.")),
        _read(_("Please ask us anything. We tell you and show you.")),
        Signing(_("My name, day")),
        Table(
            (
                Row((_("Explained by"), viewer.name)),
                Row((_("Witness, where it was said"), ""), room=1),
            )
        ),
    ]
    return _sheet(_("Consent form"), person, viewer, blocks, large=True)


def contact_rows(
    said: Mapping[str, str], *, how: str = "", pillars: Sequence[str] = (), about: str = ""
) -> Table:
    """Return one contact in the order of typing: blank, to write by hand, or as it was written."""
    by_hand = not said

    def row(label: str, name: str, room: int) -> Row:
        return Row((label, said.get(name, "")), room=room if by_hand else 0)

    being = boxes([("being", _("Being there")), ("doing", _("Doing"))], pillars)
    return Table(
        (
            row(_("Day, time, how long (minutes)"), "when", 1),
            row(_("Written by, with whom it was"), "who", 1),
            Row((_("How"), how or boxes(Method.choices))),
            Row((_("Doing, being there"), being)),
            row(_("Place"), "place", 1),
            row(_("The person’s words"), "words", 2),
            row(_("What happened (facts)"), "fact", 4),
            row(_("The worker’s view"), "view", 2),
            Row((_("What it is about"), about or boxes(Sensitivity.choices))),
            row(_("Next promise, for which day"), "next", 1),
        ),
        widths=(1, 4),
        together=True,
    )


def course_entry(person: Person, viewer: Viewer) -> Sheet:
    """
    Return two contacts to write down by hand (支援経過記録 入力用), each in the order of typing.
    """
    once = contact_rows({})
    blocks: list[Block] = [about(person, viewer), once, Heading(_("The next time")), once]
    care = _("Handle with care")
    return _sheet(_("Course of support, to write down"), person, viewer, blocks, care=care)


def withdrawal(person: Person, viewer: Viewer) -> Sheet:
    """Return the form by which a consent is taken back, with those that stand to choose from."""
    given: dict[str, list[Consent]] = {}
    for one in consents_of(person, viewer):
        if one.stands_on(viewer.today):
            given.setdefault(one.recipient, []).append(one)
    rows = tuple(
        Row(
            (
                recipient,
                boxes([(part.value, part.label) for part in Part if part in allowed]),
                brief_day(min(one.from_on for one in those)),
            )
        )
        for recipient, those in given.items()
        for allowed in [{one.part for one in those}]
    )
    blocks: list[Block] = [
        _read(_("I take back what I allowed before. From today nothing more is told.")),
        Table(
            rows or (Row(("", boxes(Part.choices), ""), room=1),) * 3,
            (_("Whom we may tell"), _("What (tick it)"), _("Allowed on")),
            (4, 7, 3),
        ),
        _read(_("I need not say why.")),
        Table((Row((_("If I like: why"), ""), room=2),)),
        Signing(_("My name, day")),
        Table(
            (Row((_("Received on, by"), "", _("Told to whom, when"), ""), room=1),),
            widths=(2, 3, 2, 3),
        ),
    ]
    return _sheet(_("Consent withdrawn"), person, viewer, blocks, large=True)


def _sheet(
    title: str,
    person: Person,
    viewer: Viewer,
    blocks: list[Block],
    *,
    care: str = "",
    large: bool = False,
) -> Sheet:
    return Sheet(
        title,
        subtitle=person.called_name,
        day=format_day(viewer.today),
        author=f"{agency_of(viewer).name} {viewer.name}",
        care=care,  # none on what the person keeps a copy of
        blocks=blocks,
        large=large,
        furigana=large,  # whoever takes large letters home reads kanji with their readings
        one_page=not large,
    )
