"""Reading consents: the rule that asks them, who already holds what, what ends soon."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from banso.access.queries import names_of_members
from banso.access.rules import Duty
from banso.access.text_rules import as_read
from banso.access.viewer import Viewer
from banso.audit.queries import events_about
from banso.consent.models import Consent, Provision
from banso.consent.queries.border import words_for
from banso.consent.rules import ENDS_SOON, PART_DUTY, Answer, Part, Recipient
from banso.kit.refusals import NotSeen
from banso.people.queries import ids_ever_of, living, within_reach

if TYPE_CHECKING:
    from banso.people.models import Person


def consents_seen_by(viewer: Viewer) -> QuerySet[Consent]:
    """Return the consents of people this viewer may see."""
    if not viewer.may(Duty.SEE_MEMORY):
        return Consent.objects.none()
    return Consent.objects.filter(
        within_reach(viewer, "person"), agency_id=viewer.agency_id
    ).select_related("person", "explained_by", "wording")


def consent_seen(viewer: Viewer, consent_id: UUID) -> Consent:
    """
    Return one consent, as it is kept: for the action that takes it back.

    :raises NotSeen: if the viewer may not see its person
    """
    found = consents_seen_by(viewer).filter(pk=consent_id).first()
    if found is None:
        raise NotSeen
    return found


def consent_to_show(viewer: Viewer, consent_id: UUID) -> Consent:
    """
    Return one consent as the viewer may read it.

    :raises NotSeen: if the viewer may not see its person
    """
    return _as_read(viewer, consent_seen(viewer, consent_id))


def consents_of(person: "Person", viewer: Viewer) -> list[Consent]:
    """Return a person's words, by recipient, the newest first; five hundred at most."""
    rows = consents_seen_by(viewer).filter(person=person)
    ordered = rows.order_by("recipient", "-from_on", "-created_at", "-pk")
    return [_as_read(viewer, one) for one in ordered[:500]]


def _as_read(viewer: Viewer, one: Consent) -> Consent:
    """
    Return a word as somebody may read it: of a part that is closed to them that there is one, and
    to what kind of recipient. So it can still be taken back.
    """
    shown = as_read(viewer, one)
    if shown is not one:
        shown.recipient = str(Recipient.label_of(one.recipient_kind))
    return shown


def standing(person: "Person", viewer: Viewer, *, recipient: str, day: date) -> dict[str, UUID]:
    """
    Return the parts of the life of a person who was seen already that this member may give on to a
    recipient on a day, with the consent each rests on.
    """
    if not viewer.may(Duty.SEE_MEMORY):
        return {}
    return words_for(
        agency_id=viewer.agency_id, recipient=recipient, people=[person.pk], day=day
    ).get(person.pk, {})


@dataclass(frozen=True)
class Holder:
    """Who already holds a part of a life, and since when last."""

    recipient: str
    part: str
    last_on: date


def holders(person: "Person", viewer: Viewer, *, recipient: str = "") -> list[Holder]:
    """
    Return who already holds what of a person, by recipient; what was given on can't be called back,
    but it can be told.
    """
    rows = provisions_seen_by(viewer).filter(person=person)
    if recipient:
        rows = rows.filter(recipient=recipient)
    found = (
        rows.order_by("recipient", "part").values("recipient", "part").annotate(last_on=Max("on"))
    )
    return [
        Holder(
            str(closed_recipient()) if _is_closed(viewer, one["part"]) else one["recipient"],
            one["part"],
            one["last_on"],
        )
        for one in found[:300]
    ]


def _is_closed(viewer: Viewer, part: str) -> bool:
    asked = PART_DUTY.get(Part(part))
    return asked is not None and not viewer.may(asked)


def closed_recipient() -> str:
    """Return what stands in place of a recipient whom somebody may not read."""
    return _("(closed to you)")


def provisions_seen_by(viewer: Viewer) -> QuerySet[Provision]:
    """Return what was given on of people this viewer may see."""
    if not viewer.may(Duty.SEE_MEMORY):
        return Provision.objects.none()
    return Provision.objects.filter(within_reach(viewer, "person"), agency_id=viewer.agency_id)


def provisions_of(person: "Person", viewer: Viewer) -> list[Provision]:
    """Return what was given on of a person, the newest first."""
    rows = provisions_seen_by(viewer).filter(person=person).select_related("by")
    found = []
    for one in rows.order_by("-on", "-pk")[:200]:
        shown = as_read(viewer, one)
        if shown is not one:
            shown.recipient = closed_recipient()
        found.append(shown)
    return found


def ending_soon(viewer: Viewer, *, size: int = 50) -> list[Consent]:
    """
    Return the consents whose last day is near or has passed within a month: somebody should ask
    again.
    """
    near = Q(until_on__gte=viewer.today - ENDS_SOON, until_on__lte=viewer.today + ENDS_SOON)
    rows = consents_seen_by(viewer).filter(
        near, living("person"), answer=Answer.YES, withdrawn_on=None
    )
    return [_as_read(viewer, one) for one in rows.order_by("until_on", "pk")[:size]]


def who_read(person: "Person", viewer: Viewer, *, size: int = 40) -> list[tuple[str, date]]:
    """
    Return who has read of a person, members, guests and people of other agencies alike, with the
    last day, the latest first, out of the trace.
    """
    rows = events_about(viewer, ids_ever_of(person)).filter(
        action__startswith="read:", actor_id__isnull=False
    )
    found = rows.order_by().values("actor_id").annotate(last=Max("at")).order_by("-last")
    last = {one["actor_id"]: timezone.localtime(one["last"]).date() for one in found[:size]}
    names = names_of_members(last)
    elsewhere = (
        rows.filter(actor_id__in=[one for one in last if one not in names])
        .order_by("-seq")
        .values_list("actor_id", "detail")
    )
    for actor, detail in elsewhere[:500]:
        if actor and detail.get("who"):
            names.setdefault(actor, str(detail["who"]))
    return [(names[actor], day) for actor, day in last.items() if actor in names]
