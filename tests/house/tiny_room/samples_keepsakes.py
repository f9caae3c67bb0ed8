"""Samples of keepsakes, for the tests that walk every address."""

from typing import TYPE_CHECKING
from uuid import UUID

from banso.keepsakes.actions import keep
from tests.conftest import Cast

if TYPE_CHECKING:
    from tests.rooms.test_doors import Home


def samples(home: "Home", cast: Cast) -> dict[str, UUID]:
    """Return the ids that the room's addresses ask for."""
    kept = keep(person_id=home.person.pk, kind="keys", on=cast.today, by=cast.outreach)
    return {"keepsake_id": kept.pk}
