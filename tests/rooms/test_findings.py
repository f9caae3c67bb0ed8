"""
Findings: the same people before and after, other people named so, everybody who is missing counted,
bounded questions.
"""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from itertools import product

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banso.insight.actions import keep_outside_group
from banso.insight.drawing import bars
from banso.insight.queries import (
    finding,
    finding_for_outside,
    groups_beside,
    people_of_finding,
)
from banso.kit.refusals import NotSeen
from banso.people.actions import NewPerson, edit_person, enter_person
from banso.people.models import Person
from banso.surveys.actions import NewSurvey, keep_questionnaire, keep_survey
from banso.surveys.instrument import packed
from banso_analysis.leaving import FEW, Told, may_be, with_one_more
from tests.conftest import Cast


def people(cast: Cast, count: int) -> list[Person]:
    return [
        enter_person(person=NewPerson(called_name=f"人{number:02d}さん"), by=cast.outreach)
        for number in range(count)
    ]


def ask(
    cast: Cast,
    person: Person,
    moment: str,
    alone: str,
    needed: str = "",
    *,
    ago: int = 0,
    declined: bool = False,
    code: str = "isolation",
) -> None:
    answers = (
        {"alone": alone, "needed": needed}
        if code == "isolation"
        else dict.fromkeys(("companionship", "left_out", "isolated"), alone)
    )
    keep_survey(
        survey=NewSurvey(
            code=code,
            moment=moment,
            on=cast.today - timedelta(days=ago),
            mode="interview",
            answers=answers,
            declined=declined,
        ),
        person_id=person.pk,
        by=cast.outreach,
    )


def test_the_same_people_other_people_and_who_is_missing(cast: Cast) -> None:
    everybody = people(cast, 20)
    for place, person in enumerate(everybody[:14]):
        ask(cast, person, "entry", "4" if place < 10 else "1", "2")
    for place, person in enumerate(everybody[:12]):
        ask(cast, person, "m6", "3" if place < 3 else "2", "2" if place else "")
    ask(
        cast, everybody[0], "m6", "4", ago=40
    )  # an earlier answer at the same moment: the last one counts
    ask(cast, everybody[12], "m6", "", declined=True)
    for place, person in enumerate(everybody[14:]):
        ask(cast, person, "m6", "4" if place == 0 else "1")
    found = finding(cast.outreach, code="isolation", item="alone", before="entry", after="m6")
    assert (found.same.both, found.same.only_before, found.same.only_after, found.same.neither) == (
        3,
        7,
        0,
        2,
    )
    assert found.same.p == pytest.approx(2 * 0.5**7)
    assert (found.gone, len(found.before.declined | found.after.declined)) == (2, 1)
    assert (
        found.others.first.count,
        found.others.first.of,
        found.others.second.count,
        found.others.second.of,
    ) == (0, 2, 1, 6)
    bar = dict(found.bars[1][1])
    assert (bar["3"], bar["2"], bar["4"], bar["1"], bar[""]) == (3, 9, 1, 5, 1), (
        "who would rather not answer is in the bar"
    )
    assert {
        group: len(people_of_finding(cast.outreach, found, group).rows)
        for group in ("before", "after", "pairs", "gone", "declined")
    } == {
        "before": 14,
        "after": 18,
        "pairs": 12,
        "gone": 2,
        "declined": 1,
    }
    usefulness = finding(cast.outreach, code="isolation", item="needed", before="entry", after="m6")
    assert (usefulness.same.pairs, usefulness.same.difference) == (11, 0.0)
    for bad in ({"item": "x"}, {"code": "k6"}, {"before": "x"}):
        with pytest.raises(NotSeen):
            finding(
                cast.outreach,
                **({"code": "isolation", "item": "alone", "before": "entry", "after": "m6"} | bad),
            )
    with pytest.raises(NotSeen):
        finding(cast.neighbour, code="isolation", item="alone", before="entry", after="m6")


def test_versions_are_never_compared(cast: Cast) -> None:
    one, other = people(cast, 2)
    body = packed()["isolation"] | {"code": "own"}
    keep_questionnaire(body=body, by=cast.manager)
    keep_survey(
        survey=NewSurvey(
            code="own", moment="entry", on=cast.today, mode="paper", answers={"alone": "4"}
        ),
        person_id=one.pk,
        by=cast.outreach,
    )
    keep_questionnaire(body=body | {"lead_ja": "別の言い方"}, by=cast.manager)
    for person in (one, other):
        keep_survey(
            survey=NewSurvey(
                code="own", moment="m6", on=cast.today, mode="paper", answers={"alone": "4"}
            ),
            person_id=person.pk,
            by=cast.outreach,
        )
    found = finding(cast.outreach, code="own", item="alone", before="entry", after="m6")
    assert (found.same.pairs, found.other_versions, len(found.after.said)) == (0, 1, 2)


def test_sums_move_by_wilcoxon(cast: Cast) -> None:
    for person in people(cast, 8):
        ask(cast, person, "entry", "4", code="ucla3")
        ask(cast, person, "m6", "2", code="ucla3")
    found = finding(cast.outreach, code="ucla3", item="left_out", before="entry", after="m6")
    assert found.sums is not None
    assert (found.sums.pairs, found.sums.median, found.sums.p) == (
        8,
        -6.0,
        pytest.approx(0.0078, abs=0.0001),
    )


def test_the_page_says_what_has_not_moved_in_the_same_letters(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    assert "まだ聞いていません" in browser.get("/findings/").content.decode()
    everybody = people(cast, 30)
    for place, person in enumerate(everybody):
        ask(cast, person, "entry", "4" if place < 24 else "1", "1")
        ask(cast, person, "m6", "4" if place < 6 else "1", "1")
    page = browser.get(
        "/findings/?code=isolation&item=alone&before=entry&after=m6"
    ).content.decode()
    assert "動いた、と言えます" in page
    assert "60ポイント減った" in page
    assert "80% <span" in page
    assert "n = 30<" in page
    still = browser.get("/findings/?code=isolation&item=needed").content.decode()
    assert "これも、わかったことです" in still
    assert "±0ポイント" in still
    assert (
        "人03さん"
        in browser.get("/findings/behind/before/?code=isolation&item=alone").content.decode()
    )
    assert browser.get("/findings/behind/nobody/").status_code == 404
    for query in ("code=x&item=y&before=z", "code=%00", "item=needed&after=entry"):
        assert browser.get(f"/findings/?{query}").status_code in (200, 400)
    assert "人03さん" not in signed_in("centre").get("/findings/").content.decode()
    with CaptureQueriesContext(connection) as few:
        browser.get("/findings/")
    for person in people(cast, 10):
        ask(cast, person, "m6", "2")
    with CaptureQueriesContext(connection) as many:
        browser.get("/findings/")
    assert len(few) == len(many) <= 20


def test_bars_say_their_numbers_and_hold_everybody() -> None:
    drawn = bars(
        [
            ("まえ", [("そう", 30), ("ちがう", 10), ("答えていない", 2)]),
            ("あと", [("そう", 0), ("ちがう", 0), ("答えていない", 0)]),
        ],
        title="問い",
    )
    assert "n=42" in drawn
    assert "n=0" in drawn
    assert drawn.count(">30<") == 1
    assert bars([], title="なし").startswith("<svg")


def test_a_finding_leaves_with_small_numbers_hidden(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    for number, one in enumerate(people(cast, 12)):
        ask(cast, one, "entry", "4" if number < 10 else "2", ago=300)
        ask(cast, one, "m6", "1" if number < 6 else "4", ago=250)
    browser = signed_in("coordinator")
    query = "?code=isolation&item=alone&before=entry&after=m6"
    inside, outside = (
        [
            [cell.value for cell in row]
            for row in openpyxl.load_workbook(
                BytesIO(browser.get(f"/findings/finding.xlsx{query}{more}").content)
            ).active.iter_rows()
        ]  # type: ignore[union-attr]
        for more in ("", "&for=outside")
    )

    assert inside[3][1:6] == [10, 0, 2, 0, 0]
    assert outside[3][1:6] == ["", 0, "", 0, 0], (
        "two are hidden, and the ten with them: the other moment would tell"
    )
    said = {str(row[0]): row[1:] for row in outside}
    assert any("ポイント" in str(row[0]) for row in inside)
    assert not any("ポイント" in one for one in said), "nor what would give the cells back"
    assert not any(str(cell).startswith("p ") for row in outside for cell in row)
    for one in ("同じ人の、二つの時点", "両方でそう答えた"):
        assert set(said[one]) <= {None, ""}, one
    assert signed_in("observer").get(f"/findings/finding.xlsx{query}").status_code == 403


def test_what_leaves_is_the_same_whoever_asks_and_of_nobody_hidden(cast: Cast) -> None:
    asked = people(cast, 16)
    for number, one in enumerate(asked):
        ask(cast, one, "entry", "4" if number < 8 else "2", ago=900)
        ask(cast, one, "m6", "1" if number % 2 else "4", ago=500)
    query = {"code": "isolation", "item": "alone", "before": "entry", "after": "m6"}
    before = finding_for_outside(cast.coordinator, **query)
    edit_person(person_id=asked[0].pk, version=None, restricted=True, by=cast.manager)
    told = [finding_for_outside(one, **query) for one in (cast.manager, cast.centre, cast.outreach)]

    assert finding(cast.manager, **query).same.pairs == 16
    assert len({str((one.bars, one.cells, one.same)) for one in told}) == 1
    assert sum(len(one.found.before.said) for one in told) == 3 * 15
    assert before.same is None, "cells of four"
    ask(cast, asked[1], "m6", "4")  # in this year: of a year that runs nothing leaves
    assert str(finding_for_outside(cast.manager, **query).bars) == str(told[0].bars)


def _told(tell: Told, cells: tuple[int, int, int, int]) -> list[list[int | None]]:
    """Return all that a file for outside says of people who were all asked twice."""
    people_of = [[f"{place}-{one}" for one in range(count)] for place, count in enumerate(cells)]
    both, before, after, neither = people_of
    told = [tell.of(one) for one in people_of]
    return [
        [None] * 4 if None in told else told,
        with_one_more([tell.of(both + before), tell.of(after + neither)]),
        with_one_more([tell.of(both + after), tell.of(before + neither)]),
    ]


def _fits(cells: tuple[int, int, int, int], told: list[list[int | None]]) -> bool:
    """Return whether somebody who was told this must reckon with these cells."""
    both, before, after, neither = cells
    true = [
        list(cells),
        [both + before, after + neither],
        [both + after, before + neither],
    ]
    for numbers, found in zip(true[1:], told[1:], strict=True):
        if found == [None, None]:  # one is small, or both
            if not all(numbers) or min(numbers) >= FEW:
                return False
            continue
        for number, one in zip(numbers, found, strict=True):
            low, high = may_be(one)
            if not low <= number <= high:
                return False
    if None in told[0]:
        return any(0 < one < FEW for one in cells) or not any(cells)
    return all(
        low <= number <= high
        for number, (low, high) in zip(cells, map(may_be, told[0]), strict=True)
    )


@pytest.mark.once
def test_no_cell_of_a_table_that_leaves_is_given_back() -> None:
    """An attacker who knows that everybody was asked twice, and the method, tries every table."""
    size, tell = range(10), Told("a secret of one home")
    tables = [one for one in product(size, size, size, size) if sum(one) <= 9]
    for table in tables:
        told = _told(tell, table)
        possible = [one for one in tables if _fits(one, told)]
        assert table in possible
        for place in range(4):
            if 0 < table[place] < FEW:
                assert len({one[place] for one in possible}) > 1, (table, place, told)


def test_three_groups_and_two_items_as_the_reference_study_laid_them_out(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    """
    People on the street, who have left the centre, and citizens from a source: four steps, no
    answer shown, shares with intervals, named different people.
    """
    for number, one in enumerate(people(cast, 20)):
        moment = "meeting" if number < 10 else "m6"
        ask(
            cast,
            one,
            moment,
            "4" if number < 6 or number in (10, 11) else "2" if number != 19 else "",
            needed="3" if number % 3 == 0 else "1",
        )
    keep_outside_group(
        code="isolation",
        item="alone",
        title="市民",
        source="公表資料",
        counts={"4": 4, "3": 16, "2": 50, "1": 28, "": 2},
        by=cast.manager,
    )
    form, found = groups_beside(cast.coordinator, "isolation")
    alone, needed = found
    page = signed_in("manager").get("/findings/groups/").content.decode()

    assert form.code == "isolation"
    assert [(one.count, one.of) for one in alone.compared.shares] == [
        (6, 10),
        (0, 0),
        (2, 9),
        (20, 98),
    ]
    assert [one.asked for one in alone.groups] == [10, 0, 10, 100]
    assert alone.compared.p is not None
    assert alone.compared.p < 0.05
    assert [one.of for one in needed.compared.shares] == [10, 0, 10]
    assert "別の人々の比較" in page
    assert "公表資料" in page
    assert page.partition("<main")[2].count("<svg") == 4
    assert signed_in("coordinator").get("/findings/groups/isolation/alone/add/").status_code == 403
    added = signed_in("manager").post(
        "/findings/groups/isolation/needed/add/",
        {
            "title": "市民",
            "source": "公表資料",
            "n_4": "1",
            "n_3": "x",
            "n_2": "3",
            "n_1": "4",
            "n_": "0",
        },
    )
    assert added.status_code == 422
