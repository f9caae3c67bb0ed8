"""What docs/security says: each line of ASVS with a test or a reason, and limits as they are."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    get_default_password_validators,
)

from banso.access import adapter, asking, devices, guessed, unsent
from banso.access.actions import codes, ways_back
from banso.access.models import Account
from banso.access.proposals import SecondedAct
from banso.access.rules import LOCK_AFTER, WAITS
from banso.consent import rules as consent
from banso.interop import hmis_files, workbooks
from banso.interop.web import views as interop
from banso.kit.declarations import declared
from banso.referrals.actions import answers
from banso.surveys.actions import surveys

ROOT = Path(__file__).parents[2]
SECURITY = ROOT / "docs/security"
SOURCE = ROOT / "src"

# ASVS 5.0.0: by section, the numbers of its requirements of level 1, then those of level 2.
LEVELS = """
1.1 |  | 1 2
1.2 | 1 2 3 4 5 | 6 7 8 9
1.3 | 1 2 | 3 4 5 6 7 8 9 10 11
1.4 |  | 1 2 3
1.5 | 1 | 2
2.1 | 1 | 2 3
2.2 | 1 2 | 3
2.3 | 1 | 2 3 4
2.4 |  | 1
3.2 | 1 2 |
3.3 | 1 | 2 3 4
3.4 | 1 2 | 3 4 5 6
3.5 | 1 2 3 | 4 5
3.7 |  | 1 2
4.1 | 1 | 2 3
4.2 |  | 1
4.3 |  | 1 2
4.4 | 1 | 2 3 4
5.1 |  | 1
5.2 | 1 2 | 3
5.3 | 1 2 |
5.4 |  | 1 2 3
6.1 | 1 | 2 3
6.2 | 1 2 3 4 5 6 7 8 | 9 10 11 12
6.3 | 1 2 | 3 4
6.4 | 1 2 | 3 4
6.5 |  | 1 2 3 4 5
6.6 |  | 1 2 3
6.8 |  | 1 2 3 4
7.1 |  | 1 2 3
7.2 | 1 2 3 4 |
7.3 |  | 1 2
7.4 | 1 2 | 3 4 5
7.5 |  | 1 2
7.6 |  | 1 2
8.1 | 1 | 2
8.2 | 1 2 | 3
8.3 | 1 |
8.4 |  | 1
9.1 | 1 2 3 |
9.2 | 1 | 2 3 4
10.1 |  | 1 2
10.2 |  | 1 2
10.3 |  | 1 2 3 4
10.4 | 1 2 3 4 5 | 6 7 8 9 10 11
10.5 |  | 1 2 3 4 5
10.6 |  | 1 2
10.7 |  | 1 2 3
11.1 |  | 1 2
11.2 |  | 1 2 3
11.3 | 1 2 | 3
11.4 | 1 | 2 3 4
11.5 |  | 1
11.6 |  | 1
12.1 | 1 | 2 3
12.2 | 1 2 |
12.3 |  | 1 2 3 4
13.1 |  | 1
13.2 |  | 1 2 3 4 5
13.3 |  | 1 2
13.4 | 1 | 2 3 4 5
14.1 |  | 1 2
14.2 | 1 | 2 3 4
14.3 | 1 | 2 3
15.1 | 1 | 2 3
15.2 | 1 | 2 3
15.3 | 1 | 2 3 4 5 6 7
16.1 |  | 1
16.2 |  | 1 2 3 4 5
16.3 |  | 1 2 3 4
16.4 |  | 1 2 3
16.5 |  | 1 2 3
17.1 |  | 1
17.2 |  | 1 2 3 4
17.3 |  | 1 2
"""
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (held|not held|–) \| (.+) \|$", re.M)
NAMED = re.compile(r"`((?:house|journeys|recognition|rooms|rules)/test_\w+\.py)::(test_\w+)`")


def numbers() -> dict[str, str]:
    """Return the level of every requirement of levels 1 and 2."""
    found = {}
    for line in LEVELS.strip().splitlines():
        section, first, second = (part.split() for part in line.split("|"))
        for level, each in (("1", first), ("2", second)):
            found |= {f"{section[0]}.{number}": level for number in each}
    return found


@cache
def standing_in(path: str) -> frozenset[str]:
    """Return the tests that stand in a file."""
    tree = ast.parse((ROOT / "tests" / path).read_text())
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_number_of_levels_1_and_2_stands_once_in_order() -> None:
    rows = [
        (number, level) for number, level, *_rest in ROW.findall((SECURITY / "asvs.md").read_text())
    ]

    assert rows == sorted(
        numbers().items(), key=lambda one: [int(part) for part in one[0].split(".")]
    )
    assert len(rows) == 253


def test_every_line_has_a_test_or_a_reason() -> None:
    bare = [
        number
        for number, _level, _about, state, behind in ROW.findall((SECURITY / "asvs.md").read_text())
        if (state == "held" and not NAMED.search(behind))
        or len(behind.split()) < (1 if state == "held" else 3)
    ]

    assert bare == [], "what is held names a test; what is not, or does not apply, says why"


def test_every_test_that_is_named_exists() -> None:
    named = {
        (page.name, path, name)
        for page in SECURITY.glob("*.md")
        for path, name in NAMED.findall(page.read_text())
    }
    missing = [
        one
        for one in named
        if not (ROOT / "tests" / one[1]).exists() or one[2] not in standing_in(one[1])
    ]

    assert len(named) > 100
    assert sorted(missing) == []


def test_links_lead_somewhere_and_each_page_is_in_both_languages() -> None:
    pages = {page.name for page in SECURITY.glob("*.md")}
    lost = [
        (page.name, target)
        for page in SECURITY.glob("*.md")
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text())
        if not (SECURITY / target).exists()
    ]

    assert lost == []
    alone = {
        name for name in pages if ".ja." not in name and name.replace(".md", ".ja.md") not in pages
    }
    assert alone == {"asvs.md", "attacks.md"}, "tables for those who check, with a line of Japanese"


def test_nothing_claims_more_than_its_tests_show() -> None:
    claims = [
        (page.name, line)
        for page in [*SECURITY.glob("*.md"), *ROOT.glob("*.md")]
        for line in page.read_text().splitlines()
        if re.search(r"準拠|complian(?:t|ce) with|certified", line)
        and not re.search(r"ません|no |not ", line)
    ]

    assert claims == []


CALLS_OUT = {"requests", "httpx", "aiohttp", "ftplib", "telnetlib", "xmlrpc", "urllib3"}
RUNS_TEXT = {"pickle", "marshal", "shelve", "dill", "code", "codeop", "pty", "random"}
RUNS_PROGRAMS = {
    "banso/config/console.py": "hands over to a tool of the checkout",
    "banso/schedule/process.py": "the process of what runs by itself",
    "banso/backup/postgres_tools.py": "pg_dump and pg_restore",
    "banso/backup/drilling.py": "a drill's own process",
}
OPENS_SOCKETS = {"banso/config/serving.py": "tries whether its own port is free"}
NEVER = {"system", "popen", "from_string", "md5", "sha1", "Template"}
BUILT_IN = {"eval", "exec", "compile", "__import__"}


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _of_file(path: Path) -> Iterator[str]:
    here, tree = str(path.relative_to(SOURCE)), ast.parse(path.read_text())
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
        for name in names:
            first = name.partition(".")[0]
            out = ("urllib.request", "http.client", "smtplib.SMTP_", "smtplib.SMTP ")
            if first in CALLS_OUT | RUNS_TEXT or f"{name} ".startswith(out):
                yield f"{here}: {name}"
            if (first == "subprocess" and here not in RUNS_PROGRAMS) or (
                first == "socket" and here not in OPENS_SOCKETS
            ):
                yield f"{here}: {name}"
        if isinstance(node, ast.Call):
            never = NEVER | (BUILT_IN if isinstance(node.func, ast.Name) else set())
            if _called(node) in never:
                yield f"{here}:{node.lineno} {_called(node)}()"
            if any(word.arg == "shell" for word in node.keywords):
                yield f"{here}:{node.lineno} shell="


def test_no_shell_no_text_that_runs_and_nobody_is_called() -> None:
    found = [one for path in sorted(SOURCE.rglob("*.py")) for one in _of_file(path)]

    assert found == []


SHOWN_AGAIN = {"banso/insight/web/questions.py"}  # into the form it came from


def _reads_submission(node: ast.AST) -> bool:
    if isinstance(node, ast.Subscript):
        named, source = node.slice, node.value
    elif isinstance(node, ast.Call) and _called(node) == "get" and node.args:
        assert isinstance(node.func, ast.Attribute)
        named, source = node.args[0], node.func.value
    else:
        return False
    names_it = isinstance(named, ast.Constant) and named.value == "submission"
    return names_it and (getattr(source, "attr", "") or getattr(source, "id", "")) != "initial"


def test_what_a_form_calls_itself_by_is_never_the_id_of_a_row() -> None:
    """Somebody else's row would answer otherwise than none, or be written over."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        here, text = str(path.relative_to(SOURCE)), path.read_text()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and any(map(_reads_submission, ast.walk(node))):
                own = {_called(one) for one in ast.walk(node) if isinstance(one, ast.Call)}
                found.append((here, bool(own & {"own_id", "write_once"})))

    assert len(found) >= 5
    assert {here for here, own in found if not own} <= SHOWN_AGAIN


def test_an_account_keeps_no_hint() -> None:
    kept = {one.name for one in Account._meta.get_fields() if one.concrete}

    assert kept == {
        *("id", "password", "last_login", "is_superuser", "username", "first_name", "last_name"),
        *("email", "is_staff", "is_active", "date_joined", "is_demo", "renewed_at"),
        *("groups", "user_permissions"),
    }


def _limits() -> dict[str, str]:
    back_for, tablet = ways_back.RENEWED_FOR, surveys.OPEN_FOR
    seconded, opened = consent.CONFIRMED_WITHIN.seconds, consent.OPEN_FOR.seconds
    sheet = f"{workbooks.MAX_ROWS:,} rows, {workbooks.MAX_COLUMNS} columns"
    shortest = next(
        one for one in get_default_password_validators() if isinstance(one, MinimumLengthValidator)
    )
    (back,) = [one for one in declared(SecondedAct) if one.code == "member_renewal"]
    hours, minutes, days, mib = 3600, 60, 24 * 3600, 1024 * 1024
    return {
        "a password's least length": f"{shortest.min_length} letters",
        "a sitting, at the longest": f"{settings.SESSION_COOKIE_AGE // hours} hours after",
        "a sitting left alone": f"as the agency says; {LOCK_AFTER} minutes",
        "being asked again before": f"after {asking.GOOD_FOR // minutes} minutes",
        "wrong passwords at a known device": f"{adapter.KNOWN.partition('/')[0]} in five minutes",
        "wrong passwords elsewhere": "5 in five minutes for a name from a place, 30 a minute",
        "a known device is known for": f"{devices.GOOD_FOR // days} days",
        "a code on paper for an account": f"{back_for.total_seconds() / hours:.0f} hours",
        "a code on paper for a new account": f"{codes.OPEN_FOR.days} days",
        "a code by mail": f"{settings.PASSWORD_RESET_TIMEOUT // minutes} minutes, once",
        "a link of a slip": f"{answers.VALID_FOR.days} days",
        "a link of a tablet": f"{tablet.total_seconds() / hours:.0f} hours, once",
        "what waits for a second word": f"14 days, a member's way back {back.open_for.days} days",
        "a new colleague, or one let in anew, is no second": f"{WAITS.days} days",
        "opened in danger": f"within {seconded // minutes} minutes, then {opened // hours} hours",
        "a form that met the sign-in page waits": f"{unsent.GOOD_FOR // hours} hours",
        "a form without files": f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // mib} MiB",
        "a file that is brought in": f"{interop.MAX_BYTES // mib} MiB",
        "what a workbook unpacks to": f"{workbooks.MAX_UNPACKED:,} bytes, {sheet}",
        "what an HMIS export unpacks to": f"{hmis_files.MAX_UNPACKED:,} bytes",
    }


def test_the_limits_that_are_written_down_are_those_of_the_code() -> None:
    text = (SECURITY / "limits.md").read_text()
    rows = dict(re.findall(r"^\| (.+?) \| (.+) \|$", text, re.M))
    wrong = {
        what: limit
        for what, limit in _limits().items()
        if not any(row.startswith(what) and limit in said for row, said in rows.items())
    }

    assert wrong == {}
    assert adapter.ELSEWHERE == "30/m/ip,5/5m/key"
    assert all(
        word in guessed.HOUSE_WORDS for word in ("banso", "伴走", "支援", "台帳", "kitakyushu")
    )


def test_every_key_that_the_code_knows_is_in_the_table_of_keys() -> None:
    code = (SOURCE / "banso/config/home_secrets.py").read_text()
    made = re.findall(r'"(\w+_key)": secrets', code)
    text = (SECURITY / "operator.md").read_text()
    table = text[text.index("## Keys") :]

    assert made
    for name in (
        *made,
        "BANSO_HOME_KEY",
        "BANSO_CHECKPOINT_KEY",
        "BANSO_BACKUP_TO",
        "--certificate",
    ):
        assert f"`{name}`" in table or f"`{name} " in table, name


@pytest.mark.parametrize(
    "page", ["README.md", "threats.md", "attacks.md", "dpia.md", "operator.md"]
)
def test_the_pages_of_security_are_there(page: str) -> None:
    assert len((SECURITY / page).read_text().split()) > 100
