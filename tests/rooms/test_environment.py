"""What a home is told by its environment: types, addresses with every option, clear refusals."""

import ast
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from banso.config.database import database
from banso.config.environment import PREFIX, Environment, read_environment, variable
from banso.config.mail import mail
from banso.kit.row_level_security import EVERYTHING, forget_agency

ROOT = Path(__file__).parents[2]
SERVER = "postgresql://app:p%40ss@db.example.jp:5433/banso"


def told(**said: str) -> Environment:
    return read_environment({variable(name): text for name, text in said.items()})


def driver_gets(url: str) -> dict[str, Any]:
    """Return what psycopg is asked to connect with."""
    settings = {"TIME_ZONE": None, "CONN_MAX_AGE": 0, "ATOMIC_REQUESTS": False, "AUTOCOMMIT": True}
    wrapper = DatabaseWrapper({**settings, **database(told(database_url=url))}, "asked")
    return dict(wrapper.get_connection_params())


def test_what_is_said_has_its_type() -> None:
    said = told(debug="1", https="yes", hosts="a.jp, b.jp", database_pool_max="30", fonts="/x:/y")

    assert said.debug is said.https is True
    assert said.hosts == ("a.jp", "b.jp")
    assert said.database_pool_max == 30
    assert said.fonts == (Path("/x"), Path("/y"))


def test_what_is_empty_was_not_said() -> None:
    assert told(debug="", hosts="", database_pool_max="", home="") == Environment()
    assert told(debug="0").debug is False


@pytest.mark.parametrize(
    "said", [{"debug": "ja"}, {"https": "sometimes"}, {"database_pool_max": "many"}]
)
def test_what_cannot_be_meant_is_refused_by_its_name(said: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match=variable(next(iter(said)))):
        told(**said)


@pytest.mark.parametrize("field", fields(Environment), ids=lambda field: variable(field.name))
def test_every_setting_is_documented(field: Any) -> None:
    row = rf"^\| `{variable(field.name)}` \| .+ \|"

    assert re.search(row, (ROOT / "README.md").read_text(), re.MULTILINE)


def test_every_documented_setting_is_read() -> None:
    rows = re.findall(r"^\| `(BANSO_\w+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)

    assert rows == sorted(variable(field.name) for field in fields(Environment))


def test_what_the_launcher_reads_is_documented() -> None:
    read = set(re.findall(r"BANSO_[A-Z_]+", (ROOT / "banso").read_text()))
    texts = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()

    assert {name for name in read if name not in texts} == set()


def test_nothing_else_reads_the_environment() -> None:
    """Commands may write what they were given into it."""
    found = []
    for path in [*(ROOT / "src").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            words = [
                one.value
                for one in ast.walk(node)
                if isinstance(one, ast.Constant) and str(one.value).startswith(PREFIX)
            ]
            read = (isinstance(node, ast.Call) and "environ" in ast.unparse(node.func)) or (
                isinstance(node, ast.Subscript)
                and isinstance(node.ctx, ast.Load)
                and "environ" in ast.unparse(node.value)
            )
            if read and words:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {words}")

    assert [one for one in found if "config/environment.py" not in one] == []


# the database's address


def test_every_part_and_option_of_the_address_reaches_the_driver() -> None:
    asked = driver_gets(
        f"{SERVER}?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem&connect_timeout=7"
        "&options=-c%20statement_timeout%3D5s&application_name=banso&target_session_attrs=primary"
    )

    assert {name: asked[name] for name in ("host", "port", "user", "password", "dbname")} == {
        "host": "db.example.jp",
        "port": 5433,
        "user": "app",
        "password": "p@ss",
        "dbname": "banso",
    }
    assert asked["sslmode"] == "verify-full"
    assert asked["sslrootcert"] == "/etc/ssl/ca.pem"
    assert asked["connect_timeout"] == 7
    assert asked["options"] == "-c statement_timeout=5s"
    assert asked["application_name"] == "banso"
    assert asked["target_session_attrs"] == "primary"
    assert "pool" not in asked


def test_without_an_address_the_home_keeps_a_file(tmp_path: Path) -> None:
    found = database(Environment(home=tmp_path))

    assert found["ENGINE"].endswith("sqlite3")
    assert found["NAME"] == tmp_path / "banso.sqlite3"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://app:s3cret@db/banso",
        "sqlite:///somewhere",
        "db.example.jp/banso",
        "postgresql://app:s3cret@db",
        "postgresql://app:s3cret@db:port/banso",
        "postgresql://app:s3/cret@db:5432/banso",
        "postgresql://app:s3cret@db/banso?sslmod=verify-full",
        "postgresql://app:s3cret@[::1/banso",
    ],
)
def test_an_address_that_cannot_be_meant_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        database(told(database_url=url))

    assert "postgresql://user:password@host:port/name" in str(refused.value)
    assert "cret" not in str(refused.value)


def test_the_pool_is_bounded_by_what_was_said() -> None:
    pool = database(told(database_url=SERVER, database_pool_min="2", database_pool_max="5"))
    assert pool["OPTIONS"]["pool"]["min_size"] == 2
    assert pool["OPTIONS"]["pool"]["max_size"] == 5
    assert pool["CONN_MAX_AGE"] == 0

    without = database(told(database_url=SERVER, database_pool_max="0"))
    assert "pool" not in without["OPTIONS"]

    with pytest.raises(ImproperlyConfigured, match="POOL_MIN"):
        database(told(database_url=SERVER, database_pool_min="9", database_pool_max="5"))


@pytest.fixture
def pooled() -> Any:
    """A database wrapper of its own over the tests' database, with a pool of one connection."""
    if connection.vendor != "postgresql":
        pytest.skip("a pool is PostgreSQL's")
    settings = connection.settings_dict
    pool = {"min_size": 1, "max_size": 1, "timeout": 5, "reset": forget_agency}
    options = {**settings["OPTIONS"], "pool": pool}
    wrapper = DatabaseWrapper({**settings, "OPTIONS": options, "CONN_MAX_AGE": 0}, "pooled")
    wrapper.inc_thread_sharing()
    yield wrapper
    wrapper.close()
    wrapper.close_pool()


def asked(wrapper: DatabaseWrapper, question: str, *values: str) -> Any:
    with wrapper.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["set", "left in a transaction", "left in a broken one"])
def test_a_pooled_connection_never_carries_another_agency_s_setting(pooled: Any, how: str) -> None:
    """It sees nothing in the pool, even unasked, and speaks for the home when it comes back."""
    other = "0199aaaa-0000-7000-8000-000000000001"
    server = asked(pooled, "SELECT pg_backend_pid()")
    if how != "set":
        pooled.set_autocommit(False)
    asked(pooled, "SELECT set_config('banso.agency', %s, false)", other)
    if how == "left in a broken one":
        with pytest.raises(Exception, match="nowhere"):
            asked(pooled, "SELECT 1 FROM nowhere")
    pooled.close()

    with pooled.pool.connection() as bare:
        assert bare.info.backend_pid == server
        assert bare.execute("SELECT current_setting('banso.agency', true)").fetchone() == ("",)
    assert asked(pooled, "SELECT pg_backend_pid()") == server
    assert asked(pooled, "SELECT current_setting('banso.agency')") == EVERYTHING


# mail


def test_the_mail_server_s_address() -> None:
    assert mail("").backend.endswith("console.EmailBackend")
    one = mail("smtp://banso:p%40ss@mail.example.jp")
    assert (one.host, one.port, one.user, one.password) == (
        "mail.example.jp",
        587,
        "banso",
        "p@ss",
    )
    assert (one.starttls, one.tls) == (True, False)
    assert mail("smtp://mail.example.jp:25").starttls is False
    assert mail("smtp+ssl://mail.example.jp:465").tls is True


@pytest.mark.parametrize(
    "url", ["imap://a:s3cret@b", "mail.example.jp", "smtp://a:s3cret@b:x", "smtp://"]
)
def test_a_mail_server_that_cannot_be_meant_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="BANSO_MAIL_URL is smtp://") as refused:
        mail(url)

    assert "s3cret" not in str(refused.value)
