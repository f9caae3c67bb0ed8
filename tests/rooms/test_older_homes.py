"""
A home of an earlier version opens with this one: rows stay, and so does what the database itself
refuses, on both engines.
"""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps as django_apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.utils import timezone, translation

from banso.drafts.models import Draft, Submission
from banso.insight.models import OutsideGroup, Question, RateChoice, ReportSetting, Research
from banso.kit.row_level_security import limited_to_agency
from banso.surveys.models import Instrument, Survey, TabletLink
from tests import databases, older_homes
from tests.schemas import made_of

# the last migrations of the version in which these rooms were parts of others
BEFORE = {
    "drafts": "",
    "access": "0008_asks_for_training",
    "surveys": "0002_wall",
    "insight": "0002_wall",
}
GUARDED = (Survey, TabletLink, Question, Research, RateChoice, ReportSetting, OutsideGroup)


@pytest.fixture(scope="module")
def made_today(django_db_setup: None, django_db_blocker: Any) -> set[str]:
    """Return what the database of a home is made of that begins today."""
    with django_db_blocker.unblock():
        return made_of(connection)


@pytest.fixture(scope="module")
def opened(
    made_today: set[str], django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """
    Open a home of the earlier version with this one, on a database of its own, and return the ids
    of the rows that stood in it.
    """
    folder = tmp_path_factory.mktemp("older")
    with django_db_blocker.unblock(), databases.nothing_instead(connection, folder):
        made = _filled(older_homes.make_as_then(connection, BEFORE))
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM django_migrations WHERE app = 'verification'")
            assert len(cursor.fetchall()) == 4, "recorded under the name of that version"
        call_command("migrate", interactive=False, verbosity=0)
        yield made


def _filled(apps: Any) -> dict[str, Any]:
    """Put a row into every table that has moved since, and return their ids."""

    def make(label: str, **values: Any) -> Any:
        return apps.get_model(label).objects.create(**values)

    agency = make("access.Agency", name="以前の会")
    first, second, third = (
        make("access.Member", agency=agency, name=name, roles=["manager"], from_on="2020-04-01")
        for name in ("支援員", "所長", "係長")
    )
    person = make("people.Person", agency=agency, called_name="ハルさん")
    instrument = make("surveys.Instrument", seal="a" * 64, code="own", version="1", body={"a": 1})
    asked = {"agency": agency, "person": person, "instrument": instrument, "moment": "entry"}
    question = {"agency": agency, "body": {"match": "all", "parts": []}, "columns": ["sex"]}
    of_year = {"agency": agency, "fiscal_year": 2026, "by": first}
    rows = {
        "surveys.Instrument": instrument,
        "surveys.Survey": make(
            "surveys.Survey",
            **asked,
            code="own",
            on="2026-04-01",
            mode="paper",
            asked_by=first,
            answers={"a": "1"},
        ),
        "surveys.TabletLink": make(
            "surveys.TabletLink",
            **asked,
            token_seal="b" * 64,
            made_by=first,
            expires_at=timezone.now(),
        ),
        "insight.Question": make("insight.Question", **question, owner=first, title="問い"),
        "insight.Research": make(
            "insight.Research",
            **question,
            question_title="問い",
            purpose="研究",
            recipient="大学",
            asked_by=first,
            asked_on="2026-04-01",
            first_by=second,
            second_by=third,
            until_on="2026-04-15",
            rows=[["f"]],
        ),
        "insight.RateChoice": make("insight.RateChoice", **of_year, lost="out", care="not"),
        "insight.ReportSetting": make(
            "insight.ReportSetting",
            **of_year,
            population=100_000,
            population_on="2026-01-01",
            source="推計人口",
        ),
        "insight.OutsideGroup": make(
            "insight.OutsideGroup",
            agency=agency,
            code="own",
            item="a",
            title="市民",
            source="調査",
            counts={"1": 3},
            by=first,
        ),
        "drafts.Draft": make(
            "access.Draft",
            member=first,
            key="note",
            data={"words": ["書きかけ"]},
            saved_at=timezone.now(),
        ),
        "drafts.Submission": make("access.Submission", member=first, token=uuid4(), outcome="/"),
    }
    return {label: row.pk for label, row in rows.items()}


def _kept(label: str) -> list[tuple[Any, ...]]:
    return list(django_apps.get_model(label)._default_manager.order_by("pk").values_list())


def test_what_was_kept_is_there_and_can_be_gone_on_with(opened: dict[str, Any]) -> None:
    assert {label: [row[0] for row in _kept(label)] for label in opened} == {
        label: [pk] for label, pk in opened.items()
    }
    kept = Survey.objects.select_related("instrument", "person").get()
    assert (kept.answers, kept.instrument.body, kept.person.called_name) == (
        {"a": "1"},
        {"a": 1},
        "ハルさん",
    )
    assert Draft.objects.get().data == {"words": ["書きかけ"]}
    again = Submission.objects.create(
        member_id=Draft.objects.get().member_id, token=uuid4(), outcome="/next/"
    )
    assert again.pk != opened["drafts.Submission"]
    again.delete()
    call_command("migrate", check_unapplied=True, verbosity=0)


def test_its_database_is_made_of_what_one_made_today_is_made_of(
    opened: dict[str, Any], made_today: set[str]
) -> None:
    then = made_of(connection)
    assert (sorted(then - made_today), sorted(made_today - then)) == ([], [])


@pytest.mark.once
@pytest.mark.parametrize("begun", range(8))
def test_a_home_that_stopped_half_way_goes_on_from_there(
    begun: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = older_homes.old_chain()
    plan: dict[Any, None] = {}
    for key in older_homes.steps_of_then(then, {}):
        plan.update(dict.fromkeys(then.graph.forwards_plan(key)))
    for known in range(begun, len(plan) + 1, 8):
        applied = dict.fromkeys(list(plan)[:known])
        monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _self, a=applied: {**a})
        loader = MigrationLoader(connection)
        planned: dict[Any, None] = {}
        for key in loader.graph.leaf_nodes():
            planned.update(dict.fromkeys(loader.graph.forwards_plan(key)))
        to_do = [loader.graph.nodes[key] for key in planned if key not in loader.applied_migrations]
        for one in to_do:
            assert not set(one.replaces) & set(applied), "what stands is not made again"
        done = {key for one in to_do for key in (one.replaces or [(one.app_label, one.name)])}
        assert {*applied, *done} >= set(plan)


@pytest.mark.once
def test_the_migrations_say_what_the_models_say_and_go_on_being_counted() -> None:
    loader = MigrationLoader(None)
    with translation.override(None):  # as `makemigrations` looks
        models = ProjectState.from_apps(django_apps)
        assert MigrationAutodetector(loader.project_state(), models).changes(loader.graph) == {}
    for room, last in loader.graph.leaf_nodes():
        if room in settings.ROOMS:
            names = [name for app, name in loader.disk_migrations if app == room]
            assert MigrationAutodetector.parse_number(last) == len(names) - any(
                "squashed" in name for name in names
            )


def _same(model: Any) -> dict[str, Any]:
    return {name: value for name, value in model.objects.values().get().items() if name != "id"}


def test_what_the_database_refused_it_refuses_under_the_new_names(
    opened: dict[str, Any],
) -> None:
    refused: list[Callable[[], object]] = [
        lambda: Survey.objects.update(answers={}),
        lambda: Survey.objects.all().delete(),
        lambda: Instrument.objects.update(body={}),
        lambda: Research.objects.update(purpose="別"),
        lambda: Research.objects.update(second_by=None),
        lambda: Question.objects.update(title=""),
        lambda: TabletLink.objects.create(**_same(TabletLink)),
        lambda: Draft.objects.create(**_same(Draft)),
    ]
    for act in refused:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")
def test_rows_of_other_agencies_stay_out_of_sight(
    opened: dict[str, Any],
) -> None:
    with limited_to_agency(uuid4()):
        assert [
            model.objects.count()
            for model in (
                Survey,
                TabletLink,
                Question,
                Research,
                RateChoice,
                ReportSetting,
                OutsideGroup,
            )
        ] == [0] * 7
    assert Survey.objects.count() == 1
