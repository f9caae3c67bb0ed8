"""Who reads which line at the table, and when the minutes are everybody's."""

import pytest

from banso.conferences.rules import (
    all_confirmed,
    default_part,
    guest_reads,
    part_of_cell,
    shown_party,
)


def test_a_line_speaks_of_the_part_its_kind_or_its_speaker_stands_for() -> None:
    assert default_part("tie") == "ties"
    assert default_part("opinion", "employer") == "work"
    assert default_part("opinion", "placement") == "work"
    assert default_part("opinion", "caseworker") == "welfare"
    assert default_part("opinion", "medical") == "health"
    assert default_part("opinion", "supporter") == default_part("opinion") == "plan"


def test_the_protection_of_a_cell_counts_before_its_domain() -> None:
    assert part_of_cell("work", "health") == "health"
    assert part_of_cell("work", "money") == "money"
    assert part_of_cell("work", "crime") == "crime"
    assert part_of_cell("work", "plain") == "work"
    assert part_of_cell("relations", "plain") == "ties"


@pytest.mark.parametrize(
    ("part", "opened", "more", "reads"),
    [
        ("", set(), {"own": False}, True),
        ("health", set(), {"own": False}, False),
        ("health", {"health"}, {"own": False}, True),
        ("health", set(), {"own": True}, True),
        ("plan", {"plan"}, {"own": False}, True),
        ("plan", {"plan"}, {"own": False, "party": "employer"}, False),
        ("plan", {"plan"}, {"own": True, "party": "employer"}, True),
        ("plan", {"plan"}, {"own": False, "party": "employer", "for_them": True}, True),
        ("plan", set(), {"own": False, "party": "employer", "for_them": True}, False),
        ("work", {"work"}, {"own": False, "party": "employer"}, True),
        ("plan", {"plan"}, {"own": False, "party": "medical"}, True),
    ],
)
def test_a_guest_reads_what_was_opened_to_them(
    part: str, opened: set[str], more: dict[str, object], reads: bool
) -> None:
    assert guest_reads(part, opened, **more) is reads  # type: ignore[arg-type]


def test_a_seat_alone_tells_nobody_of_public_assistance_or_illness() -> None:
    assert shown_party("caseworker", set()) == "municipality"
    assert shown_party("caseworker", {"welfare"}) == "caseworker"
    assert shown_party("medical", {"welfare"}) == "other"
    assert shown_party("medical", {"health"}) == "medical"
    assert shown_party("supporter", set()) == "supporter"


def test_minutes_are_confirmed_by_everybody_who_was_there() -> None:
    assert all_confirmed([("present", True), ("absent", False), ("expected", False)])
    assert not all_confirmed([("present", True), ("present", False)])
    assert not all_confirmed([("absent", True)])
    assert not all_confirmed([])
