"""What the invented people said about who may know what of them, as if on those days."""

from dataclasses import dataclass
from uuid import UUID

from banso.consent.actions import NewConsent, keep_consents, note_provision, withdraw
from banso_demo.agency import DemoAgency
from banso_demo.reading import of_each_person


@dataclass(frozen=True)
class Consent:
    """
    An answer about some parts, since and until so many days ago (negative: ahead), what was given
    on by it, and when it was taken back.
    """

    recipient_kind: str
    recipient: str
    parts: tuple[str, ...]
    purpose: str
    answer: str
    since: int
    way: str
    until: int | None = None
    witness: str = ""
    words: str = ""
    given_on: str = ""
    given_ago: int | None = None
    withdrawn_ago: int | None = None
    withdrawn_words: str = ""


def consent(agency: DemoAgency) -> None:
    """Keep every word, what was given on by it, and one that was taken back."""
    for called, consents in of_each_person(Consent, "consents").items():
        person = agency.person(called)
        for one in consents:
            made = keep(agency, person.pk, one)
            if one.given_on:
                by = agency.on("aftercare", one.since if one.given_ago is None else one.given_ago)
                note_provision(
                    person_id=person.pk,
                    recipient=one.recipient,
                    parts=one.parts,
                    on=by.today,
                    what=one.given_on,
                    by=by,
                )
            if one.withdrawn_ago is not None:
                by = agency.on("aftercare", one.withdrawn_ago)
                withdraw(consent_id=made, on=by.today, words=one.withdrawn_words, by=by)


def keep(agency: DemoAgency, person_id: UUID, one: Consent) -> UUID:
    """Keep one answer, and return its first part's consent."""
    by = agency.on("aftercare", one.since)
    made = keep_consents(
        person_id=person_id,
        consent=NewConsent(
            recipient_kind=one.recipient_kind,
            recipient=one.recipient,
            parts=one.parts,
            purpose=one.purpose,
            answer=one.answer,
            from_on=by.today,
            until_on=agency.day(one.until) if one.until is not None else None,
            way=one.way,
            witness=one.witness,
            words=one.words,
        ),
        by=by,
    )
    return made[0].pk
