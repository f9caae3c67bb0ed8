"""What is remembered of ties."""

from datetime import date

from banso.access.viewer import Viewer
from banso.kit.clock import moment_of
from banso.people.actions import Memory, remember
from banso.people.rules import Sensitivity
from banso.ties.models import Tie
from banso.ties.rules import ROLE_DUTY


def recall(tie: Tie, title: str, on: date, by: Viewer, *, words: str = "") -> None:
    """
    Remember without the tied one's name: they did not ask to be here, and the memory is searched.
    """
    remember(
        person=tie.person,
        memory=Memory(
            at=moment_of(on),
            kind="tie",
            title=title,
            words=words,
            sensitivity=Sensitivity.HEALTH if tie.role in ROLE_DUTY else Sensitivity.PLAIN,
            source="tie",
            source_id=tie.pk,
        ),
        by=by,
    )
