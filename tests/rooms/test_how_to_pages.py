"""
The pages of `docs/how-to`, followed to the letter: the code that stands there goes to the places
that they name, in a copy of the house, and works.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from django.test import Client

from banso.people.actions import NewPerson, enter_person
from banso.surveys.instrument import packed
from tests.commands import banso
from tests.conftest import Cast
from tests.house.copies import ROOT, copied_to, put, put_before, run_in

PYTEST = ("-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider")
TABLES = "tests/rooms/test_doors.py::test_the_tables_of_addresses_and_roles_in_the_rooms_are_these"
PETS = '''"""Animals with people on the street."""

from banso.insight import queries
from banso.insight.actions import publish_agency
from banso.insight.declared import read_question
from banso.insight.queries.trends import Span
from banso.kit.eras import fiscal_year
from banso.people.actions import NewEntry, NewPerson, enter_person, open_entry
from tests.conftest import Cast


def test_a_field_is_in_the_form_counted_asked_and_taken_out(cast: Cast, signed_in) -> None:
    for values in ({"pet": "dog"}, {"pet": "dog"}, {}):
        entry = NewEntry(
            ledger="outreach",
            office_id=cast.outreach_office.pk,
            worker_id=None,
            on=cast.today,
            values=values,
        )
        person = enter_person(
            person=NewPerson(called_name="例"),
            office_id=cast.outreach_office.pk,
            by=cast.outreach,
        )
        kept = open_entry(person=person, entry=entry, by=cast.outreach)
    publish_agency(agency_id=cast.agency.pk)
    year = fiscal_year(cast.today)
    with_a_dog = {"fact": "ledger", "values": {"pet": ["dog"]}, "now": True}
    question = read_question({"match": "all", "parts": [with_a_dog]})
    form = signed_in("outreach").get(f"/ledger-entries/{kept.pk}/edit/").content.decode()
    taken_out = signed_in("manager").get("/trends/pets/figure.csv")

    assert 'name="pet"' in form
    assert queries.trend(cast.manager, "pets", Span(year, year)).numbers == {
        ("dog", year): 2,
        ("unknown", year): 1,
    }
    assert queries.count_of(cast.manager, question).people == 2
    assert "A dog" in b"".join(taken_out.streaming_content).decode()
'''
PROMISES = '''"""Promises, counted."""

from banso.companionship.actions import make_promise, settle_promise
from banso.insight import queries
from banso.insight.actions import publish_agency
from banso.insight.queries.trends import Span
from banso.kit.eras import fiscal_year
from banso.people.actions import NewPerson, enter_person
from tests.conftest import Cast


'''
CLINICS = '''"""Clinics."""

from pathlib import Path

from banso.interop.actions import import_clinics


'''


def code_of(page: str, language: str = "python") -> list[str]:
    """Return the pieces of code on a page."""
    text = (ROOT / f"docs/how-to/{page}.md").read_text()
    pieces = re.findall(rf"^ *```{language}\n(.*?)^ *```$", text, re.M | re.S)
    return [dedent(one) for one in pieces]


def indented(text: str, by: int) -> str:
    """Return code, further in."""
    return "".join(" " * by + line for line in text.splitlines(keepends=True))


def add_the_field(copy: Path) -> None:
    options, field, figure = code_of("add-a-field")
    fields = copy / "src/banso/people/ledger_fields.py"
    put_before(fields, "_EXITS: Options", options)
    put_before(fields, '        LedgerField("causes"', f"{indented(field.rstrip(), 8)},\n")
    figures = copy / "src/banso/people/published/figures.py"
    put_before(figures, "FIGURES = (", figure)
    put(figures, r"(?ms)^(FIGURES = \(.*?),?\s*\)$", r"\1, PETS)")
    (copy / "tests/rooms/test_pets.py").write_text(PETS)


def add_the_figure(copy: Path) -> None:
    figure, test = code_of("add-a-figure")
    published = copy / "src/banso/companionship/published.py"
    put_before(published, "PUBLISHED = (", figure)
    put(published, r"(?m)^PUBLISHED = \(", "PUBLISHED = (KEPT_PROMISES, ")
    (copy / "tests/rooms/test_promises_counted.py").write_text(PROMISES + test)


def add_the_role(copy: Path) -> None:
    member, card = code_of("add-a-role")
    rules = copy / "src/banso/access/rules.py"
    put(rules, r"(?m)^    OBSERVER = .*\n", rf"\g<0>{indented(member, 4)}")
    put_before(rules, "    Role.OBSERVER: RoleCard", indented(card, 4))


def add_the_importer(copy: Path) -> None:
    module, command, test = code_of("add-an-importer")
    actions = copy / "src/banso/interop/actions"
    (actions / "clinics.py").write_text(module)
    put_before(
        actions / "__init__.py",
        "from banso.interop.actions.differences",
        "from banso.interop.actions.clinics import import_clinics\n",
    )
    put(actions / "__init__.py", r"(?m)^__all__ = \[$", r'\g<0>\n    "import_clinics",')
    commands = copy / "src/banso/interop/commands/bringing_in.py"
    commands.write_text(f"{commands.read_text()}\n\n{command}")
    (copy / "tests/rooms/test_clinics.py").write_text(CLINICS + test)


@pytest.mark.slow
@pytest.mark.once
def test_what_stands_on_the_pages_works(tmp_path: Path) -> None:
    copy = copied_to(tmp_path)
    for add in (add_the_field, add_the_figure, add_the_role, add_the_importer):
        add(copy)
    run_in(copy, "-m", "ruff", "format", "--no-cache", "--check", "src/banso")
    run_in(copy, "-m", "ruff", "check", "--no-cache", "src/banso")
    tests = [f"tests/rooms/test_{name}.py" for name in ("pets", "promises_counted", "clinics")]
    run_in(copy, *PYTEST, *tests, "tests/house/test_declarations.py")
    run_in(copy, *PYTEST, TABLES, BANSO_TABLES="write")
    run_in(copy, *PYTEST, TABLES)
    assert "| night |" in (copy / "src/banso/people/access.md").read_text()


@pytest.fixture
def as_at_the_start() -> Iterator[None]:
    """What a server reads once, when it starts, is read again."""
    packed.cache_clear()
    yield
    packed.cache_clear()


@pytest.mark.usefixtures("as_at_the_start")
def test_the_questionnaire_of_the_page_is_taken_and_offered(
    cast: Cast, signed_in: Callable[[str], Client], settings: Any, tmp_path: Path
) -> None:
    (questionnaire,) = code_of("add-a-questionnaire", "toml")
    settings.BANSO_SURVEYS = tmp_path
    (tmp_path / "sleep.toml").write_text(questionnaire)
    person = enter_person(person=NewPerson(called_name="例"), by=cast.outreach)

    assert "✓ sleep.toml: 眠り 1" in banso("instruments")
    page = signed_in("outreach").get(f"/people/{person.pk}/surveys/").content.decode()
    assert "眠り" in page
    asked = signed_in("outreach").get(f"/people/{person.pk}/surveys/sleep/ask/").content.decode()
    assert "このごろ、夜は眠れていますか。" in asked
