"""月報 of who came: by way, age, sex, dwelling and matter, for the first time or again."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from banso.insight.actions import publish_everyone
from banso.insight.coming_lines import COMING, definition_of, label_of
from banso.insight.queries import report
from banso.intake.actions import NewIntake, take_intake
from banso.intake.instrument import sheet_on
from banso.kit.readers.dates import parse_date
from banso.people.actions import NewPerson
from tests.conftest import Cast

pytestmark = pytest.mark.once


def came(cast: Cast, called: str, dwelling: str, **more: str) -> None:
    intake = NewIntake(
        office_id=cast.outreach_office.pk,
        on=cast.today,
        channel="phone",
        matters=["housing", "food"],
        answers={"dwelling": dwelling} if dwelling else {},
        form=sheet_on(cast.today),
    )
    person = NewPerson(called_name=called, birth=parse_date("1960年"), sex="male", **more)
    take_intake(person=person, intake=intake, by=cast.outreach)


def test_a_month_counts_who_came_by_way_age_dwelling_and_matter(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    came(cast, "ハルさん", "street")
    came(cast, "ナツさん", "rented")
    came(cast, "アキさん", "")
    publish_everyone(today=cast.today, whole=True)
    month = cast.today.year * 100 + cast.today.month
    found = report(cast.manager, "coming", cast.today.year).found
    counted = {code: by[month] for code, by in found.numbers.items() if by[month]}

    assert counted == {
        "came_people": 3,
        "came_times": 3,
        "came_new": 3,
        "way-phone": 3,
        "lived-street": 1,
        "lived-rented": 1,
        "lived-unknown": 1,
        "aged-a60-male": 3,
        "about-housing": 3,
        "about-food": 3,
    }
    page = signed_in("manager").get(f"/reports/coming/sheet.pdf?month={month}")
    (one,) = PdfReader(BytesIO(page.content)).pages
    text = "".join(one.extract_text().split())
    assert [
        said for said in ("経路：電話", "住居：野宿", "60代・男性", "課題：") if said not in text
    ] == []


def test_every_line_has_a_name_and_says_how_it_is_counted() -> None:
    lines = [one.code for one in COMING if "-" in one.code]
    assert len(lines) == 7 + 8 + 8 * 3 + 16
    assert [code for code in lines if not label_of(code) or not definition_of(code)] == []
