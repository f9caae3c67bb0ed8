"""Taking many encounters in at once, from elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _g

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.intake.models import Encounter
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.people.actions import (
    Changed,
    Contacts,
    Outcome,
    correct_memory,
    follow_to,
)
from banso.people.models import OutsideRow, TimelineEntry
from banso.people.queries import new_memory
from banso.people.three_values import weigh

KIND = "encounter"


@dataclass(frozen=True)
class IncomingEncounter:
    """A meeting from elsewhere; `whose` is the outside id of the person."""

    outside_id: str
    person_id: UUID
    on: date
    title: str
    place: str = ""
    place_kind: str = "unknown"
    outcome: str = "talked"
    office_id: UUID | None = None
    whose: str = ""

    @property
    def said(self) -> dict[str, Any]:
        """What the file says, as it is kept for the next time."""
        return {
            "on": self.on.isoformat(),
            "title": self.title,
            "place": self.place,
            "place_kind": self.place_kind,
            "whose": self.whose,
        }


@asks(Duty.IMPORT_DATA)
@one_transaction
def upsert_encounters(encounters: list[IncomingEncounter], *, by: Viewer) -> Outcome:
    """
    Take meetings in; what was corrected at the source becomes a new revision of the memory, unless
    somebody here corrected it.
    """
    return _CONTACTS.upsert(encounters, by)


def _new(one: IncomingEncounter, by: Viewer) -> Encounter:
    return Encounter(
        agency_id=by.agency_id,
        person_id=one.person_id,
        member_id=by.member_id,
        at=moment_of(one.on),
        outcome=one.outcome,
        place=one.place,
        place_kind=one.place_kind,
        outside_id=one.outside_id[:120],
    )


def _memory(row: Encounter, one: IncomingEncounter, by: Viewer) -> TimelineEntry:
    return new_memory(
        person_id=one.person_id,
        at=row.at,
        kind="encounter",
        title=one.title,
        being=True,
        ledger="outreach",
        office_id=one.office_id,
        source="intake.Encounter",
        source_id=row.pk,
        by=by,
    )


def _take_over(
    met: Encounter,
    memory: TimelineEntry | None,
    one: IncomingEncounter,
    row: OutsideRow,
    outcome: Outcome,
    by: Viewer,
) -> bool:
    before = None if row._state.adding else row.said or None
    went = follow_to(met, row, (before or {}).get("whose"), one.whose, one.person_id, outcome)
    on = timezone.localtime(met.at).date().isoformat()
    here = {"on": on, "place": met.place, "place_kind": met.place_kind}
    now = {name: text for name, text in one.said.items() if name != "whose"}
    if memory is None:
        now.pop("title")
    else:
        here["title"] = memory.title
    weighed = weigh(here, before, now)
    outcome.differ(row, met.person_id, weighed.differ)
    if not weighed.take:
        return went
    met.place = weighed.take.get("place", met.place)
    met.place_kind = weighed.take.get("place_kind", met.place_kind)
    if "on" in weighed.take:
        met.at = moment_of(date.fromisoformat(weighed.take["on"]))
    met.save(update_fields=["at", "place", "place_kind"])
    was: dict[str, Any] = {name: here[name] for name in weighed.take if name in here}
    now_is = dict(weighed.take)
    if memory is not None and {"on", "title"} & set(weighed.take):
        new = correct_memory(
            entry_id=memory.pk,
            reason=_g("Corrected where it comes from"),
            by=by,
            at=met.at,
            title=weighed.take.get("title", memory.title),
        )
        was["row"], now_is["row"] = str(memory.pk), str(new.pk)
    outcome.changed.append(Changed("intake.Encounter", met.pk, met.person_id, was, now_is))
    return True


_CONTACTS = Contacts(KIND, Encounter, _new, _memory, _take_over)
