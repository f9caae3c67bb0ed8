"""Every section says what it is: a sentence of help behind each heading, and none in vain."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from banso.access.page_parts import DeskPart, PersonPart
from banso.kit.declarations import SectionHelp, declared, declared_by_code
from banso.kit.section_help import help_behind
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
