"""
What is acknowledged stays: people write into a real server whose workers, master and database are
killed again and again; afterwards each text stands there once and whole, or something is wrong.

`./banso endure --seconds 300 --engine both`. Then a worker answers many requests, and its memory
and open files are looked at. It prints tables; nothing of it touches a home of yours.
"""

import random
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from tools.endured import KINDS, Browser, Server, everything_written, prepare
from tools.private_postgres import private_postgres

PAGES = ("/", "/people/{person}/", "/people/{person}/timeline/", "/handover/", "/ledgers/")
SAMPLES = 10


class Writer(threading.Thread):
    """Somebody who writes; what was not answered is sent again, as the page does it."""

    def __init__(self, server: Server, browser: Browser) -> None:
        super().__init__(daemon=True)
        self.server, self.browser, self.until = server, browser, 0.0
        self.acknowledged: dict[str, str] = {}
        self.answers: Counter[str] = Counter()
        self.wrong: list[str] = []

    def run(self) -> None:
        """Write until it is time."""
        while time.monotonic() < self.until:
            kind = random.choice(list(KINDS))  # noqa: S311 — which form comes next
            token = f"栞{secrets.token_hex(8).translate(str.maketrans('0123456789', 'ghijklmnop'))}"
            self._write(kind, token)

    def _write(self, kind: str, token: str) -> None:
        browser, (path, fields) = self.browser, KINDS[kind](token)
        fields["submission"] = browser.fresh_id()
        tries = 0
        while tries < 400:
            tries += 1
            status, where = browser.post(path.format(person=self.server.person), fields)
            self.answers[str(status)] += 1
            if status in (302, 303) and "login" not in where:
                self.acknowledged[token] = kind
                return
            if status in (0, 502, 503):  # away, or busy: what was typed is sent again
                time.sleep(0.25)
            elif status in (302, 303, 403):
                browser.sign_in()
            else:
                self.wrong.append(f"{kind}: {status}")
                return


def _kill_at_random(server: Server, until: float, killed: Counter[str]) -> None:
    """Kill a worker, the master or the database again and again, and bring back what ended."""
    while time.monotonic() < until - 10:
        time.sleep(random.uniform(2, 7))  # noqa: S311 — when the next blow falls
        what = random.choice(server.victims())  # noqa: S311
        if server.kill(what):
            killed[what] += 1


def endure_writes(server: Server, seconds: int, writers: int) -> list[tuple[str, str]]:
    """Let people write under blows, and return what became of it in a table."""
    people = [Writer(server, server.browser()) for _one in range(writers)]
    until, killed = time.monotonic() + seconds, Counter[str]()
    for one in people:
        one.until = until
        one.start()
    _kill_at_random(server, until, killed)
    for one in people:
        one.join(300)
    server.begin_again()
    acknowledged = {token: kind for one in people for token, kind in one.acknowledged.items()}
    found = everything_written(server, acknowledged)
    answers = sum((one.answers for one in people), Counter[str]())
    wrong = [text for one in people for text in one.wrong]
    rows = [("acknowledged writes", str(len(acknowledged)))]
    rows += [
        (f"  {kind}", str(count)) for kind, count in sorted(Counter(acknowledged.values()).items())
    ]
    rows += [(f"kill −9 of {what}", str(count)) for what, count in sorted(killed.items())]
    rows += [("answers", ", ".join(f"{code}: {n}" for code, n in sorted(answers.items())))]
    rows += [(what, str(len(tokens))) for what, tokens in found.items()]
    rows += [("refused or a fault", str(len(wrong))), ("the trace", server.trace())]
    rows += [("for example", f"{what}: {tokens[0]}") for what, tokens in found.items() if tokens]
    return rows + [("for example", text) for text in wrong[:3]]


def endure_requests(server: Server, requests: int, seconds: int) -> list[tuple[str, str]]:
    """Let one worker answer many requests, and return its memory and open files on the way."""
    browser, rows = server.browser(), []
    [worker] = server.workers()[:1]
    until, done, faults = time.monotonic() + seconds, 0, 0
    every = max(requests // SAMPLES, 1)
    while done < requests and time.monotonic() < until:
        path = PAGES[done % len(PAGES)].format(person=server.person)
        faults += browser.get(path) >= 500
        done += 1
        if done % every == 0:
            memory, files = server.size_of(worker)
            rows.append((f"after {done} requests", f"{memory:.0f} MB, {files} open files"))
    return [*rows, ("requests", str(done)), ("answered with a fault", str(faults))]


def _servers(engine: str) -> Iterator[tuple[str, str]]:
    if engine in ("sqlite", "both"):
        yield "SQLite", ""
    if engine in ("postgresql", "both"):
        with private_postgres(durable=True) as url:
            yield "PostgreSQL", url


@click.command()
@click.option("--engine", type=click.Choice(["sqlite", "postgresql", "both"]), default="both")
@click.option("--seconds", default=240, show_default=True, help="of writing, on each engine")
@click.option("--writers", default=4, show_default=True, help="people who write at once")
@click.option("--requests", default=20_000, show_default=True, help="to one worker afterwards")
@click.option("--request-seconds", default=300, show_default=True, help="for these at most")
def endure(engine: str, seconds: int, writers: int, requests: int, request_seconds: int) -> None:
    """Write while workers, master and database are killed; see that nothing was lost."""
    bad = False
    for name, url in _servers(engine):
        with ExitStack() as after:
            folder = after.enter_context(tempfile.TemporaryDirectory(prefix="banso-endure-"))
            server = prepare(Path(folder), url)
            after.callback(server.end)
            rows = endure_writes(server, seconds, writers)
            bad |= any(n != "0" for what, n in rows if what in ("lost", "doubled", "torn"))
            rows += endure_requests(server, requests, request_seconds) if requests else []
        click.echo(f"\n{name}\n")
        for what, said in rows:
            click.echo(f"| {what} | {said} |")
    if bad:
        raise click.ClickException("something that was acknowledged is not there once and whole")


if __name__ == "__main__":
    try:
        endure()
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.cmd}: {error.stderr}")
