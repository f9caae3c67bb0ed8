"""Every section says what it is: a sentence of help behind each heading, and none in vain."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from banso.access.page_parts import DeskPart, PersonPart
from banso.access.rules import Duty, Role
from banso.access.text_rules import TextRule
from banso.desk.written import what_happens
from banso.kit.declarations import SectionHelp, TakenBack, Writes, declared, declared_by_code
from banso.kit.refusals import NotSeen
from banso.kit.section_help import help_behind
from tests.house.access_tables import addresses
from tests.house.test_templates import _templates

pytestmark = pytest.mark.house
_HEADINGS = (
    re.compile(r"<c-card\b[^>]*?\bheading=\"\{% translate '([^']+)' %\}\"", re.DOTALL),
    re.compile(r"<c-heading\b[^>]*?\btext=\"\{% translate '([^']+)' %\}\"", re.DOTALL),
)
_BARE = re.compile(r"<h2[^>]*>\{% translate \"([^\"]+)\" %\}</h2>")
SAID_BELOW = {"Somebody is watched over by nobody.", "Where to next"}
"""A sentence stands right under the one; the other is the legend of a form."""


def _headings() -> set[str]:
    """Return every heading of a section that the code has, in English."""
    found = {
        one for _, _, text in _templates() for pattern in _HEADINGS for one in pattern.findall(text)
    }
    with override("en"):
        parts = {str(one.heading) for one in declared(DeskPart) if one.card}
        return found | parts | {str(one.heading) for one in declared(PersonPart) if one.folded}


def test_every_section_has_a_sentence_of_help_and_no_sentence_is_without_its_section() -> None:
    helped = set(declared_by_code(SectionHelp))
    assert _headings() - helped == set(), "say what these are in their room's help.py"
    assert helped - _headings() == set(), "no page is headed like this any more"


def test_no_section_is_headed_by_hand() -> None:
    by_hand = {
        one for path, room, text in _templates() if room != "kit" for one in _BARE.findall(text)
    }

    assert by_hand == SAID_BELOW


def test_a_sentence_of_help_is_one_that_can_be_read_in_a_breath() -> None:
    for language, longest in (("ja", 90), ("en", 140)):
        with override(language):
            long = [
                str(one.sentence)
                for one in declared(SectionHelp)
                if not 8 <= len(str(one.sentence)) <= longest
            ]
            assert long == []


def test_help_stands_behind_its_heading_in_each_language() -> None:
    for language in ("ja", "en"):
        with override(language):
            heading = gettext("Who is missing")
            drawn = render_to_string("cotton/heading.html", {"text": heading, "id": ""})
            assert help_behind(heading) in drawn
            assert "<details" in drawn
            assert help_behind("no such heading") == help_behind("") == ""
            bare = render_to_string("cotton/heading.html", {"text": "ハルさん", "id": ""})
            assert "<details" not in bare


def _calls(function: Any, known: set[Any]) -> set[str]:
    """Return what a function calls by its name, with what its module's own helpers call."""
    if function in known:
        return set()
    known.add(function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    found = {
        one.func.id
        for one in ast.walk(tree)
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
    }
    for name in tuple(found):
        helper = inspect.unwrap(getattr(inspect.getmodule(function), name, str))
        if inspect.isfunction(helper) and helper.__module__ == function.__module__:
            found |= _calls(helper, known)
    return found


def _forms() -> Iterator[str]:
    """Yield the names of the addresses whose view, or a helper of it, shows a form that writes."""
    for _route, pattern, room in addresses():
        view = inspect.unwrap(pattern.callback)
        if view.__module__.startswith("banso.") and _calls(view, set()) & {
            "answer_form",
            "answer_without_draft",
        }:
            yield f"{room}:{pattern.name}"


def test_every_form_says_what_happens_to_what_is_written_in_it() -> None:
    missing = set(_forms()) - set(declared_by_code(Writes))
    assert missing == set(), "say in their room's help.py where they write"
    for form in declared_by_code(Writes).values():
        for label in form.models:
            apps.get_model(label)
        what, has_words = what_happens(form.code), form.model in declared_by_code(TextRule)
        assert bool(what.readers or what.writer_alone) == has_words, form.code
        assert what.taken_back, form.code


def test_what_happens_to_a_note_is_what_the_rules_say() -> None:
    what = what_happens("companionship:write_note")
    assert what.duty == Duty.SEE_MEMORY
    assert Role.VOLUNTEER.label not in what.readers
    assert Role.OUTREACH.label in what.readers
    assert "being" in {one.code for one in what.figures}
    assert "contact" in {one.code for one in what.facts}
    assert what.in_memory
    assert what.taken_back == TakenBack.TODAY.label
    assert what.along
    with pytest.raises(NotSeen):
        what_happens("companionship:none_such")
