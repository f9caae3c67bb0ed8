"""How templates are written: what they borrow, what a component may be handed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.loader import get_template

SOURCE = Path(__file__).parents[2] / "src/banso"
COMPONENTS = SOURCE / "kit/templates/cotton"
# A component's tag, with attributes that hold template tags and quotes.
_TAG = re.compile(
    r"<c-([\w.-]+)((?:\"[^\"]*\"|'[^']*'|\{%.*?%\}|\{\{.*?\}\}|[^>\"'])*)>", re.DOTALL
)
_COMMENT = re.compile(r"\{#.*?#\}")
pytestmark = pytest.mark.house


def _templates() -> Iterator[tuple[Path, str, str]]:
    """Yield each template: where it is, its room, its text without comments."""
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        text = _COMMENT.sub("", path.read_text())
        yield path.relative_to(SOURCE), path.relative_to(SOURCE).parts[0], text


def _file_of(component: str, room: str) -> Path:
    """Return where a component's template stands: the kit's, or the room's own."""
    name = component.replace("-", "_").replace(".", "/") + ".html"
    return (SOURCE / room / "templates/cotton" if "." in component else COMPONENTS) / name


def _used(text: str) -> Iterator[tuple[str, str]]:
    for name, attributes in _TAG.findall(text):
        if name not in ("vars", "slot"):
            yield name, attributes


def _declared(path: Path) -> set[str]:
    found = re.search(r"<c-vars(.*?)/>", _COMMENT.sub("", path.read_text()), re.DOTALL)
    return set(re.findall(r":?([\w-]+)(?:=\"[^\"]*\")?", found.group(1))) if found else set()


def test_templates_borrow_only_from_their_own_room_or_the_kit() -> None:
    wrong = []
    for path, room, text in _templates():
        for used in re.findall(r'{%\s*(?:extends|include)\s+"([^"]+)"', text):
            if used.split("/")[0] not in (room, "kit"):
                wrong.append(f"{path}: {used}")
        for name, _ in _used(text):
            if ("." in name and name.split(".")[0] != room) or not _file_of(name, room).exists():
                wrong.append(f"{path}: <c-{name}>")

    assert wrong == []


def test_what_is_handed_over_unescaped_goes_to_a_name_that_the_component_declares() -> None:
    """`:text="row.words"` is the value itself: `{{ attrs }}` would print it without escaping."""
    wrong = []
    for path, room, text in _templates():
        for name, attributes in _used(text):
            handed = re.findall(r"\s:([\w-]+)=\"([^\"]*)\"", attributes)
            bare = re.findall(r"\s([\w-]+)=[^\"'\s]", re.sub(r"\{%.*?%\}", "", attributes))
            declared = _declared(_file_of(name, room))
            wrong += [f"{path}: <c-{name} :{key}>" for key, _ in handed if key not in declared]
            wrong += [f"{path}: <c-{name} :{key}={value}>" for key, value in handed if "{" in value]
            wrong += [f"{path}: <c-{name} {key}=> without quotes" for key in bare]

    assert wrong == []


def _lines() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("templates/**/*.html")):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            yield f"{path.relative_to(SOURCE)}:{number}", line


def test_every_template_can_be_read() -> None:
    for path, _room, _text in _templates():
        get_template(str(path).split("/templates/", 1)[1])


def test_a_template_reads_like_a_page() -> None:
    written = [(place, line) for place, line in _lines() if line.strip()]

    assert [place for place, line in written if len(line) > 120] == []
    assert sum(len(line) for _, line in written) / len(written) < 60


def test_no_template_looks_anything_up() -> None:
    """What is shown is handed over: no loop over codes for the one that fits, no filter for it."""
    wrong = [
        str(path)
        for path, _, text in _templates()
        if re.search(r"\|item:|\|get_item:", text)
        or re.search(r"{% for (\w+), \w+ in [^%]*%}\s*{% if \1 == [^%]*%}", text)
    ]

    assert wrong == []


def test_what_keeps_its_line_breaks_begins_with_its_text() -> None:
    """White space between a `prewrap` tag and its text would be shown as an empty line."""
    wrong = [
        str(path)
        for path, _, text in _templates()
        if re.search(r'class="[^"]*\bprewrap\b[^"]*"[^>]*>\s', text)
    ]

    assert wrong == []


WRITTEN_ONCE = (
    "actions",
    "button",
    "card",
    "drawing",
    "facts",
    "field",
    "filters",
    "notice",
    "rows",
    "state",
    "tabs",
    "tag",
    "timeline",
    "waits",
    "wide",
    "words",
)


def test_what_is_a_component_is_not_written_by_hand() -> None:
    """A form's own fields (`field.html`) come from Django, and are the other place."""
    wrong = []
    for path, _, text in _templates():
        if "cotton" in path.parts or path.parts[:4] == ("kit", "templates", "django", "forms"):
            continue
        for classes in re.findall(r'<[a-z]\w*\s[^<>]*?class="([^"]*)"', text):
            wrong += [f"{path}: {one}" for one in classes.split() if one in WRITTEN_ONCE]

    assert wrong == []


FULL_DAYS = {
    "access/templates/access/letter.html",
    "access/templates/access/member_letter.html",
    "conferences/templates/conferences/_partials/guest_table.html",
    "decisions/templates/decisions/_partials/decided.html",
    "decisions/templates/decisions/_partials/row.html",
    "decisions/templates/decisions/decide.html",
    "desk/templates/desk/guest.html",
    "kit/templates/kit/base.html",
    "people/templates/people/_partials/card.html",
    "people/templates/people/merge.html",
}
"""Letters, what is printed, what guests of a city read, and births, which are known in part."""


def test_days_are_short_with_their_weekday_but_in_letters() -> None:
    full = {str(path) for path, _, text in _templates() if "|wareki" in text}

    assert full == FULL_DAYS


def test_what_a_page_says_of_days_is_short_where_views_put_it_together() -> None:
    """Births are known in part; what is handed in says days in full, and is made apart."""
    full = [
        f"{path.relative_to(SOURCE)}: {line.strip()}"
        for path in SOURCE.glob("*/web/**/*.py")
        if path.stem != "sheets"
        for line in path.read_text().splitlines()
        if re.search(r"format_day\([\w.()]*(_on|\.on|first|last)\b", line)
    ]

    assert full == []


def test_the_page_of_components_shows_every_one() -> None:
    page = (SOURCE / "desk/templates/desk/kit.html").read_text()
    shown = {name.replace("-", "_") for name, _attributes in _used(page)}

    assert {path.stem for path in COMPONENTS.glob("*.html")} - shown == set()


def test_a_count_parts_its_thousands() -> None:
    counts = [
        (str(path), one)
        for path, _, text in _templates()
        for one in re.findall(r'<span class="count">\s*\{\{ ([^}]+) \}\}', text)
    ]

    assert counts
    assert [one for one in counts if not one[1].endswith("|grouped")] == []


def test_what_keeps_a_form_from_being_saved_stands_on_top_of_every_form() -> None:
    """The summary takes the focus, says that nothing is saved, and leads to the fields."""
    says = ("<c-form-errors", "kit/_notices.html", "kit/_form.html")
    wrong = [
        str(path)
        for path, _room, text in _templates()
        if re.search(r'<form[^>]*method="post"', text)
        and re.search(r"{{ *(form|\w*_form) *}}|as_field_group|:errors=", text)
        and not any(one in text for one in says)
    ]

    assert wrong == []
    summary = (COMPONENTS / "form_errors.html").read_text()
    for needed in ('tabindex="-1"', "data-errors", "Not saved", 'href="#{{ field.auto_id }}"'):
        assert needed in summary
