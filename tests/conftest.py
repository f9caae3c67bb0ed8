"""The fixed cast, and a wall against the network."""

import os
import socket
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from banso.access.actions import add_member, create_agency
from banso.access.models import Account, Agency, Member, Office
from banso.access.queries import viewer_of
from banso.access.viewer import Viewer
from banso.config.catalogues import compile_messages
from tests import clock, databases

hypothesis.settings.register_profile("banso", deadline=None)  # machines are shared
hypothesis.settings.load_profile("banso")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Not everything need run on each database."""
    group = parser.getgroup("banso")
    group.addoption("--with-database", action="store_true", help="only tests with a database")
    group.addoption("--without-database", action="store_true", help="only tests without one")
    group.addoption(
        "--each-journey-once",
        action="store_true",
        help="every second journey, the others on the other database; those marked for both",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Catalogues are compiled before anything speaks."""
    compile_messages()


def _with_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    asked = fixtures & {"db", "transactional_db", "django_db_setup", "app"}
    return bool(asked) or item.get_closest_marker("django_db") is not None


def _on_the_other_engine(items: list[pytest.Item]) -> set[pytest.Item]:
    """
    Return the journeys that the other engine runs: every second one. Where a journey has two
    widths, each engine has one of them.
    """
    once = [
        item
        for item in items
        if item.get_closest_marker("journey") and not item.get_closest_marker("both_engines")
    ]
    return set(once[0 if os.environ.get("BANSO_DATABASE_URL") else 1 :: 2])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for."""
    out: set[pytest.Item] = set()
    if config.getoption("with_database"):
        out |= {item for item in items if not _with_database(item)}
    if config.getoption("without_database"):
        out |= {item for item in items if _with_database(item)}
    if config.getoption("each_journey_once"):
        out |= _on_the_other_engine(items)
    if out:
        config.hook.pytest_deselected(items=[item for item in items if item in out])
        items[:] = [item for item in items if item not in out]


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


ROLES = (
    "volunteer",
    "outreach",
    "centre",
    "aftercare",
    "supporter",
    "employment",
    "coordinator",
    "manager",
    "observer",
)


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
            username=username,
            password="banso-demo",
            name=username,
            roles=roles,
            office_ids=[office.pk for office in offices],
            on=self.today - timedelta(days=400),
            demo=True,
        )
        return viewer_of(member, today=self.today)

    def __getattr__(self, name: str) -> Viewer:
        try:
            return self.__dict__["viewers"][name]
        except KeyError:
            raise AttributeError(name) from None


@pytest.fixture
def cast(db: None, today: date) -> Cast:
    """The fixed cast."""
    return Cast(today)


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
