"""What an item of an assessment said before it was written anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from banso.access.queries import names_of_members
from banso.assessment.queries import Answer
from banso.assessment.rules import EARLIER


@dataclass(frozen=True)
class Earlier:
    """What an item said before, on which day it was asked, and who wrote it."""

    answer: Answer
    on: date | None
    who: str


def versions_of(answers: Iterable[Answer]) -> dict[str, list[Earlier]]:
    """Return what items said before, the newest first, by their codes; in one query."""
    kept = {one.item: one.kept.get(EARLIER, ()) for one in answers}
    names = names_of_members(
        UUID(old["by"]) for versions in kept.values() for old in versions if old.get("by")
    )
    return {
        item.code: [
            Earlier(
                Answer(item, old),
                date.fromisoformat(old["on"]) if old.get("on") else None,
                names.get(UUID(old["by"]), "") if old.get("by") else "",
            )
            for old in reversed(versions)
        ]
        for item, versions in kept.items()
        if versions
    }
