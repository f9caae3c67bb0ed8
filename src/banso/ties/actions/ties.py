"""Keeping ties: making, changing, ending, hiding, visits, places, roots."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import Memory, remember
from banso.people.queries import person_seen
from banso.resources.queries import service_seen
from banso.ties.models import Tie, TiePlace, TieVisit
from banso.ties.queries import hidden_tie, other_key_persons, tie_seen
from banso.ties.rules import Ring, Role, asks_why

_KEPT = (
    "what",
    "name",
    "kind",
    "is_formal",
    "direction",
    "role",
    "why_second",
    "strength",
    "stress",
    "rhythm",
    "phone",
    "note",
    "from_on",
    "last_met_on",
    "no_contact",
    "no_show",
    "kin",
    "kin_bond",
    "kin_sex",
    "born_year",
    "is_dead",
    "lives_with",
)


class NameMissing(Refusal):
    """A tie is called something."""

    field = "name"
    sentence = _("Please write how the person calls them. A nickname is enough.")


class WhySecond(Refusal):
    """A key person is one, in principle."""

    field = "why_second"
    sentence = _(
        "There is a key person already. In principle there is one; if it is good so, please "
        "write why."
    )


class BothMustAgree(Refusal):
    """A tie to another supported person needs the word of both."""

    field = "both_agreed_on"
    sentence = _(
        "Please write the day on which both agreed. Without their word no tie between two "
        "people is kept."
    )


class EndsBeforeItBegan(Refusal):
    """The days do not fit."""

    field = "until_on"
    sentence = _("This day lies before the beginning.")


class WordsMissing(Refusal):
    """A place becomes a base by the person's word only."""

    field = "base_words"
    sentence = _("Please write what the person said. Only their word makes a place a base.")


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_tie(
    *,
    by: Viewer,
    person_id: UUID | None = None,
    tie_id: UUID | None = None,
    version: int | None = None,
    member_id: UUID | None = None,
    service_id: UUID | None = None,
    other_id: UUID | None = None,
    both_agreed_on: date | None = None,
    from_base_id: UUID | None = None,
    new_id: UUID | None = None,
    **values: Any,
) -> Tie:
    """
    Keep a tie of a person, or change one.

    :raises NotSeen: if the viewer may not see the person, the tie, the member, the receiver or
      the other person
    :raises NameMissing: if nobody is called anything
    :raises WhySecond: if it is a second key person and nobody says why
    :raises BothMustAgree: if it leads to another supported person without the word of both
    :raises StaleEdit: if somebody else has changed it meanwhile
    """
    tie = (
        tie_seen(by, tie_id)
        if tie_id
        else Tie(agency_id=by.agency_id, person=person_seen(by, person_id or UUID(int=0)))
    )
    if tie_id:
        require_version(tie, version)
    if other_id and not both_agreed_on:
        raise BothMustAgree
    tie.member = member_seen(by, member_id) if member_id else None
    tie.service = service_seen(by, service_id) if service_id else None
    tie.other = person_seen(by, other_id) if other_id else None
    if tie.other is not None and tie.other.pk == tie.person_id:
        raise NotSeen
    tie.both_agreed_on = both_agreed_on if other_id else None
    tie.from_base = _base(by, tie, from_base_id)
    for name in _KEPT:
        if name in values:
            setattr(tie, name, values[name])
    linked = (
        (tie.member and tie.member.name)
        or (tie.service and tie.service.name[:100])
        or (tie.other and tie.other.called_name)
        or ""
    )
    tie.name = tie.name.strip() or linked
    if not tie.name:
        raise NameMissing
    others = [one.role for one in other_key_persons(tie.person, by, but=tie.pk)]
    if asks_why(tie.role, others) and not tie.why_second.strip() and tie.until_on is None:
        raise WhySecond
    if not tie_id and new_id:
        tie.id = new_id
    tie.save(force_insert=not tie_id)
    if not tie_id:
        _recall(
            tie,
            _g("A tie: %(role)s") % {"role": Role.label_of(tie.role)},
            tie.from_on or by.today,
            by,
        )
    record_event(
        action="tie_kept", by=by, subjects=[tie.person_id], object_kind="ties.Tie", object_id=tie.pk
    )
    return tie


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_family(
    *,
    tie_id: UUID,
    by: Viewer,
    kin: str,
    kin_sex: str = "",
    born_year: int | None = None,
    kin_bond: str = "",
    lives_with: bool = False,
    is_dead: bool = False,
) -> Tie:
    """
    Keep what a genogram needs of a relative.

    :raises NotSeen: if the viewer may not see the tie
    """
    tie = tie_seen(by, tie_id)
    tie.kin, tie.kin_sex, tie.born_year, tie.kin_bond, tie.lives_with, tie.is_dead = (
        kin,
        kin_sex,
        born_year,
        kin_bond,
        lives_with,
        is_dead,
    )
    tie.version += 1
    tie.save()
    record_event(
        action="tie_kept", by=by, subjects=[tie.person_id], object_kind="ties.Tie", object_id=tie.pk
    )
    return tie


def _base(by: Viewer, tie: Tie, base_id: UUID | None) -> Tie | None:
    base = tie_seen(by, base_id) if base_id else None
    if base is not None and (base.person_id != tie.person_id or base.pk == tie.pk):
        raise NotSeen
    return base


def _recall(tie: Tie, title: str, on: date, by: Viewer, *, words: str = "") -> None:
    """
    Remember without the tied one's name: they did not ask to be here, and the memory is searched.
    """
    remember(
        person=tie.person,
        memory=Memory(
            at=moment_of(on), kind="tie", title=title, words=words, source="tie", source_id=tie.pk
        ),
        by=by,
    )


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def end_tie(*, tie_id: UUID, on: date, ending: str, by: Viewer) -> Tie:
    """
    End a tie, and say how it ended.

    :raises NotSeen: if the viewer may not see it
    :raises EndsBeforeItBegan: if the day lies before its beginning
    """
    tie = tie_seen(by, tie_id)
    if tie.from_on and on < tie.from_on:
        raise EndsBeforeItBegan
    tie.until_on, tie.ending, tie.version = on, ending, tie.version + 1
    tie.save()
    _recall(tie, _g("A tie ended: %(role)s") % {"role": Role.label_of(tie.role)}, on, by)
    record_event(
        action="tie_ended",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return tie


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def resume_tie(*, tie_id: UUID, by: Viewer) -> Tie:
    """
    Let a tie go on that had ended: a return is welcome.

    :raises NotSeen: if the viewer may not see it
    :raises WhySecond: if it would be a second key person and nobody said why
    """
    tie = tie_seen(by, tie_id)
    if (
        asks_why(tie.role, [one.role for one in other_key_persons(tie.person, by, but=tie.pk)])
        and not tie.why_second
    ):
        raise WhySecond
    tie.until_on, tie.ending, tie.version = None, "", tie.version + 1
    tie.save()
    _recall(tie, _g("A tie goes on: %(role)s") % {"role": Role.label_of(tie.role)}, by.today, by)
    record_event(
        action="tie_resumed",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return tie


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def hide_tie(*, tie_id: UUID, by: Viewer) -> None:
    """
    Hide a tie from supporters by the person's word; its memory stays without a name, as it was
    written.

    :raises NotSeen: if the viewer may not see it
    """
    tie = tie_seen(by, tie_id)
    Tie.objects.filter(pk=tie.pk).update(hidden_on=by.today, version=tie.version + 1)
    record_event(
        action="tie_hidden",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def show_tie(*, tie_id: UUID, by: Viewer) -> Tie:
    """
    Show a tie again that the person had hidden, by their word.

    :raises NotSeen: if there is none
    """
    tie = hidden_tie(by, tie_id)
    tie.hidden_on, tie.version = None, tie.version + 1
    tie.save(update_fields=["hidden_on", "version"])
    record_event(
        action="tie_shown",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return tie


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def place_tie(
    *,
    tie_id: UUID,
    on: date,
    by: Viewer,
    ring: str = "",
    bearing: int | None = None,
    reach: int | None = None,
) -> TiePlace:
    """
    Place a tie in the pictures from a day on; what is not given stays as it was.

    :raises NotSeen: if the viewer may not see it
    """
    tie = tie_seen(by, tie_id)
    before = TiePlace.objects.filter(tie=tie, on__lte=on).order_by("-on").first()
    place = (
        before
        if before is not None and before.on == on
        else TiePlace(tie=tie, agency_id=by.agency_id, on=on)
    )
    place.ring = ring if ring in set(Ring) else (before.ring if before else "")
    place.bearing = bearing % 360 if bearing is not None else (before.bearing if before else None)
    place.reach = min(5, max(1, reach)) if reach is not None else (before.reach if before else None)
    place.save()
    record_event(
        action="tie_placed",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return place


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_visit(
    *,
    tie_id: UUID,
    on: date,
    by: Viewer,
    along: str = "",
    came_back: bool = True,
    words: str = "",
    new_id: UUID | None = None,
) -> TieVisit:
    """
    Keep one going there, alone or with somebody, and whether the person came back from it.

    :raises NotSeen: if the viewer may not see the tie
    """
    tie = tie_seen(by, tie_id)
    visit = TieVisit(
        tie=tie, agency_id=by.agency_id, on=on, along=along, came_back=came_back, words=words
    )
    visit.id = new_id or visit.id
    visit.save(force_insert=True)
    if tie.last_met_on is None or tie.last_met_on < on:
        Tie.objects.filter(pk=tie.pk).update(last_met_on=on)
    if words:
        _recall(
            tie, _g("Went there: %(role)s") % {"role": Role.label_of(tie.role)}, on, by, words=words
        )
    record_event(
        action="tie_visited",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return visit


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def root_tie(*, tie_id: UUID, on: date, base_words: str, by: Viewer) -> Tie:
    """
    Let a plantlet become a base, by the person's word only (field.md §3.1, rule 4).

    :raises NotSeen: if the viewer may not see it
    :raises WordsMissing: if nobody wrote what the person said
    """
    tie = tie_seen(by, tie_id)
    if not base_words.strip():
        raise WordsMissing
    tie.base_on, tie.base_words, tie.version = on, base_words, tie.version + 1
    tie.save()
    _recall(tie, _g("Became a base"), on, by, words=base_words)
    record_event(
        action="tie_rooted",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return tie


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def unroot_tie(*, tie_id: UUID, by: Viewer) -> Tie:
    """
    Let a base be one no longer, by the person's word.

    :raises NotSeen: if the viewer may not see it
    """
    tie = tie_seen(by, tie_id)
    tie.base_on, tie.base_words, tie.version = None, "", tie.version + 1
    tie.save()
    record_event(
        action="tie_unrooted",
        by=by,
        subjects=[tie.person_id],
        object_kind="ties.Tie",
        object_id=tie.pk,
    )
    return tie
