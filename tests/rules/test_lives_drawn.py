"""A life on one line is drawn whatever has happened in it, and when."""

from datetime import date, timedelta

import pytest

from banso.desk.drawing import strip
from banso.desk.queries.lives import Arc, Life

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("ago", [0, 1, 40, 4000])
@pytest.mark.parametrize("others", [0, 1, 5])
def test_a_way_is_drawn_on_whichever_day_it_begins(ago: int, others: int, *, narrow: bool) -> None:
    begun, early = TODAY - timedelta(days=ago), TODAY - timedelta(days=5000)
    ways = [
        Arc("とても長い名前のつなぎ先の窓口", begun, None, False, "/1/", "つないだ"),
        *[
            Arc("窓口", early, early + timedelta(days=n), True, "/2/", "もどった")
            for n in range(others)
        ],
    ]
    drawn = strip(Life(ways=ways), today=TODAY, name="life", narrow=narrow)

    assert drawn.count('href="/1/"') == 1
