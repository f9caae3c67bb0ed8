"""What may be given on to a house by the person's word, with a draft of it to go through."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from banso.access.viewer import Viewer
from banso.companionship.queries import companions_of, promises_of
from banso.consent.queries import consent_seen, standing
from banso.consent.rules import PART_DUTY, Part
from banso.kit.formatting import format_day
from banso.kit.furigana import without_marks
from banso.people.models import Person
from banso.people.queries import card_of
from banso.planning.queries import current_of, grid_of
from banso.sharing.models import House


@dataclass(frozen=True)
class Givable:
    """A part that may go to a house, the word it rests on, and a draft."""

    part: str
    word_id: UUID
    purpose: str
    way: str
    from_on: date
    until_on: date
    draft: str


def givable(person: Person, house: House, viewer: Viewer) -> list[Givable]:
    """
    Return the parts of a life that may go to a house today: those with a standing word that has an
    end, and that the viewer may read themselves.
    """
    words = standing(person, viewer, recipient=house.name, day=viewer.today)
    found = []
    for part in Part:
        asked = PART_DUTY.get(part)
        if part not in words or (asked and not viewer.may(asked)):
            continue
        word = consent_seen(viewer, words[part])
        if word.until_on:
            found.append(
                Givable(
                    part=str(part.value),
                    word_id=word.pk,
                    purpose=word.purpose,
                    way=word.way,
                    from_on=word.from_on,
                    until_on=word.until_on,
                    draft=_draft(part, person, viewer),
                )
            )
    return found


def _draft(part: Part, person: Person, viewer: Viewer) -> str:
    """
    Return what is known of a part, where it is the person's own: how they are called and reached,
    who walks with them, their own aims. Never where they sleep, nor what others said.
    """
    if part is Part.CONTACT:
        return "\n".join(_contact(person, viewer))
    if part is Part.PLAN:
        return "\n".join(_plan(person, viewer))
    return ""


def _contact(person: Person, viewer: Viewer) -> list[str]:
    card = card_of(person, viewer)
    names = [f"{one.text}({one.kana})" if one.kana else one.text for one in card.names]
    walks = [one.member.name for one in companions_of(person.pk) if one.until_on is None]
    lines = [
        (_("Called: %(said)s"), [person.called_name]),
        (_("Names: %(said)s"), names),
        (_("Reached by: %(said)s"), [one.value for one in card.contacts]),
        (_("Who walks along: %(said)s"), walks),
    ]
    return [words % {"said": "、".join(said)} for words, said in lines if said]


def _plan(person: Person, viewer: Viewer) -> list[str]:
    goals = [
        without_marks(goal.text)
        for plan in current_of(person, viewer)[:1]
        for goal in grid_of(plan, viewer).whole
    ]
    next_one = [one for one in promises_of(person.pk) if one.settled_on is None][:1]
    return [
        *goals,
        *(
            _("Next promise: %(day)s %(what)s") % {"day": format_day(one.due_on), "what": one.text}
            for one in next_one
        ),
    ]
