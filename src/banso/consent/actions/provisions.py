"""What was given on."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import TABLES, record_event
from banso.consent.models import Provision
from banso.consent.queries import standing
from banso.consent.rules import Basis, Part
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction, one_transaction_here
from banso.kit.readonly import may_write
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, remember
from banso.people.queries import person_seen


class NoConsent(Refusal):
    """Nothing is given on without the person's word."""

    field = "parts"
    sentence = _(
        "The person has not said that they may know this. Please ask first; only a law or "
        "danger to life goes without."
    )


class ReasonMissing(Refusal):
    """Giving on without consent says why."""

    field = "reason"
    sentence = _(
        "Without consent, please write the law or the danger, and why the person could not "
        "be asked."
    )


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def note_provision(
    *,
    person_id: UUID,
    recipient: str,
    parts: Sequence[str],
    on: date,
    what: str,
    by: Viewer,
    basis: str = Basis.CONSENT,
    reason: str = "",
) -> list[Provision]:
    """
    Record that something was given on; by consent only where one stands on that day for every part.

    :raises NotSeen: if the viewer may not see the person
    :raises NoConsent: if it leans on a consent that does not stand
    :raises ReasonMissing: if it leans on a law or danger and says not why
    """
    person = person_seen(by, person_id)
    asked = list(dict.fromkeys(parts))
    words = standing(person, by, recipient=recipient, day=on) if basis == Basis.CONSENT else {}
    if basis == Basis.CONSENT and not set(asked) <= set(words):
        raise NoConsent
    if basis != Basis.CONSENT and not reason.strip():
        raise ReasonMissing
    rows = [
        Provision(
            agency_id=by.agency_id,
            person=person,
            consent_id=words.get(part),
            recipient=recipient,
            part=part,
            on=on,
            by_id=by.member_id,
            basis=basis,
            what=what,
            reason=reason,
        )
        for part in asked
    ]
    Provision.objects.bulk_create(rows)
    title = _g("Given on: %(recipient)s") % {"recipient": recipient}
    fact = "\n".join(
        part
        for part in ("、".join(str(Part.label_of(row.part)) for row in rows), what, reason)
        if part
    )
    remember(
        person=person,
        memory=Memory(
            at=moment_of(on),
            kind="consent",
            title=title,
            fact=fact,
            source="provision",
            source_id=rows[0].pk,
        ),
        by=by,
    )
    record_event(
        action="provision_noted",
        by=by,
        subjects=[person.pk],
        object_kind="consent.Provision",
        object_id=rows[0].pk,
        detail={"parts": list(parts), "basis": basis},
    )
    return rows


def passed_on(
    *,
    agency_id: UUID,
    recipient: str,
    opened: Mapping[UUID, Mapping[str, UUID]],
    on: date,
    what: str,
    source_id: UUID,
    answerable_id: UUID,
) -> None:
    """
    Record what somebody outside has opened by the person's word (提供記録, 29条), once for each
    part at a source; also allowed in a GET.

    `opened` holds, by person and part, the consent it rests on, as `words_for` returns it;
    `answerable_id` is the member who let them in.
    """
    before = set(
        Provision.objects.filter(
            source_id=source_id, recipient=recipient, person__in=list(opened)
        ).values_list("person_id", "part")
    )
    rows = [
        Provision(
            agency_id=agency_id,
            person_id=person,
            consent_id=consent,
            recipient=recipient,
            part=part,
            on=on,
            by_id=answerable_id,
            basis=Basis.CONSENT,
            what=what,
            source_id=source_id,
        )
        for person, parts in opened.items()
        for part, consent in parts.items()
        if (person, part) not in before
    ]
    if not rows:
        return
    with may_write("consent_provision", *TABLES), one_transaction_here():
        Provision.objects.bulk_create(rows, ignore_conflicts=True)
        people = {row.person_id for row in rows}
        record_event(
            action="provision_noted",
            by=None,
            agency_id=agency_id,
            subjects=people,
            object_kind="consent.Provision",
            detail={"parts": sorted({row.part for row in rows})},
        )
