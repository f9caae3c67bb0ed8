"""The person's own no, for the addresses and actions that ask for it."""

from datetime import timedelta
from typing import Any

from banso.access.models import Member
from banso.consent.actions import NewNo, keep_no
from banso.consent.models import Wording
from banso.people.actions import add_place
from banso.people.models import NeverSeenBy


def samples(home: Any, cast: Any) -> dict[str, Any]:
    """
    Return the person's no to somebody of no other use, and a place of whoever is open; the words of
    consent are kept as well.
    """
    Wording.objects.create(
        agency=cast.agency,
        number=1,
        text="いやと言っても、支援は変わりません。",
        from_on=cast.today,
        asked_by_id=cast.manager.member_id,
        second_id=cast.coordinator.member_id,
    )
    named = Member.objects.create(
        agency=cast.agency,
        name="知られたくない人",
        roles=["observer"],
        from_on=cast.today - timedelta(days=400),
    )
    no = NewNo(
        member_id=named.pk,
        said_on=cast.today,
        way="oral",
        witness="例 看護師",
        words="知られたくない。",
    )
    hidden = home.opening.person
    place = add_place(
        person_id=hidden.pk, kind="river", place="橋の下", when="", sleeps_here=True, by=cast.centre
    )
    return {
        "no_id": keep_no(person_id=home.person.pk, no=no, by=cast.outreach).pk,
        "row_id": place.pk,
    }


def _no(w: Any, mark: str) -> dict[str, Any]:
    no = NewNo(member_id=w.cast.observer.member_id, said_on=w.cast.today, way="written", words=mark)
    return {"person_id": w.home.person.pk, "no": no}


def _danger(w: Any, mark: str) -> dict[str, Any]:
    reason = f"橋の上にいると電話があった。{mark}"
    return {"name": "隠れた方", "reason": reason, "by": w.cast.outreach}


def _part(w: Any, mark: str) -> dict[str, Any]:
    return {
        "opening_id": w.home.opening.pk,
        "kind": "place",
        "row_id": w.ids["row_id"],
        "reason": f"今夜、迎えに行く。{mark}",
        "by": w.cast.outreach,
    }


TOLD = {
    "consent.ask_for_wording": lambda w, mark: {"text": mark, "by": w.cast.manager},
    "consent.see_opening": lambda w, mark: {"by": w.cast.manager},
    "consent.ask_in_danger": _danger,
    "consent.open_part": _part,
    "consent.keep_no": _no,
    "consent.take_no_back": lambda w, mark: {"no_id": NeverSeenBy.objects.get().pk},
}
