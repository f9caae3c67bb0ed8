"""The year in pictures: numbers as their figures say them, the finding in words, no two answers."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from banso.companionship.actions import NewNote, write_note
from banso.insight.actions import publish_agency
from banso.insight.declared import facts, read_question, ready_questions
from banso.insight.queries import count_of, findings_of_year, on_the_curve, trend, year_in_pictures
from banso.insight.queries.trends import Span
from banso.insight.queries.year import _a_year_before
from banso.insight.small_drawing import columns, interval, kept, slope
from banso.kit.eras import fiscal_year
from banso.kit.formatting import grouped, signed, signed_points
from banso.people.actions import NewPerson, enter_person
from banso.surveys.actions import NewSurvey, keep_survey
from tests.conftest import Cast


def filled(cast: Cast) -> None:
    """Let four people be written about, two of them hidden, and asked twice."""
    for place in range(4):
        person = enter_person(
            person=NewPerson(called_name=f"絵{place}さん", restricted=place > 1), by=cast.manager
        )
        write_note(
            person_id=person.pk,
            note=NewNote(at=timezone.now(), method="street", being=True, fact="会えた"),
            by=cast.manager,
        )
        for moment, step in (("entry", "4"), ("m6", "1" if place % 2 else "4")):
            keep_survey(
                survey=NewSurvey(
                    code="isolation",
                    moment=moment,
                    on=cast.today,
                    mode="interview",
                    answers={"alone": step, "needed": "1"},
                ),
                person_id=person.pk,
                by=cast.manager,
            )
    publish_agency(agency_id=cast.agency.pk)


def test_the_year_says_what_the_figures_say_of_the_people_one_may_see(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    assert "/trends/" in signed_in("outreach").get("/year/")["Location"]
    filled(cast)
    this = fiscal_year(cast.today)
    for viewer in (cast.manager, cast.outreach, cast.neighbour):
        if viewer is cast.neighbour:
            publish_agency(agency_id=cast.neighbour_agency.pk)
        found, _at = year_in_pictures(viewer, ("being", "in_ledger", "none such"))
        assert [one.figure.code for one in found] == ["being", "in_ledger"]
        being = found[0]
        by_figure = trend(viewer, "being", Span(this - 4, this))
        assert being.years == [one.key for one in by_figure.periods]
        assert being.totals == [
            sum(n for (_kind, key), n in by_figure.numbers.items() if key == year)
            for year in being.years
        ]
        assert being.change == being.latest - being.a_year_ago
    page = signed_in("manager").get("/year/").content.decode()
    assert "100%" in page
    assert "50ポイント減った" in page
    assert "±0ポイント" in page
    assert "これも、わかったことです" in page
    assert page.count("n = 4") == 2
    assert signed_in("volunteer").get("/year/").status_code == 403
    assert len(findings_of_year(cast.manager)) == 2
    assert not findings_of_year(cast.neighbour)


def test_the_year_compares_with_the_same_day_a_year_ago() -> None:
    assert _a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert _a_year_before(date(2026, 11, 27)) == date(2025, 11, 27)
    assert (signed(0), signed(3), signed(-1200)) == ("±0", "+3", "−1,200")
    assert (signed_points(-0.5), grouped(12345), grouped(None)) == ("−50", "12,345", "")


def test_small_pictures_hold_nothing_and_everything() -> None:
    assert columns([], [], [], title="なし").startswith("<svg")
    drawn = columns(["R7", "R8"], [[1, 1200], [0, 3]], [1, 1203], title="<題>")
    assert "1,203" in drawn
    assert "&lt;題&gt;" in drawn
    assert drawn.count("<rect") == 3
    assert "−20" in interval(-0.1, -0.2, 0.0, unchanged="変わらない", title="幅")
    assert "100%" in slope(0.0, 1.0, ("前", "後"), title="傾き")
    assert "64%" in kept([("3年", 7 / 11, 0.35, 0.85)], title="居宅")


def test_the_curve_says_nothing_of_a_time_nobody_was_followed() -> None:
    curve = [(0.0, 1.0, 1.0, 1.0), (280.0, 0.89, 0.7, 0.96), (900.0, 0.89, 0.7, 0.96)]
    assert on_the_curve(curve, 182) == 1.0
    assert on_the_curve(curve, 365) == 0.89
    assert on_the_curve(curve, 1096) is None
    assert on_the_curve([], 182) is None


def test_every_fact_has_a_question_that_is_ready_to_be_asked(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    filled(cast)
    ready = ready_questions()
    asked = {part["fact"] for one in ready.values() for part in one.parts}
    assert asked == set(facts())
    for one in ready.values():
        count_of(cast.manager, read_question(one.body(cast.today)))
    browser = signed_in("outreach")
    assert "?ready=no_key_person" in browser.get("/questions/").content.decode()
    built = browser.get("/questions/new/?ready=being_only").content.decode()
    assert str(ready["being_only"].title) in built
    assert browser.get("/questions/new/?ready=none_such").status_code == 200
    assert browser.get("/questions/new/?ready=%00").status_code == 400


def test_a_report_is_one_page_that_hides_few_for_anybody_else(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    filled(cast)
    browser = signed_in("manager")
    page = browser.get("/reports/accompanying/sheet.html").content.decode()
    assert "数で見る" in page
    assert "＊" not in page
    there = "/reports/accompanying/sheet.html?for=outside"
    assert browser.get(there).status_code == 404, "the year runs"
    over = fiscal_year(cast.today) - 1
    outside = browser.get(f"{there}&year={over}").content.decode()
    assert "＊" in outside
    assert "for=outside" in outside  # the file that is taken from it hides as much
    made = browser.get("/reports/accompanying/sheet.pdf")
    assert len(PdfReader(BytesIO(made.content)).pages) == 1
    assert browser.get("/reports/accompanying/sheet.csv").status_code == 404
    assert browser.get("/reports/none_such/sheet.html").status_code == 404
    assert signed_in("observer").get("/reports/accompanying/sheet.html").status_code == 403
