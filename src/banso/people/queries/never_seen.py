"""Whom the person never wants to know of them: the person's own no, above every other ground."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from banso.access.viewer import Viewer
from banso.kit.refusals import Refusal
from banso.people.models import NeverSeenBy

if TYPE_CHECKING:
    from banso.people.models import Person


class NeverSees(Refusal):
    """The person has named this member as one who must never see."""

    field = "member"
    sentence = _("The person has said that this member must never know of them.")


def closed_to(viewer: Viewer) -> QuerySet[NeverSeenBy, UUID]:
    """Return who has named the viewer as one who must never see: few, for a list asked once."""
    rows = NeverSeenBy.objects.filter(member_id=viewer.member_id, taken_back_on=None)
    return rows.order_by().values_list("person_id", flat=True)


def refuse_never_seen(people: Iterable[UUID], *member_ids: UUID) -> None:
    """
    Refuse to bring people within reach of members whom one of them has named.

    :raises NeverSees: if one of them has
    """
    named = NeverSeenBy.objects.filter(member__in=member_ids, taken_back_on=None)
    if named.filter(person__in=set(people)).exists():
        raise NeverSees


def never_seen_by(person: "Person") -> list[NeverSeenBy]:
    """Return whom a person who was seen already has named, those that stand first."""
    rows = NeverSeenBy.objects.filter(person=person).select_related(
        "member", "noted_by", "taken_back_by"
    )
    return list(rows.order_by(F("taken_back_on").asc(nulls_first=True), "pk")[:50])
