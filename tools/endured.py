"""A home of its own behind a real server that can be killed, and browsers that write into it."""

import http.client
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from tools.private_postgres import as_its_user, free_port

PASSWORD = "hashi-no-shita-no-asa"  # noqa: S105 — of a home that is thrown away
SET_UP = (
    "--agency=見本",
    "--office=本所",
    "--manager=見本 守",
    "--username=mamoru",
    "--password-stdin",
)
SEED = """
from banso.access.models import Agency, Member
from banso.access.queries import viewer_of
from banso.people.actions import NewPerson, enter_person
from django.utils import timezone
Agency.objects.update(key_of="nobody", lock_after=0)
by = viewer_of(Member.objects.get(), today=timezone.localdate())
print("PERSON", enter_person(person=NewPerson(called_name="例さん"), by=by).pk, by.member_id)
"""
ME = {"id": ""}


def _note(token: str) -> tuple[str, dict[str, Any]]:
    fields = {
        "on": date.today().isoformat(),
        "method": "phone",
        "pillars": ["doing"],
        "fact": token,
    }
    return "/people/{person}/notes/write/", fields | {"sensitivity": "plain"}


def _promise(token: str) -> tuple[str, dict[str, Any]]:
    day = (date.today() + timedelta(days=7)).isoformat()
    return "/people/{person}/promises/make/", {"text": token, "due_on": day, "answerable": ME["id"]}


def _place(token: str) -> tuple[str, dict[str, Any]]:
    return "/people/{person}/places/add/", {"place": token, "kind": "unknown"}


def _caution(token: str) -> tuple[str, dict[str, Any]]:
    return "/people/{person}/cautions/add/", {"kind": "do_not", "text": token}


def _consent(token: str) -> tuple[str, dict[str, Any]]:
    fields = {
        "recipient_kind": "company",
        "recipient": "見本青果",
        "parts": ["work"],
        "purpose": token,
        "answer": "yes",
        "from_on": date.today().isoformat(),
        "way": "written",
        "explained_by": ME["id"],
    }
    return "/people/{person}/consents/ask/", fields


KINDS: Mapping[str, Callable[[str], tuple[str, dict[str, Any]]]] = {
    "note": _note,
    "promise": _promise,
    "place": _place,
    "caution": _caution,
    "consent": _consent,
}
STANDS = {
    "note": "SELECT e.fact FROM companionship_contactnote n JOIN people_timelineentry e "
    "ON e.source_id = n.id WHERE e.fact LIKE '栞%'",
    "promise": "SELECT text FROM companionship_promise WHERE text LIKE '栞%'",
    "place": "SELECT place FROM people_meetingplace WHERE place LIKE '栞%'",
    "caution": "SELECT text FROM people_caution WHERE text LIKE '栞%'",
    "consent": "SELECT purpose FROM consent_consent WHERE purpose LIKE '栞%'",
}
"""Where each kind's own row stands, once."""
MEMORY = "SELECT fact, title FROM people_timelineentry WHERE source <> ''"
REMEMBERED = ("note", "consent")
"""What is written into the memory along with its row, in the same breath."""


class Browser:
    """A browser that keeps its cookies and its connection; where nobody answers it hears 0."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, dict[str, str]()
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.sign_in()

    @staticmethod
    def fresh_id() -> str:
        """Return what one submission is known by."""
        return str(uuid4())

    def sign_in(self) -> None:
        """Sign in, however long it takes."""
        while True:
            self.cookies.pop("banso_session", None)
            if self.get("/account/login/") == 200:
                said = {"login": "mamoru", "password": PASSWORD}
                if self.post("/account/login/", said)[0] in (302, 303):
                    return
            time.sleep(0.5)

    def get(self, path: str) -> int:
        """Return how a page is answered; 0 where nobody does."""
        return self._ask("GET", path, None)[0]

    def post(self, path: str, fields: dict[str, Any]) -> tuple[int, str]:
        """Send a form; return how it is answered, and where it leads."""
        body = urllib.parse.urlencode(
            fields | {"csrfmiddlewaretoken": self.cookies.get("banso_csrf", "")}, doseq=True
        )
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self.line.close()
            return 0, ""
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and (one := re.match(r"([^=]+)=([^;]*)", value)):
                self.cookies[one[1]] = one[2]
        return answer.status, answer.headers.get("Location", "")


class Server:
    """A server of a home, with its database, that can be killed and begins again."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url, self.port = folder, url, free_port()
        self.environment = {**os.environ, "BANSO_DATABASE_URL": url, "BANSO_HOME": str(folder)}
        self.person = ""
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> "subprocess.Popen[bytes]":
        """The server's process."""
        if self.process is None:
            raise LookupError("it was not started")
        return self.process

    def banso(self, *arguments: str, said: str = "") -> str:
        """Run a command in the home, and return what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "banso", *arguments, "--home", str(self.folder)],
            env=self.environment,
            input=said,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def start(self) -> None:
        """Start it, and wait until it can work."""
        command = ("serve", "--port", str(self.port), "--workers", "2", "--no-schedule")
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "banso", *command, "--home", str(self.folder)],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        """Wait until it can work."""
        until = time.monotonic() + 120
        while time.monotonic() < until:
            with suppress(OSError, http.client.HTTPException):
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                line.request("GET", "/health/ready")
                if line.getresponse().status == 200:
                    return
            time.sleep(0.2)
        raise TimeoutError((self.folder / "log").read_text()[-2000:])

    def workers(self) -> list[int]:
        """Return the processes that answer."""
        pid = self.running.pid
        with suppress(OSError):
            return [int(x) for x in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return []

    def victims(self) -> list[str]:
        """Return what may be killed, a worker the oftenest."""
        return ["a worker"] * 3 + ["the master"] + (["the postmaster"] if self.url else [])

    def kill(self, what: str) -> bool:
        """Kill it at once, and bring back what does not come back by itself."""
        if what == "a worker":
            found = self.workers()
            for one in found[:1]:
                os.kill(one, signal.SIGKILL)
            return bool(found)
        if what == "the master":
            self.running.kill()
            self.running.wait()
            time.sleep(1.5)  # its workers see it and end
            self.start()
            return True
        pid, command = self._postmaster()
        os.kill(pid, signal.SIGKILL)
        time.sleep(1)
        for _try in range(20):
            started = subprocess.Popen(
                as_its_user(command), cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            time.sleep(1)
            if started.poll() is None:
                break
        self.wait()
        return True

    def _postmaster(self) -> tuple[int, list[str]]:
        port = f"port={urllib.parse.urlsplit(self.url).port}"
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                words = path.read_bytes().decode(errors="replace").split("\0")[:-1]
                if words and words[0].endswith("postgres") and port in words:
                    return int(path.parent.name), words
        raise LookupError(port)

    def begin_again(self) -> None:
        """End it in order, and start it anew."""
        self.stop()
        self.start()

    def stop(self) -> None:
        """End it in order."""
        if self.process:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(60)

    def end(self) -> None:
        """End it at once, with all that it has started."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def browser(self) -> Browser:
        """Return a browser that is signed in."""
        return Browser(self.port)

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what the database says, asked past the program."""
        if self.url:
            with psycopg.connect(self.url) as database:
                database.execute("SET banso.agency = 'all'")
                return database.execute(statement.encode()).fetchall()
        with closing(sqlite3.connect(self.folder / "banso.sqlite3")) as file:
            return file.execute(statement).fetchall()

    def trace(self) -> str:
        """Return what is said of the trace."""
        return self.banso("audit", "verify").strip().splitlines()[-1]

    def size_of(self, worker: int) -> tuple[float, int]:
        """Return how much memory a process has, in MB, and how many files are open."""
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{worker}/status").read_text())
        return int(found[1]) / 1024 if found else 0, len(os.listdir(f"/proc/{worker}/fd"))


def prepare(folder: Path, url: str) -> Server:
    """Return a server of a fresh home with one person in it."""
    server = Server(folder, url)
    server.banso("serve", "--set-up-only", *SET_UP, said=f"{PASSWORD}\n")
    told = server.banso("manage", "shell", "-v0", "-c", SEED)
    found = re.search(r"PERSON (\S+) (\S+)", told)
    if found is None:
        raise LookupError(told)
    server.person, ME["id"] = found[1], found[2]
    server.start()
    return server


def everything_written(server: Server, acknowledged: dict[str, str]) -> dict[str, list[str]]:
    """Return which texts are lost, doubled, or torn from what belongs to them."""
    seen: dict[str, int] = {}
    for statement in STANDS.values():
        for (text,) in server.rows(statement):
            seen[text] = seen.get(text, 0) + 1
    memory = "\n".join(f"{fact}\n{title}" for fact, title in server.rows(MEMORY))
    remembered = set(re.findall(r"栞[a-p]+", memory))
    return {
        "lost": [one for one in acknowledged if one not in seen],
        "doubled": [one for one, count in seen.items() if count > 1],
        "torn": [
            one
            for one, kind in acknowledged.items()
            if kind in REMEMBERED and one in seen and one not in remembered
        ],
    }
