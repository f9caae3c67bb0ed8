"""A telephone with a round on it, for the tests that walk every address and action."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from banso.field.actions import (
    Sent,
    keep_line,
    offer_telephone,
    pair_telephone,
    take_along,
    take_visits,
)
from banso.field.models import FieldOp, Writing
from banso.field.queries import guests_of_tonight
from banso.field.rules import CHANGES, VERSION
from banso.field.sealing import sealed_line
from banso.intake.actions import NewMeeting, begin_round, meet, set_off
from banso.kit.ids import new_id


def sent(pack: Any, public: str, body: dict[str, Any], *, seq: int = 1, **told: Any) -> Sent:
    """Return a line as a telephone sends it now."""
    op, now = told.pop("op", None) or new_id(), timezone.now()
    body = {"kind": "met", "at": now.isoformat(), "outcome": "talked"} | body
    given: dict[str, Any] = {
        "op": op,
        "seq": seq,
        "pack_id": pack.pk,
        "sealed": sealed_line(body, public=public, op=op),
        "version": VERSION,
        "sent_at": now,
        "arrived_at": now,
    }
    return Sent(**given | told)


def samples(home: Any, cast: Any) -> dict[str, UUID]:
    """
    Return a telephone that is taken on, with tonight's round on it, what it wrote beside what
    stands, and a line that could not be written by itself.
    """
    met(home, cast)
    offer = offer_telephone(name="白い電話", by=cast.outreach)
    telephone, home.telephone_key = pair_telephone(code=offer.code)
    home.taken = take_along(telephone_id=telephone.pk, round_id=home.round.pk, by=cast.outreach)
    person = {"person": str(home.person.pk)}
    lines: list[dict[str, Any]] = [
        *({"kind": kind, "text": f"別の{kind}", "base": "前の"} | person for kind in CHANGES[:2]),
        {"kind": "place", "text": "北の東屋", "base": "前の"} | person,
        {"kind": "place", "text": "南の東屋", "base": "前の"} | person,
        {"handed": ["moon"], "words": "何を渡したのか分からない"} | person,
    ]
    for seq, body in enumerate(lines, 1):
        line = sent(home.taken.pack, home.taken.public, body, seq=seq)
        keep_line(telephone_id=telephone.pk, sent=line, by=cast.outreach)
    _carried_by_a_guest(cast)
    visits = take_visits(telephone_id=telephone.pk, people=[home.person.pk], by=cast.outreach)
    being = {"kind": "being", "way": "visit"} | person
    keep_line(
        telephone_id=telephone.pk,
        sent=sent(visits.pack, visits.public, being, seq=1 + len(lines)),
        by=cast.outreach,
    )
    return {
        "pack_id": visits.pack.pk,
        "telephone_id": telephone.pk,
        "writing_id": Writing.objects.filter(state="beside").earliest("created_at").pk,
        "op_id": FieldOp.objects.get(result="refused").pk,
    }


def _carried_by_a_guest(cast: Any) -> None:
    """Offer a telephone to somebody who walks along tonight without an account."""
    night = begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        course="学生と",
        weather="",
        member_ids=[cast.outreach.member_id],
        others=["例の学生"],
        by=cast.outreach,
    )
    set_off(round_id=night.pk, by=cast.manager)
    (guest,) = guests_of_tonight(cast.outreach)
    offer_telephone(name="学生の電話", guest_id=guest.pk, by=cast.outreach)


def met(home: Any, cast: Any) -> None:
    """Let the course of the samples have met the person a week ago."""
    before = begin_round(
        office_id=cast.outreach_office.pk,
        on=cast.today - timedelta(days=7),
        course=home.round.course,
        weather="",
        member_ids=[cast.outreach.member_id],
        others=["学生"],
        by=cast.outreach,
    )
    meet(
        round_id=before.pk,
        person_id=home.person.pk,
        meeting=NewMeeting(outcome="talked", at=timezone.now() - timedelta(days=7), place="東屋"),
        by=cast.outreach,
    )


TOLD = {
    "field.keep_line": lambda w, mark: {
        "sent": sent(
            w.home.taken.pack,
            w.home.taken.public,
            {"new": str(uuid4()), "place": mark, "called_name": mark},
            seq=1 + len(mark.encode()[-1:]) + mark.encode()[-1],
        )
    },
    "field.write_line": lambda w, mark: {
        "person_id": w.home.person.pk,
        "meeting": NewMeeting(outcome="talked", at=timezone.now(), words=mark),
    },
    "field.settle_writing": lambda w, mark: {"choice": "both"},
    "field.hand_night_over": lambda w, mark: {"by": w.cast.outreach},
    "field.take_along": lambda w, mark: {"by": w.cast.outreach},
    "field.take_visits": lambda w, mark: {"by": w.cast.outreach, "people": [w.home.person.pk]},
}
