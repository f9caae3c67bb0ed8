"""What a telephone takes along: whom the course usually meets, and of each only what keeps safe."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.companionship.queries import promises_open
from banso.field.models import Pack, PackPerson, Telephone
from banso.field.rules import MOST_PEOPLE
from banso.intake.models import OutreachRound
from banso.intake.queries import usually_met
from banso.people.models import Person
from banso.people.queries import people_seen_by

MAY_READ = "field_pack"
"""What the trace calls it when somebody takes a round along."""
_PROMISES_AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Carried:
    """Somebody as they are taken along: never more than these."""

    person_id: UUID
    called_name: str
    looks: str
    place: str
    do_not: tuple[str, ...]
    last_at: datetime
    promises: tuple[tuple[str, date], ...]
    missed: int = 0
    stop: str = ""


def packed_people(outreach_round: OutreachRound, viewer: Viewer) -> list[Carried]:
    """
    Return whom a viewer takes along on a round: those whom its page tells them of, without anybody
    hidden for safety, with what they promised if they may read it.
    """
    usual = usually_met(outreach_round, viewer, also_met=True)
    ids = [one.person_id for one in usual]
    open_to = people_seen_by(viewer).filter(pk__in=ids, restricted=False)
    looks = dict(open_to.values_list("pk", "looks"))
    hidden = set(Person.objects.filter(pk__in=ids, restricted=True).values_list("pk", flat=True))
    promises = promised([one for one in ids if one in looks], viewer)
    return [
        Carried(
            one.person_id,
            one.called_name,
            looks.get(one.person_id, ""),
            one.place,
            one.warnings,
            one.last_at,
            tuple(promises.get(one.person_id, ())),
            one.missed,
            one.stop,
        )
        for one in usual
        if one.person_id not in hidden
    ][:MOST_PEOPLE]


def promised(ids: list[UUID], viewer: Viewer) -> dict[UUID, list[tuple[str, date]]]:
    """Return what is promised to people who were seen already, and due within days."""
    if not viewer.may(Duty.SEE_MEMORY):
        return {}
    rows = promises_open().filter(
        agency_id=viewer.agency_id,
        person__in=ids,
        due_on__lte=viewer.today + _PROMISES_AHEAD,
    )
    found: dict[UUID, list[tuple[str, date]]] = {}
    for person_id, text, due in rows.order_by("due_on", "pk").values_list(
        "person_id", "text", "due_on"
    ):
        found.setdefault(person_id, []).append((text, due))
    return found


def carried(pack: Pack, told_as: UUID) -> Person | None:
    """Return somebody of a pack by the id that its telephone knows them by; as they are now."""
    rows = PackPerson.objects.filter(pack=pack, told_as=told_as).select_related("person")
    found = rows.first()
    return found.person if found else None


def carried_by(telephone: Telephone, viewer: Viewer) -> tuple[list[Person], int]:
    """
    Return who was on a telephone that was seen already, of those whom the viewer may know of, and
    how many in all.
    """
    rows = PackPerson.objects.filter(pack__telephone=telephone, agency_id=viewer.agency_id)
    ids = set(rows.values_list("person_id", flat=True))
    known = people_seen_by(viewer).filter(pk__in=ids).order_by("sort_name", "pk")
    return list(known), len(ids)
