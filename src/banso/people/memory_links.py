"""What rooms have to say beside a memory of another room: words, and where they lead."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from banso.access.viewer import Viewer
from banso.kit.declarations import declared
from banso.people.models import TimelineEntry


@dataclass(frozen=True)
class MemoryLink:
    """
    What stands beside memories, by what made them (`source_id`), as far as a viewer may know it.
    """

    said: Callable[[list[UUID], Viewer], dict[UUID, tuple[str, str]]]


def links_beside(
    entries: Sequence[TimelineEntry], viewer: Viewer
) -> dict[UUID, list[tuple[str, str]]]:
    """Return words and addresses beside memories that were read already, by what made them."""
    sources = [one.source_id for one in entries if one.source_id]
    found: dict[UUID, list[tuple[str, str]]] = {}
    for room in declared(MemoryLink) if sources else ():
        for source, link in room.said(sources, viewer).items():
            found.setdefault(source, []).append(link)
    return found
