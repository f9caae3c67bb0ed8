"""What the walks over every address and action need of outreach: a meeting on tonight's round."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from banso.intake.actions import More, NewMeeting, meet
from banso.intake.queries.route import seal_of_place
from tests.conftest import Cast


def samples(home: Any, cast: Cast) -> dict[str, UUID]:
    """Return the ids for the places of this room's addresses."""
    met = meet(
        round_id=home.round.pk,
        person_id=home.person.pk,
        meeting=NewMeeting(outcome="talked", at=timezone.now(), place="東屋"),
        by=cast.outreach,
    )
    return {"encounter_id": met.pk, "made_with": home.note.pk}


TOLD = {
    "intake.add_to_meeting": lambda w, mark: {"more": More(words=mark), "told": ()},
    "intake.move_stop": lambda w, mark: {"stop": seal_of_place("東屋"), "earlier": True},
    "intake.order_stops": lambda w, mark: {"stops": [seal_of_place("東屋")]},
}
