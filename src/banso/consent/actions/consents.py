"""The person's word, and taking it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.access.permission import asks
from banso.access.queries import member_seen
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.consent.events import word_withdrawn
from banso.consent.models import Consent
from banso.consent.queries import consent_seen, wording_seen
from banso.consent.rules import Answer, Part
from banso.kit.clock import moment_of
from banso.kit.db import one_transaction
from banso.kit.models import require_version
from banso.kit.refusals import Refusal
from banso.people.actions import Memory, remember, require_living
from banso.people.queries import person_seen
from banso.people.rules import needs_witness


class WitnessMissing(Refusal):
    """A spoken word has somebody who heard it, a word by proxy somebody who spoke."""

    field = "witness"
    sentence = _("Please write who heard it, or who spoke on the person’s behalf.")


class EndsTooEarly(Refusal):
    """The days do not fit."""

    field = "until_on"
    sentence = _("This day lies before the beginning.")


@dataclass(frozen=True, kw_only=True)
class NewConsent:
    """The person's word: to whom, on which parts of their life, what for, from when until when."""

    recipient_kind: str
    recipient: str
    parts: Sequence[str]
    purpose: str
    answer: str
    from_on: date
    way: str
    until_on: date | None = None
    witness: str = ""
    words: str = ""
    explained_by_id: UUID | None = None
    wording_id: UUID | None = None


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def keep_consents(*, person_id: UUID, consent: NewConsent, by: Viewer) -> list[Consent]:
    """
    Keep the person's word, a row for each part of their life that it speaks of.

    :raises NotSeen: if the viewer may not see the person, or there is no such member or wording
    :raises WitnessMissing: if nobody is named who heard it or spoke
    :raises EndsTooEarly: if the days do not fit
    """
    person = person_seen(by, person_id)
    if needs_witness(consent.way) and not consent.witness.strip():
        raise WitnessMissing
    if consent.until_on and consent.until_on < consent.from_on:
        raise EndsTooEarly
    if consent.answer == Answer.YES:  # a no protects, whenever it becomes known
        require_living(person.pk, on=consent.from_on)
    explained = member_seen(by, consent.explained_by_id or by.member_id)
    wording = wording_seen(by, consent.wording_id) if consent.wording_id else None
    parts = list(dict.fromkeys(consent.parts))
    made = [
        Consent(
            agency_id=by.agency_id,
            person=person,
            recipient_kind=consent.recipient_kind,
            recipient=consent.recipient.strip(),
            part=part,
            purpose=consent.purpose,
            answer=consent.answer,
            from_on=consent.from_on,
            until_on=consent.until_on,
            way=consent.way,
            witness=consent.witness,
            words=consent.words,
            explained_by=explained,
            wording=wording,
        )
        for part in parts
    ]
    Consent.objects.bulk_create(made)
    told = "、".join(str(Part.label_of(part)) for part in parts)
    title = _g("%(recipient)s: %(answer)s") % {
        "recipient": consent.recipient.strip(),
        "answer": Answer.label_of(consent.answer),
    }
    remember(
        person=person,
        memory=Memory(
            at=moment_of(consent.from_on),
            kind="consent",
            title=title,
            fact=f"{told}\n{consent.purpose}",
            words=consent.words,
            source="consent",
            source_id=made[0].pk,
        ),
        by=by,
    )
    record_event(
        action="consent_kept",
        by=by,
        subjects=[person.pk],
        object_kind="consent.Consent",
        object_id=made[0].pk,
        detail={"parts": list(consent.parts), "answer": consent.answer},
    )
    if consent.answer == Answer.NO and consent.from_on <= by.today:
        for row in made:
            word_withdrawn.send(Consent, consent=row, by=by)
    return made


@asks(Duty.WRITE_MEMORY, Duty.SEE_MEMORY)
@one_transaction
def withdraw(
    *, consent_id: UUID, on: date, by: Viewer, version: int | None = None, words: str = ""
) -> Consent:
    """
    Take a word back: from this very day on nothing more is given on by it.

    :raises NotSeen: if the viewer may not see it
    :raises EndsTooEarly: if the day lies before its beginning
    :raises StaleEdit: if somebody else has changed it meanwhile
    """
    row = consent_seen(by, consent_id)
    require_version(row, version)
    if on < row.from_on:
        raise EndsTooEarly
    row.withdrawn_on, row.withdrawn_words = on, words
    row.save()
    title = _g("Took a word back: %(recipient)s, %(part)s") % {
        "recipient": row.recipient,
        "part": Part.label_of(row.part),
    }
    remember(
        person=row.person,
        memory=Memory(
            at=moment_of(on),
            kind="consent",
            title=title,
            words=words,
            source="consent",
            source_id=row.pk,
        ),
        by=by,
    )
    record_event(
        action="consent_withdrawn",
        by=by,
        subjects=[row.person_id],
        object_kind="consent.Consent",
        object_id=row.pk,
    )
    if on <= by.today:
        word_withdrawn.send(Consent, consent=row, by=by)
    return row
