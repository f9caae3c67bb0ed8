"""How the house is built, held from the first commit."""

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey

from banso.access.rules import Scope
from banso.access.text_rules import TextRule, readable_rows
from banso.access.viewer import Viewer
from banso.kit.declarations import declarations_of, declared
from banso.kit.models import Line, Prose, Values
from banso.people.merge_rules import MergeRule, merge_rules, rules_of_what_moves
from tests.house.access_tables import addresses
from tests.house.messages import messages, misplaced, translated
from tests.house.words import (
    NOT_OURS,
    NOT_OURS_IN_ENGLISH,
    english_not_ours,
    words_not_ours,
)

SOURCE = Path(__file__).parents[2] / "src/banso"
CONTRACTS = tomllib.loads((SOURCE.parents[1] / "pyproject.toml").read_text())["tool"][
    "importlinter"
]
FLOORS = tuple(
    tuple(room.strip() for room in floor.split("|"))
    for floor in reversed(CONTRACTS["contracts"][0]["layers"])
)
ROOMS = tuple(room for floor in FLOORS for room in floor)
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "select_for_update",
}
VIEWER_WITHOUT_DUTIES = Viewer(
    UUID(int=1), UUID(int=2), frozenset(), "x", frozenset(), Scope.OWN, date(2026, 11, 24)
)
# What Django's forms say in English to nobody but a program.
OF_THE_FRAMEWORK = {"No file was submitted. Check the encoding type on the form."}
pytestmark = pytest.mark.house


def test_every_url_has_a_door() -> None:
    without = [
        route for route, pattern, _room in addresses() if not hasattr(pattern.callback, "door")
    ]

    assert without == []


def test_only_signing_in_the_language_invitations_slips_and_tablets_are_open_to_everybody() -> None:
    opened = {
        route
        for route, pattern, _room in addresses()
        if getattr(pattern.callback, "door", None) == "open"
        and "closed" not in pattern.callback.__name__
    }

    assert opened == {
        "drafts/unsent/<uuid:unsent_id>/",  # asks itself who it is: a member's form, or a guest's
        "account/login/",
        "account/logout/",
        "account/reauthenticate/",
        "account/second-factor/authenticate/",
        "account/language/",
        "answer/<str:token>/",
        "invited/",
        "survey/<str:token>/",
        "field/",  # a page that knows nothing of anybody; its telephone has the key to the rest
        "field/api/pair",
        "field/api/hello",
        "field/api/ops",
        "field/app.webmanifest",
        "field/worker.js",
        "way-back/mail/",
        "way-back/",  # a member’s code on paper, with its number
    }


def _python_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]


def test_the_settings_name_the_rooms_in_the_order_of_the_floors() -> None:
    floors = [FLOOR_OF[room] for room in settings.ROOMS]

    assert floors == sorted(floors)
    assert sorted([*settings.ROOMS, "config"]) == sorted(ROOMS)


def test_only_actions_and_models_write() -> None:
    """`kit` has no tables; everywhere else a write to the database stands in actions or models."""
    found = []
    for path in _python_files():
        room, *inside = path.relative_to(SOURCE).parts
        if room in ("kit", "config") or any(
            part.startswith(("actions", "models")) for part in inside
        ):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in WRITES
            ):
                chain = ast.unparse(node.func.value)
                if "objects" in chain or node.func.attr in ("save", "delete", "bulk_create"):
                    found.append(
                        f"{path.relative_to(SOURCE)}:{node.lineno} {chain}.{node.func.attr}"
                    )

    assert found == []


def test_foreign_keys_point_down_and_leave_no_name_behind() -> None:
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("banso."):
            continue
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey):
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label
            if there in FLOOR_OF and here != there and FLOOR_OF[there] >= FLOOR_OF[here]:
                wrong.append(f"{model._meta.label}.{field.name}")

    assert wrong == []


def test_every_message_has_a_japanese_translation() -> None:
    known = translated()

    assert [message for message in messages() if not known.get(message)] == []


def test_translations_keep_the_named_places() -> None:
    places = re.compile(r"%\((\w+)\)s")

    assert [
        msgid
        for msgid, text in translated().items()
        if msgid and set(places.findall(msgid)) != set(places.findall(text))
    ] == []


def test_no_translation_is_left_over_or_stands_elsewhere() -> None:
    assert misplaced() == []


def test_every_model_that_points_at_a_person_has_a_rule_for_merging() -> None:
    pointing = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model._meta.label == "people.Person"
    }

    assert {(one.model, field) for one in merge_rules() for field in one.fields} == pointing


def test_the_tables_of_merging_in_the_rooms_are_these() -> None:
    for room in settings.ROOMS:
        text = (SOURCE / room / "README.md").read_text()
        rows = re.findall(r"^\| `([\w.]+)` \| (\w+) \| ([\w, ]+) \|", text, re.MULTILINE)
        rules = [one for one in declarations_of(room) if isinstance(one, MergeRule)]

        assert rows == sorted(
            (one.model, one.on_merge.value, ", ".join(one.fields)) for one in rules
        )


def _named_once_more(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or not isinstance(
            node.value, ast.Dict
        ):
            continue
        codes = {
            key.value.id
            for key in node.value.keys
            if isinstance(key, ast.Attribute) and isinstance(key.value, ast.Name)
        }
        words = [
            isinstance(value, ast.Call)
            and isinstance(value.func, ast.Name)
            and value.func.id in ("_", "gettext_lazy")
            for value in node.value.values
        ]
        if len(codes) == 1 and all(words):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            yield f"{path.relative_to(SOURCE)}: {ast.unparse(target)}"


def test_a_code_carries_its_words_and_no_dictionary_beside_it_does() -> None:
    beside = {one for path in _python_files() for one in _named_once_more(path)}

    assert beside == {"planning/rules.py: DOMAIN_PROMPTS"}  # what to ask, not what it is called


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(SOURCE)): lines
        for path in _python_files()
        if (lines := len(path.read_text().splitlines())) > 300
    }

    assert long == {}


def test_every_decision_carries_its_date_and_status() -> None:
    decisions = sorted((SOURCE.parents[1] / "docs/decisions").glob("0*.md"))
    line = re.compile(r"^Date: \d{4}-\d{2}-\d{2} · Status: (accepted|superseded by \d+)$", re.M)

    assert decisions
    assert [path.name for path in decisions if not line.search(path.read_text())] == []


def test_functions_take_at_most_eight_parameters() -> None:
    """What takes more takes a dataclass that says what it is."""
    long = []
    for path in [*SOURCE.parent.rglob("*.py"), *SOURCE.parents[1].glob("tools/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                taken = node.args
                every = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs]
                every += [one for one in (taken.vararg, taken.kwarg) if one is not None]
                if len([one for one in every if one.arg not in ("self", "cls")]) > 8:
                    long.append(f"{path.relative_to(SOURCE.parents[1])}:{node.lineno}")

    assert long == []


def test_every_text_that_people_type_has_a_rule_of_who_may_read_it() -> None:
    known = {one.model for one in declared(TextRule)}
    typed = {
        model._meta.label
        for model in apps.get_models()
        if any(isinstance(one, Line | Prose | Values) for one in model._meta.concrete_fields)
    }
    shown_before_merging = {one.model for one in rules_of_what_moves()}

    assert (typed | shown_before_merging) - known == set(), (
        "say in the room's declares.py who may read it (access.text_rules.TextRule)"
    )
    assert known - {model._meta.label for model in apps.get_models()} == set()


def test_every_rule_of_who_may_read_leads_somewhere() -> None:
    for rule in declared(TextRule):
        model = apps.get_model(rule.model)
        model._default_manager.filter(readable_rows(VIEWER_WITHOUT_DUTIES, rule.model))
        for path in filter(None, (rule.person, *rule.about, *rule.authors)):
            model._default_manager.order_by(path)


def test_every_room_says_what_it_is_for() -> None:
    rooms = [
        path
        for path in SOURCE.iterdir()
        if path.is_dir() and (path / "apps.py").exists() and path.name != "config"
    ]

    assert [room.name for room in rooms if not (room / "README.md").exists()] == []


def test_words_that_the_field_does_not_use_stay_out() -> None:
    said = translated()
    placed = re.compile(r"%\(\w+\)s")
    assert [found for text in said.values() for found in words_not_ours(text)] == []
    assert [
        found
        for text in said
        if text not in OF_THE_FRAMEWORK
        for found in english_not_ours(placed.sub("", text))
    ] == []
    told = [*SOURCE.rglob("kit/js/*.js"), *SOURCE.parent.rglob("*.toml")]
    assert [(one, found) for one in told for found in words_not_ours(one.read_text())] == []


def test_people_can_read_which_words_stay_out() -> None:
    told = (SOURCE.parents[1] / "docs/words.md").read_text()
    assert [word for word in (*NOT_OURS, *NOT_OURS_IN_ENGLISH) if word not in told] == []


def test_a_row_is_locked_by_itself() -> None:
    """
    With another table beside it PostgreSQL returns no row at all where the two came apart while it
    waited for the lock: what the row belongs to is read afterwards.
    """
    joined = re.compile(r"select_for_update\([^)]*\)\s*\.select_related\((?!None)")
    found = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if joined.search(path.read_text())
    ]
    assert found == []
