"""The fixed cast, and a wall against the network."""

import copy
import gc
import os
import socket
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import hypothesis
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from banso.access import lasting
from banso.access.actions import SignIn, add_member, create_agency
from banso.access.models import Account, Agency, Member, Office
from banso.access.queries import viewer_of
from banso.access.rules import Role
from banso.access.viewer import Viewer
from banso.kit.row_level_security import speak_as_at_first
from tests import clock, databases

hypothesis.settings.register_profile("banso", deadline=None)  # machines are shared
hypothesis.settings.load_profile("banso")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Not everything need run on each database."""
    parser.getgroup("banso").addoption(
        "--share",
        action="store_true",
        help="this database's share: what needs none or is marked `once` runs on SQLite only; each "
        "journey, what looks at pages (`signed_in`) and what is marked `either` on one of the two, "
        "unless marked `both_engines`",
    )


def _needs_each_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    asked = fixtures & {"db", "transactional_db", "django_db_setup", "app"}
    marked = item.get_closest_marker("django_db") is not None
    return (bool(asked) or marked) and not item.get_closest_marker("once")


def _one_is_enough(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("journey") or item.get_closest_marker("either")
    return bool(marked) or "signed_in" in getattr(item, "fixturenames", ())


def _share_of_the_other(items: list[pytest.Item]) -> set[pytest.Item]:
    """
    Return what the other database runs. Every second journey, so that where one has two widths each
    database has one of them; of what looks at pages and of what is marked `either` two of three run
    on SQLite, which needs half as long for them. What pages ask and what actions write is asked and
    written on both all the same: by the walk over every address, and by the trial of every action.
    """
    postgres = bool(os.environ.get("BANSO_DATABASE_URL"))
    one_of_two = [
        item
        for item in items
        if _one_is_enough(item) and not item.get_closest_marker("both_engines")
    ]
    journeys = [item for item in one_of_two if item.get_closest_marker("journey")]
    pages = [item for item in one_of_two if not item.get_closest_marker("journey")]
    on_postgres = {*journeys[1::2], *pages[2::3]}
    if not postgres:
        return on_postgres
    others = set(one_of_two) - on_postgres
    return others | {item for item in items if not _needs_each_database(item)}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to the other database what it runs."""
    if config.getoption("share"):
        others = _share_of_the_other(items)
        config.hook.pytest_deselected(items=[item for item in items if item in others])
        items[:] = [item for item in items if item not in others]


def pytest_collection_finish(session: pytest.Session) -> None:
    """
    What is there before the first test stays: Python need not look through all of it for garbage
    again and again, which took a twentieth of the time of pages.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _on_the_day() -> Iterator[None]:
    """What whole files share is made an hour before their tests."""
    with clock.going_on_from(9):
        yield


@pytest.fixture(autouse=True)
def _at_ten() -> Iterator[None]:
    """Each test begins at ten o'clock."""
    with clock.going_on_from(10):
        yield


@pytest.fixture(autouse=True)
def _for_the_whole_home() -> None:
    """Each test speaks for the whole home, also after one that left an answer half way."""
    speak_as_at_first()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """Every process has a database of its own, copied from one that is migrated once."""
    url, target = os.environ.get("BANSO_DATABASE_URL", ""), f"banso_tests_{os.getpid()}"
    if connection.vendor == "sqlite":
        url, target = "", str(settings.HOME / "test.sqlite3")
    databases.copy_migrated(url, target)
    connection.settings_dict["NAME"] = target
    yield
    with django_db_blocker.unblock():
        connection.close()
    if connection.vendor == "postgresql":
        databases.drop_database(url, target)


ROLES = tuple(Role.values)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing but loopback."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> Any:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise RuntimeError(f"no network in tests: {address[0]}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def _in_japanese() -> Any:
    with translation.override("ja"):
        yield


@pytest.fixture(autouse=True)
def _snapshots_of_this_test_only(settings: Any, tmp_path: Any) -> None:
    settings.BANSO_SNAPSHOTS = tmp_path / "snapshots"


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _no_answer_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine adds no second look at who is asking to what a page costs."""
    monkeypatch.setattr(lasting, "_LOOK_AFTER", 3600.0)


@pytest.fixture
def today() -> date:
    """The day on which the test plays."""
    return timezone.localdate()


class Cast:
    """
    An agency with three offices and somebody in each role, and a neighbour agency that must see
    nothing.
    """

    def __init__(self, today: date) -> None:
        self.today = today
        self.agency, (self.outreach_office, self.centre_office, self.aftercare_office) = (
            create_agency(name="見本の会", offices=["巡回", "センター", "生活サポート"])
        )
        self.neighbour_agency, (self.neighbour_office,) = create_agency(
            name="となりの会", offices=["となり"]
        )
        places = {"centre": self.centre_office, "aftercare": self.aftercare_office}
        self.viewers = {
            role: self.join(role, [role], [places.get(role, self.outreach_office)])
            for role in ROLES
        }
        self.neighbour = self.join(
            "neighbour", ["manager"], [self.neighbour_office], agency=self.neighbour_agency
        )

    def join(
        self, username: str, roles: list[str], offices: list[Office], agency: Agency | None = None
    ) -> Viewer:
        """Let somebody join an agency."""
        member = add_member(
            agency_id=(agency or self.agency).pk,
            name=username,
            roles=roles,
            office_ids=[office.pk for office in offices],
            on=self.today - timedelta(days=400),
            sign_in=SignIn(username=username, password="banso-demo", demo=True),
        )
        return viewer_of(member, today=self.today)

    def __getattr__(self, name: str) -> Viewer:
        try:
            return self.__dict__["viewers"][name]
        except KeyError:
            raise AttributeError(name) from None


class _StandingCast:
    """
    The fixed cast, made once in a process by the actions that make it; every further test gets the
    same rows at once. Making it anew took a quarter of the time of most tests.
    """

    def __init__(self) -> None:
        self.made: Cast | None = None
        self.rows: list[tuple[Any, list[Any]]] = []

    def on(self, today: date) -> Cast:
        """Return the cast, standing in the database."""
        models = apps.get_models(include_auto_created=True)
        if self.made is None:
            known = {
                model: set(model._base_manager.values_list("pk", flat=True)) for model in models
            }
            self.made = Cast(today)
            for model in models:
                rows = [row for row in model._base_manager.all() if row.pk not in known[model]]
                self.rows += [(model, rows)] if rows else []
        else:
            for model, rows in self.rows:
                model._base_manager.bulk_create(copy.deepcopy(rows))
        return copy.deepcopy(self.made)


_standing_cast = _StandingCast()


@pytest.fixture
def cast(db: None, today: date) -> Cast:
    """The fixed cast."""
    return _standing_cast.on(today)


@pytest.fixture
def signed_in(cast: Cast) -> Callable[[str], Client]:
    """Return a browser in which a member of the cast is signed in."""

    def sign_in(role: str) -> Client:
        client = Client()
        client.force_login(
            Account.objects.get(username=role), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return sign_in


def member_of(viewer: Viewer) -> Member:
    """Return the member behind a viewer."""
    return Member.objects.get(pk=viewer.member_id)
