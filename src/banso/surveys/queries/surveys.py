"""What was asked and answered, what can be asked, and who should be asked again."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from banso.access.queries import viewer_of_member
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.eras import months_later
from banso.kit.refusals import NotSeen
from banso.people.models import LedgerEntry
from banso.people.queries import living, person_seen, within_reach
from banso.people.rules import Ledger, readable
from banso.surveys.instrument import Questionnaire, packed, read, seal
from banso.surveys.models import Instrument, Survey, TabletLink
from banso.surveys.rules import AFTER_EXIT, Moment

if TYPE_CHECKING:
    from banso.people.models import Person

AROUND = timedelta(days=45)  # asked in time: so many days before or after


def surveys_seen_by(viewer: Viewer) -> QuerySet[Survey]:
    """
    Return the surveys of people this viewer may see, as far as their duties include what they speak
    of.
    """
    if not viewer.may(Duty.SEE_MEMORY):
        return Survey.objects.none()
    return Survey.objects.filter(
        within_reach(viewer, "person"),
        agency_id=viewer.agency_id,
        sensitivity__in=readable(viewer.duties),
    )


def survey_seen(viewer: Viewer, survey_id: UUID) -> Survey:
    """
    Return one survey.

    :raises NotSeen: if the viewer may not read it
    """
    found = (
        surveys_seen_by(viewer)
        .select_related("person", "instrument", "asked_by")
        .filter(pk=survey_id)
        .first()
    )
    if found is None:
        raise NotSeen
    return found


def surveys_of(person: "Person", viewer: Viewer) -> list[Survey]:
    """Return what a person was asked, the newest first."""
    return list(
        surveys_seen_by(viewer)
        .filter(person=person)
        .select_related("instrument", "asked_by")
        .order_by("-on", "-pk")[:200]
    )


def form_of(instrument: Instrument) -> Questionnaire:
    """Return a questionnaire as it was asked."""
    return read(instrument.body)


def offered(viewer: Viewer) -> dict[str, dict[str, Any]]:
    """
    Return the bodies that can be asked now, by code: those that come along, those of the home, and
    the agency's own in their newest version.
    """
    own = Instrument.objects.filter(agency_id=viewer.agency_id, retired_on=None).order_by(
        "created_at", "pk"
    )
    allowed = readable(viewer.duties)
    every = packed() | {one.code: one.body for one in own}
    return {code: body for code, body in every.items() if read(body).sensitivity in allowed}


def instrument_offered(viewer: Viewer, code: str) -> dict[str, Any]:
    """
    Return the body of a questionnaire that can be asked.

    :raises NotSeen: if there is none
    """
    body = offered(viewer).get(code)
    if body is None:
        raise NotSeen
    return body


def kept(body: dict[str, Any], agency_id: UUID) -> Instrument | None:
    """Return a body as it was kept when it was asked before."""
    return (
        Instrument.objects.filter(Q(agency=None) | Q(agency=agency_id), seal=seal(body))
        .order_by("agency")
        .first()
    )


def instrument_taken(viewer: Viewer, code: str, seal: str) -> Instrument:
    """
    Return a questionnaire that was taken along, by its seal.

    :raises NotSeen: if there is none, or it asks of what is not among the viewer's duties
    """
    rows = Instrument.objects.filter(Q(agency=None) | Q(agency=viewer.agency_id), seal=seal)
    found = rows.filter(code=code).order_by("agency").first()
    if found is None or form_of(found).sensitivity not in readable(viewer.duties):
        raise NotSeen
    return found


def sealed(token: str) -> str:
    """Return what is kept of a tablet's token."""
    return salted_hmac("banso.survey", token, algorithm="sha256").hexdigest()


def agency_of_link(token: str) -> UUID | None:
    """Return the agency whose tablet carries a token, for the door; of its link nothing is told."""
    rows = TabletLink.objects.filter(token_seal=sealed(token))
    return rows.values_list("agency_id", flat=True).first()


def link_of(token: str) -> TabletLink | None:
    """
    Return the link behind a token that is good now: its time runs, and whoever handed the tablet
    over works here and still sees the person.
    """
    rows = TabletLink.objects.filter(
        token_seal=sealed(token), used_at=None, expires_at__gt=timezone.now()
    )
    link = rows.select_related("instrument", "person").first()
    return link if link is not None and may_still_ask(link) is not None else None


def may_still_ask(link: TabletLink) -> Viewer | None:
    """
    Return whoever handed a tablet over, None where they have gone or see the person no more, or the
    person has died.
    """
    maker = viewer_of_member(link.made_by_id, today=timezone.localdate())
    if maker is None or not (maker.may(Duty.WRITE_MEMORY) and maker.may(Duty.SEE_MEMORY)):
        return None
    try:
        person = person_seen(maker, link.person_id)
    except NotSeen:
        return None
    return None if person.has_died else maker


@dataclass(frozen=True)
class Due:
    """Somebody who could be asked about now."""

    person: Any
    moment: str
    on: date


def due_surveys(viewer: Viewer, *, size: int = 30) -> list[Due]:
    """
    Return whose set moment is near (on coming into the centre, on leaving, 3, 6, 12 months after)
    and who was not asked at it yet; in two queries.
    """
    if not viewer.may(Duty.SEE_MEMORY):
        return []
    near = (viewer.today - AROUND, viewer.today + timedelta(days=7))
    asked = Q(opened_on__range=near) | Q(closed_on__range=near)
    for months in AFTER_EXIT.values():
        asked |= Q(
            closed_on__range=(months_later(near[0], -months), months_later(near[1], -months))
        )
    rows = LedgerEntry.objects.filter(
        within_reach(viewer, "person"),
        living("person"),
        asked,
        agency_id=viewer.agency_id,
        ledger=Ledger.CENTRE,
    ).select_related("person")
    entries = list(rows.order_by("opened_on", "pk")[:400])
    done = set(
        Survey.objects.filter(
            person__in=[one.person_id for one in entries], on__gte=near[0] - AROUND
        ).values_list("person_id", "moment")
    )
    found = [
        Due(one.person, moment, on)
        for one in entries
        for moment, on in _moments(one)
        if near[0] <= on <= near[1] and (one.person_id, moment) not in done
    ]
    return sorted(found, key=lambda one: (one.on, str(one.person.pk)))[:size]


def _moments(entry: LedgerEntry) -> list[tuple[str, date]]:
    made: list[tuple[str, date]] = [(Moment.ENTRY, entry.opened_on)]
    if entry.closed_on:
        made += [
            (Moment.EXIT, entry.closed_on),
            *(
                (moment, months_later(entry.closed_on, months))
                for moment, months in AFTER_EXIT.items()
            ),
        ]
    return made
