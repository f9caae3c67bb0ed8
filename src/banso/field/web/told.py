"""A pack as its telephone keeps it."""

from typing import Any

from django.utils import timezone

from banso.field.actions import Taken
from banso.kit.formatting import brief_day


def told_of_pack(taken: Taken, contact: str, member: str) -> dict[str, Any]:
    """Return a pack as its telephone keeps it: these words of people, and no others."""
    return {
        "v": 1,
        "pack": str(taken.pack.pk),
        "round": str(taken.outreach_round.pk),
        "course": taken.outreach_round.course,
        "on": brief_day(taken.outreach_round.on),
        "until": taken.pack.until.isoformat(),
        "now": timezone.now().isoformat(),
        "public": taken.public,
        "member": member,
        "team": taken.team,
        "call": contact,
        "people": [
            {
                "id": str(one.person_id),
                "called": one.called_name,
                "looks": one.looks,
                "place": one.place,
                "do_not": list(one.do_not),
                "last": brief_day(one.last_at.date()),
                "missed": one.missed,
                "promises": [f"{brief_day(due)} {text}" for text, due in one.promises],
            }
            for one in taken.people
        ],
    }
