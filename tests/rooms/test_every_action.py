"""
Every write action of every room: alone, begun again, against itself and against a merge at the same
moment. What two do at once ends as if one had come after the other, or in one plain sentence.
"""

import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.test import TestCase, override_settings
from django.utils import timezone

from banso.access.viewer import GuestViewer, Viewer
from banso.interop.actions import import_hsds, import_offices, import_receivers
from banso.kit import db as kit_db
from banso.kit.db import LOOK_AGAIN, AtTheSameTime
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen, Refusal
from banso.people.actions import merge_people, part_people
from banso.people.merge_rules import rules_of_what_moves
from banso.people.models import Merge
from tests.actions_of_rooms import Action, guarded_actions
from tests.at_once import on_a_copy
from tests.conftest import Cast
from tests.house.words import words_not_ours
from tests.put_back import Stage
from tests.rooms.action_before import BEFORE
from tests.rooms.action_beside import BESIDE
from tests.rooms.action_samples import FIRST, SECOND, Arguments, World, arguments
from tests.rooms.action_tables import TOLD
from tests.rooms.every_row import Rows, differences, keys, rows
from tests.rooms.test_doors import Home
from tests.rooms.two_at_once import before_the_first_write

IMPORTS: dict[str, Action] = {
    f"interop.{one.__name__}": one for one in (import_hsds, import_offices, import_receivers)
}
ACTIONS = guarded_actions() | IMPORTS
EVERY = "BANSO_BESIDE" in os.environ
PARTS = 6  # of what is tried in one test, so that processes share it
TWO_ROWS = frozenset(
    {
        "people.keep_remembered",  # whoever calls it holds what it is about
        "surveys.keep_questionnaire",  # a number is left out
    }
)
"""Of what two do at once two rows may stand, where one after the other would have left one."""
SAMPLES = TOLD | {
    name: told
    for path in sorted(Path(__file__).parent.glob("samples_*.py"))
    for name, told in vars(import_module(f"tests.rooms.{path.stem}")).get("TOLD", {}).items()
}
HOME = Path(settings.HOME)
USUAL = dict(BEFORE)
Act = partial[Any]
Outcomes = tuple[str, ...]


class Scene:
    """A world whose rows are committed, in which every action is tried."""

    def __init__(self, folder: Path) -> None:
        cast = Cast(timezone.localdate())
        self.world = World(Home(cast), cast)
        self.stage = Stage(folder)
        self.known = keys()

    def given(self, name: str, mark: str) -> Arguments:
        """Return what somebody has typed before anybody saves."""
        told = SAMPLES[name](self.world, mark) if name in SAMPLES else {}
        return arguments(ACTIONS[name], self.world, mark, told)

    def act(self, name: str, mark: str) -> Act:
        """Return an action with its arguments, as read now."""
        return partial(_call, name, self.given(name, mark))

    def before(self, event: str, name: str, world: World) -> None:
        """Prepare an action beside something: before a parting the two are one."""
        USUAL.get(name, _nothing)(world)
        if event == "people.part_people":
            self.merge()()

    def part(self) -> Act:
        """Return what parts the person of the samples from the other one again."""
        merge = Merge.objects.get(gone=self.world.home.person.pk, undone_at=None)
        return partial(part_people, merge_id=merge.pk, by=self.world.cast.coordinator)

    def merge(self) -> Act:
        """Return what brings the person of the samples together with another one."""
        return partial(
            merge_people,
            kept_id=self.world.home.other.pk,
            gone_id=self.world.home.person.pk,
            reason="",
            by=self.world.cast.coordinator,
        )


def _call(name: str, given: Arguments) -> object:
    by_place = [
        given[one.name]
        for one in inspect.signature(ACTIONS[name]).parameters.values()
        if one.kind is one.POSITIONAL_OR_KEYWORD and one.name in given
    ]
    by_name = {
        key: value for key, value in given.items() if not any(value is one for one in by_place)
    }
    return ACTIONS[name](*by_place, **by_name)


def _agency_of(act: Act) -> UUID | None:
    """Return the agency for which somebody acts; None where a command does."""
    given = act.args[1] if act.args else act.keywords
    run = given.get("run")
    who: Viewer | GuestViewer | None = run.by if run else given.get("by") or given.get("guest")
    return who.agency_id if who else None


@pytest.fixture(scope="module")
def scene(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """A committed world, thrown away afterwards."""
    folder = tmp_path_factory.mktemp("world")
    with on_a_copy(django_db_blocker, folder), override_settings(BANSO_CAN_MAIL=True):
        scene = Scene(folder)
        yield scene
        scene.stage.close()


@contextmanager
def taken_back() -> Iterator[None]:
    """Let the block write, and nothing of it stay."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def outcome(act: Act) -> str:
    """Return how an action ended: done, or refused with which sentence."""
    try:
        act()
    except (Refusal, NotSeen, StaleEdit) as no:
        return type(no).__name__
    return "done"


def stands(scene: Scene) -> Rows:
    """Return what stands there; in the trace a person may go by the entry under which they went."""
    found, home = rows(scene.known), scene.world.home
    found["audit_eventsubject"] = sorted(
        row.replace(home.person.pk.hex, home.other.pk.hex) for row in found["audit_eventsubject"]
    )
    return found


def at_the_same_moment(scene: Scene, name: str, other: Callable[[], Act]) -> tuple[Outcomes, Rows]:
    """Return how an action and something else end that comes in between, and what stands then."""
    with scene.stage.play():
        BEFORE.get(name, _nothing)(scene.world)
        act, event = scene.act(name, FIRST), other()
        with before_the_first_write(_agency_of(event), partial(outcome, event)) as begun:
            first = outcome(act)
        second = begun[0].result(timeout=60)
        return (first, second), stands(scene)


def _nothing(world: World) -> None:
    """Nothing has to happen before."""


def as_if_in_turn(
    scene: Scene, name: str, other: Callable[[], Act], found: tuple[Outcomes, Rows]
) -> list[str]:
    """Return how what two did at once differs from one after the other."""
    outcomes, found_rows = found
    wrong: list[str] = []
    for turns in ((0, 1), (1, 0)):
        with taken_back():
            BEFORE.get(name, _nothing)(scene.world)
            acts = (scene.act(name, FIRST), other())
            ended = ["", ""]
            for turn in turns:
                ended[turn] = outcomes[turn]
                if outcomes[turn] != AtTheSameTime.__name__:
                    ended[turn] = outcome(acts[turn])
            would = stands(scene)
        if tuple(ended) == outcomes and would == found_rows:
            return []
        wrong += [f"{turns}: {ended} and not {outcomes}", *differences(would, found_rows)]
    return wrong


def test_each_action_can_be_tried(scene: Scene) -> None:
    wrong = {}
    for name in ACTIONS:
        with taken_back():
            BEFORE.get(name, _nothing)(scene.world)
            try:
                scene.act(name, FIRST)()
            except Exception as error:
                wrong[name] = repr(error)

    assert wrong == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTIONS)
def test_what_two_do_at_once_is_as_if_in_turn(scene: Scene, name: str) -> None:
    other = partial(scene.act, name, SECOND)

    found = at_the_same_moment(scene, name, other)

    wrong = [] if name in TWO_ROWS else as_if_in_turn(scene, name, other, found)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="an action reads under the lock under which it writes"
)
def test_what_meets_a_merge_is_the_person_s(scene: Scene, name: str) -> None:
    found = at_the_same_moment(scene, name, scene.merge)

    wrong = as_if_in_turn(scene, name, scene.merge, found)
    assert not wrong, "\n".join(wrong)
    if found[0][1] == "done" and name != "people.part_people":
        gone = scene.world.home.person.pk.hex
        assert not [
            row
            for rule in rules_of_what_moves()
            for row in found[1][apps.get_model(rule.model)._meta.db_table]
            if not rule.alone
            for field in rule.fields
            if f" · {field}_id={gone}" in f" · {row}"
        ]


def beside() -> Iterator[tuple[str, str]]:
    """Yield what is tried beside which actions."""
    for event, names in BESIDE.items():
        for name in ACTIONS:
            if EVERY or name in names:
                yield event, name


@pytest.mark.slow
@pytest.mark.parametrize(("event", "name"), list(beside()))
@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="an action reads under the lock under which it writes"
)
def test_what_meets_something_that_is_taken_away_is_as_if_in_turn(
    scene: Scene, event: str, name: str
) -> None:
    def taken() -> Act:
        if event == "people.part_people":
            return scene.part()
        return scene.act(event, SECOND)

    with patch.dict(BEFORE, {name: partial(scene.before, event, name)}):
        found = at_the_same_moment(scene, name, taken)
        wrong = as_if_in_turn(scene, name, taken, found)
    assert not wrong, "\n".join(wrong)


@contextmanager
def once_in_vain() -> Iterator[list[str]]:
    """Let the first try of an action fail as it ends, as if somebody else had been faster."""
    real, tries = kit_db.one_transaction_here, []

    @contextmanager
    def here() -> Iterator[None]:
        whole = not kit_db._under_way.get()
        with real():
            yield
            if whole:
                tries.append("")
                if len(tries) == 1:
                    raise DatabaseError(LOOK_AGAIN)

    with patch.object(kit_db, "one_transaction_here", here):
        yield tries


def _files(folder: Path) -> list[str]:
    return sorted(
        str(one) for one in folder.rglob("*") if one.is_file() and "sqlite3" not in one.name
    )


def told_wrongly() -> list[str]:
    """Return words in the post that are not ours."""
    return [word for one in mail.outbox for word in words_not_ours(f"{one.subject}\n{one.body}")]


def effects(scene: Scene, name: str) -> tuple[Rows, int, int]:
    """Return what an action leaves behind, in the database, in the post, and among the files."""
    with taken_back():
        BEFORE.get(name, _nothing)(scene.world)
        act, sent = scene.act(name, FIRST), len(mail.outbox)
        before = _files(HOME)
        with TestCase.captureOnCommitCallbacks(execute=True):
            act()
        return stands(scene), len(mail.outbox) - sent, len(_files(HOME)) - len(before)


@pytest.mark.slow
@pytest.mark.either  # beside its rows, which a database takes back: what it sends, and its files
@pytest.mark.parametrize("part", range(PARTS))
def test_an_action_that_begins_again_does_nothing_twice(scene: Scene, part: int) -> None:
    wrong = {}
    for name in list(ACTIONS)[part::PARTS]:
        once = effects(scene, name)
        with once_in_vain():
            again = effects(scene, name)
        if again != once:
            wrong[name] = [*differences(once[0], again[0]), str(once[1:]), str(again[1:])]
        if words := told_wrongly():
            wrong[name] = words
        mail.outbox.clear()

    assert not wrong, "\n".join(line for name in wrong for line in (name, *wrong[name]))
