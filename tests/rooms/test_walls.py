"""
The second wall: every table of every room has its policy or its reason, and whoever forgets a rule
in a query, or writes SQL by hand, finds nothing of a neighbour on PostgreSQL.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from banso.access.actions import create_agency
from banso.access.models import Agency
from banso.config.roles import as_owner, check_role, faults_of_role
from banso.kit.db import starts_with
from banso.kit.declarations import declared
from banso.kit.row_level_security import AT_THE_DOOR, in_force, limited_to_agency
from banso.kit.walls import Wall, missing_walls, wall_of, walled_models
from banso.people.actions import Memory, NewPerson, enter_person, remember
from banso.people.models import MemoryText, PersonName, Reach, SearchKey
from banso.people.queries import find_in_memory
from tests import databases
from tests.conftest import Cast
from tools.private_postgres import SERVES

postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the second wall stands on PostgreSQL only"
)
OF_PEOPLE = ("people.Person", "access.Member", "access.Guest", "access.Account")


def _names(model: type[Model]) -> str:
    return model._meta.label


def _has_agency(model: type[Model]) -> bool:
    return any(field.column == "agency_id" for field in model._meta.concrete_fields)


@pytest.mark.once
def test_every_table_shows_its_rows_to_their_agency_alone_or_says_why_not() -> None:
    """What is open to all says in words why, and names nobody."""
    open_to_all = {
        _names(model): wall.everybodys or wall.read_by_all
        for model in walled_models()
        if (wall := wall_of(model)).everybodys or wall.read_by_all
    }
    assert all(len(why.split()) >= 5 for why in open_to_all.values())
    named = {
        f"{label}.{field.name}"
        for label in open_to_all
        for field in apps.get_model(label)._meta.concrete_fields
        if field.is_relation and field.related_model._meta.label in OF_PEOPLE  # type: ignore[union-attr]
    }
    assert not named

    closed = {_names(one) for one in walled_models()} - {one.code for one in declared(Wall)}
    by_agency = {_names(one) for one in walled_models() if _has_agency(one)}
    assert {
        one for one in closed - by_agency if not one.startswith(("auth.", "contenttypes."))
    } == {
        "access.Account_groups",  # of Django's, and empty
        "access.Account_user_permissions",
        "people.KeysVersion",  # commands alone look at it
    }, "a table without an agency is closed to every request: say how its rows are reached"


@pytest.mark.once
def test_a_wall_stands_around_a_table_that_is_there() -> None:
    assert {one.code for one in declared(Wall)} <= {_names(one) for one in walled_models()}
    nullable = {
        _names(one)
        for one in walled_models()
        if any(field.column == "agency_id" and field.null for field in one._meta.concrete_fields)
    }
    assert nullable == {one.code for one in declared(Wall) if one.or_nobodys}


@postgres
@pytest.mark.django_db
def test_the_database_has_every_policy_and_no_table_besides() -> None:
    assert missing_walls(connection) == {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
            "current_schema()::regnamespace AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        assert cursor.fetchall() == [("django_migrations",)]


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[UUID]:
    """A copy of the demo, and the agency whose it is."""
    home = tmp_path_factory.mktemp("walls")
    with django_db_blocker.unblock(), databases.demo_instead(connection, home):
        yield Agency.objects.order_by("created_at").values_list("pk", flat=True)[0]


def _asked(statement: str) -> int:
    """Run one statement in a transaction that is taken back; return how many rows it reached."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement)
            rows = cursor.fetchone()[0] if statement.startswith("SELECT") else cursor.rowcount
        transaction.set_rollback(True)
    return int(rows)


def _reached(model: type[Model]) -> dict[str, int]:
    """Return how many rows of a table are read, changed and removed by SQL without any rule."""
    table, column = model._meta.db_table, model._meta.concrete_fields[-1].column
    found = {"read": _asked(f'SELECT count(*) FROM "{table}"')}
    if not wall_of(model).or_nobodys:  # forms of no agency: triggers keep them as they are
        found["changed"] = _asked(f'UPDATE "{table}" SET "{column}" = "{column}"')
        found["removed"] = _asked(f'DELETE FROM "{table}"')
    return {how: rows for how, rows in found.items() if rows}


def _open(models: list[type[Model]]) -> set[str]:
    return {_names(one) for one in models if wall_of(one).read_by_all or wall_of(one).or_nobodys}


def _with_rows() -> list[type[Model]]:
    """Return the tables that have rows in the demo and a wall."""
    return [
        one for one in walled_models() if not wall_of(one).everybodys and one._base_manager.exists()
    ]


@contextmanager
def _saying(whom: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('banso.agency', %s, false)", [whom])
        try:
            yield
        finally:
            cursor.execute("SELECT set_config('banso.agency', %s, false)", [in_force()])


@postgres
def test_who_says_nothing_sees_nothing_and_who_signs_in_sees_nobody_supported(filled: UUID) -> None:
    models = _with_rows()
    with _saying(""):
        seen = {_names(one) for one in models if one._base_manager.exists()}
    assert seen == _open(models)

    with _saying(AT_THE_DOOR):
        at_the_door = {_names(one) for one in models if one._base_manager.exists()} - seen
    assert at_the_door == {_names(one) for one in models if wall_of(one).at_the_door} - seen
    assert {label.split(".")[0] for label in at_the_door} <= {
        *("access", "account", "mfa", "sessions", "usersessions"),
        *("referrals", "surveys"),  # seals of links, to find the agency whose link it is
    }


@postgres
def test_every_row_is_seen_by_an_agency(filled: UUID) -> None:
    """No wall shuts anybody out of what is theirs: together the agencies see everything."""
    models = [one for one in _with_rows() if _has_agency(one) or wall_of(one).through]
    unseen = {one: set(one._base_manager.values_list("pk", flat=True)) for one in models}
    for agency in list(Agency.objects.values_list("pk", flat=True)):
        with limited_to_agency(agency):
            for one in models:
                unseen[one] -= set(one._base_manager.values_list("pk", flat=True))
    assert {_names(one): len(rows) for one, rows in unseen.items() if rows} == {}


@postgres
def test_sql_without_any_rule_reaches_nothing_of_a_neighbour(filled: UUID) -> None:
    models = _with_rows()
    assert len(models) > 80
    with limited_to_agency(uuid4()):
        reached = {_names(model): found for model in models if (found := _reached(model))}

    assert {label for label, found in reached.items() if set(found) != {"read"}} == set()
    assert set(reached) == _open(models)


@postgres
@pytest.mark.django_db
def test_rows_are_not_put_at_a_neighbour_s_person(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    tries: list[Callable[[], object]] = [
        lambda: PersonName.objects.create(person=person, kind="called", text="別名"),
        lambda: Reach.objects.create(person=person, member_id=cast.neighbour.member_id),
    ]
    with limited_to_agency(cast.neighbour_agency.pk):
        for act in tries:
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                act()


@postgres
@pytest.mark.django_db
def test_words_are_found_in_one_s_own_texts_alone(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    remember(
        person=person,
        memory=Memory(kind="note", at=timezone.now(), title="題", words="公園で会った"),
        by=cast.outreach,
    )
    asked = "SELECT count(*) FROM people_texts_holding(%s, ARRAY['公園'], '%%公園%%')"

    def found() -> int:
        with connection.cursor() as cursor:
            cursor.execute(asked, [cast.agency.pk])
            return int(cursor.fetchone()[0])

    assert found() == 1
    with limited_to_agency(cast.agency.pk):
        assert [one.person.pk for one in find_in_memory(cast.outreach, "公園").rows] == [person.pk]
    with limited_to_agency(cast.neighbour_agency.pk):
        assert found() == 0
        assert MemoryText.objects.count() == 0, "the opening ends with the question"
    with _saying(""):
        assert found() == 0


@postgres
@pytest.mark.django_db
def test_the_indexes_of_the_search_are_used_behind_the_wall(cast: Cast) -> None:
    """The plan without sequential scans is the proof that no policy stands in the way."""
    with limited_to_agency(cast.agency.pk), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        keys = SearchKey.objects.filter(
            starts_with("key", "n:はる"), agency_id=cast.agency.pk
        ).order_by()
        plan = keys.explain()
    assert "key_finds_person" in plan
    assert "~>=~" in plan.partition("Index Cond")[2].partition("Filter")[0]


@postgres
def test_a_home_of_two_roles_is_served_by_one_that_owns_nothing(
    settings: Any,
    tmp_path: Path,
    django_db_setup: None,
    django_db_blocker: Any,
) -> None:
    known = connection.settings_dict
    owner = {name: known[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}
    with django_db_blocker.unblock(), databases.migrated_instead(connection, tmp_path):
        settings.BANSO_OWNER = {**owner, "NAME": known["NAME"]}
        settings.BANSO_SERVING_ROLE = known["USER"] = SERVES
        try:
            with as_owner():
                call_command("migrate", interactive=False, verbosity=0)
            check_role()
            agency, _offices = create_agency(name="見本の会", offices=["巡回"])
            assert Agency.objects.get() == agency
            assert faults_of_role() == []
            for statement in (
                "UPDATE audit_event SET action = ''",
                "DELETE FROM audit_eventsubject",
                "DELETE FROM django_migrations",
                "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
                "DROP POLICY own_agency ON people_person",
                "CREATE TABLE somewhere ()",
            ):
                with (
                    pytest.raises(DatabaseError, match=r"denied|must be owner"),
                    transaction.atomic(),
                ):
                    _asked(statement)
            with as_owner():
                assert "app owns" in faults_of_role()[0]
        finally:
            connection.close()
            known.update(owner)
