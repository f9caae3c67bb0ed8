"""Papers of the invented people that end on a day, and one that was renewed."""

from dataclasses import dataclass
from datetime import timedelta

from banso.documents.actions import Term, keep_document, renew_document
from banso_demo.agency import DemoAgency
from banso_demo.reading import of_each_person


@dataclass(frozen=True)
class Paper:
    """
    A paper that ends in so many days (negative: ended), kept in view since so many days ago;
    `renewed` is how many days the new one lasts, from the end of the old one on.
    """

    kind: str
    ends: int
    since: int = 30
    name: str = ""
    number: str = ""
    lies: str = "person"
    lies_words: str = ""
    renewer: str = "together"
    note: str = ""
    renewed: int | None = None


def keep_papers(agency: DemoAgency) -> None:
    """Keep every paper in view, and renew what was renewed."""
    for called, papers in of_each_person(Paper, "papers").items():
        person = agency.person(called)
        for one in papers:
            by = agency.on("coordinator", one.since)
            until, thinks = agency.day(-one.ends), agency.viewers["aftercare"].member_id
            term = Term(
                name=one.name,
                number=one.number,
                until_on=until,
                lies=one.lies,
                lies_words=one.lies_words,
                renewer=one.renewer,
                answerable_id=thinks,
                note=one.note,
            )
            kept = keep_document(person_id=person.pk, kind=one.kind, term=term, by=by)
            if one.renewed is not None:
                longer = Term(
                    name=one.name,
                    from_on=until,
                    until_on=until + timedelta(days=one.renewed),
                    lies=one.lies,
                    renewer=one.renewer,
                    answerable_id=thinks,
                )
                renew_document(document_id=kept.pk, term=longer, by=agency.on("coordinator", 2))
