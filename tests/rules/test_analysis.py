"""
Analysis without a database: questions as data, periods, de-identifying, homes, curves, reports'
arithmetic.
"""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banso.insight.declared import read_question as read
from banso.insight.queries.trends import survival
from banso.insight.statistics import several
from banso.kit import charts
from banso_analysis.homes import Choice, Stay, kept_after
from banso_analysis.periods import fiscal_years, months
from banso_analysis.questions import BadQuestion, condition
from banso_analysis.reports import per_month_and_100k
from banso_analysis.research import K, released

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "SELECT 1",
        {"match": "all"},
        {"match": "xor", "parts": []},
        {"match": "all", "parts": [{"fact": "person; DROP TABLE people"}]},
        {"match": "all", "parts": [{"fact": "ledger", "values": {"ledger": ["x' OR '1'='1"]}}]},
        {"match": "all", "parts": [{"fact": "ledger", "values": {"closed_on": ["x"]}}]},
        {"match": "all", "parts": [{"fact": "contact", "least": "many"}]},
        {"match": "all", "parts": [{"fact": "contact", "since": "2026-13-01"}]},
        {"match": "all", "parts": [{"fact": "contact", "after": "nothing"}]},
        {"match": "all", "parts": [{"fact": "person", "after": "contact"}]},
        {"match": "all", "parts": [{"fact": "contact"}] * 41},
        {"match": "all", "parts": [{"fact": "person", "at_least": {"age": 10**9}}]},
    ],
)
def test_what_is_no_question_is_refused(body: Any) -> None:
    with pytest.raises(BadQuestion):
        read(body)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=12),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["match", "parts", "fact", "values", "least", "since", "after", "x"]
                ),
                inner,
                max_size=5,
            )
        ),
    )
)
def test_anything_else_never_becomes_text_for_an_engine(body: Any) -> None:
    """
    Whatever comes in is refused, or becomes a condition of declared words, checked codes, numbers
    and days.
    """
    try:
        text = condition(read(body), TODAY)
    except BadQuestion:
        return
    assert ";" not in text
    assert "--" not in text


def test_groups_stand_in_groups() -> None:
    group = read(
        {
            "match": "any",
            "parts": [
                {"match": "all", "parts": [{"fact": "plan"}, {"fact": "giving", "has": False}]},
                {"fact": "walk", "now": True},
            ],
        }
    )
    text = condition(group, TODAY)

    assert " OR " in text
    assert "NOT IN (SELECT f.person_id FROM givings f)" in text
    assert condition(read({"match": "all", "parts": []}), TODAY) == "TRUE"


def test_the_monthly_rate_by_100_000_people_is_not_the_yearly_one() -> None:
    """
    Nationwide in H28: 222,426 consultations, 14.5 a month for each 100,000 people (field figures of
    the ministry's yearly table; population about 127.9 million).
    """
    assert per_month_and_100k(222_426, 127_900_000, 12) == 14.5
    assert per_month_and_100k(222_426, 0, 12) is None


def test_months_follow_the_fiscal_year() -> None:
    assert [one.key for one in months(2025, until=date(2026, 2, 10))] == [
        202504,
        202505,
        202506,
        202507,
        202508,
        202509,
        202510,
        202511,
        202512,
        202601,
        202602,
    ]
    assert months(2025, until=date(2026, 2, 10))[-1].last == date(2026, 2, 10)
    assert [one.key for one in fiscal_years(2023, 2027, until=TODAY)] == [2023, 2024, 2025, 2026]


ROW = st.tuples(
    st.sampled_from(["male", "female", ""]),
    st.one_of(st.none(), st.integers(15, 95)),
    st.one_of(st.none(), st.dates(date(2018, 1, 1), date(2026, 1, 1))),
    st.integers(0, 80),
)


@given(st.lists(ROW, max_size=120))
def test_at_least_k_share_every_combination_or_leave(rows: list[Any]) -> None:
    columns = [
        ("sex", "code", True),
        ("age", "number", True),
        ("moved_in", "day", True),
        ("contacts", "number", False),
    ]
    made = released(rows, columns)

    assert len(made.rows) + made.left_out == len(rows)
    assert all(count >= K for count in Counter(row[:3] for row in made.rows).values())
    assert not {row[2] for row in made.rows} & {str(row[2]) for row in rows if row[2]}, (
        "no exact day leaves"
    )


def test_homes_by_hand() -> None:
    """Ten people, worked out on paper: half a year after moving in."""
    since = date(2025, 1, 1)
    found = [
        Stay("kept1", since, 690, "kept"),
        Stay("kept2", since, 690, "kept"),
        Stay("kept3", since, 690, "kept"),
        Stay("back_early", since, 100, "back"),
        Stay("back_late", since, 300, "back"),
        Stay("lost", since, 90, "lost"),
        Stay("care", since, 60, "care"),
        Stay("died", since, 30, "died"),
        Stay("ended", since, 40, "ended"),
        Stay("new", date(2026, 10, 1), 55, "kept"),
    ]
    plain = kept_after(found, 182, Choice(), today=TODAY)

    assert (plain.kept, plain.of) == (4, 5)
    assert plain.out == {"too_new": 1, "lost": 1, "care": 1, "died": 1, "ended": 1}
    assert (
        kept_after(found, 182, Choice(lost="kept"), today=TODAY).kept,
        kept_after(found, 182, Choice(lost="kept"), today=TODAY).of,
    ) == (5, 6)
    assert kept_after(found, 182, Choice(lost="not", care="not"), today=TODAY).of == 7
    assert kept_after(found, 365, Choice(), today=TODAY).kept == 3


def test_the_survival_curve_is_that_of_a_published_example() -> None:
    """
    Remission under 6-MP (Freireich and others 1963, as worked out in most textbooks): 21 people, 9
    events, the others censored.
    """
    events = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = {
        days: round(value, 3)
        for days, value, _low, _high in survival(
            [(one, True) for one in events] + [(one, False) for one in censored]
        )
    }

    assert {days: curve[days] for days in (6, 7, 10, 13, 16, 22, 23)} == {
        6: 0.857,
        7: 0.807,
        10: 0.753,
        13: 0.69,
        16: 0.627,
        22: 0.538,
        23: 0.448,
    }
    assert survival([(10, False)]) == []


def test_three_groups_as_the_reference_study_laid_them_beside_each_other() -> None:
    """
    Shares like those of the public slides (62% and 23%) with a third group: they differ; the same
    share three times does not.
    """
    found = several([(62, 100), (23, 100), (33, 100)])

    assert found.test == "chi2"
    assert found.p is not None
    assert found.p < 0.0001
    assert [round(one.share or 0, 2) for one in found.shares] == [0.62, 0.23, 0.33]
    assert several([(5, 10), (5, 10), (5, 10)]).p == pytest.approx(1.0)
    assert several([(1, 4), (0, 5), (3, 4)]).test == "drawn"
    assert several([(1, 4), (0, 5), (3, 4)]).p == several([(1, 4), (0, 5), (3, 4)]).p, (
        "the same data, the same p"
    )
    assert several([(3, 5), (0, 0)]).p is None
    assert several([(2, 5), (4, 5)]).test == "fisher"


def test_charts_take_their_letters_from_the_home_s_fonts_too(settings: Any, tmp_path: Any) -> None:
    settings.BANSO_FONTS = [tmp_path, tmp_path / "not there"]
    charts._fonts.cache_clear()

    assert "<svg" in charts.rows_of_bars([("台帳", [("令和8年度", 3)])], title="台帳 <字>")
