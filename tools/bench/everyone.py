"""
Publishing and asking everyone: rows a second, memory, the same answers by hand beside ours, Spark,
and the worker at the bedside meanwhile.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model
from django.test import Client

from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.config.home_setup import say
from banso.insight.actions import publish_agency
from banso.insight.declared import read_question
from banso.insight.queries.snapshots import asking, folder_of
from banso.people.published.figures import IN_LEDGER
from banso.people.queries import people_seen_by
from banso_analysis.engines import InProcess, Seen, Snapshot, snapshot_in
from banso_analysis.figures import rows_of
from banso_analysis.periods import fiscal_year_of, fiscal_years
from banso_analysis.questions import condition
from tools.bench.by_hand import TEN, ByHand, answers
from tools.bench.figures import p95, times

ROUNDS = 12


def one_run(ask: Callable[[str], Any], text: str) -> Callable[[int], Any]:
    """Return one run that asks this text."""
    return lambda _number: ask(text)


class EveryoneBench:
    """The measurements."""

    def __init__(self, by: Viewer) -> None:
        self.by, self.folder = by, folder_of(by.agency_id)
        self.browser = Client(SERVER_NAME="localhost")
        self.browser.force_login(
            get_user_model().objects.get(username="bench"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        self.lines: list[tuple[str, str]] = []

    def everything(self) -> list[tuple[str, str]]:
        """Measure everything and return lines of (what, what was found)."""
        self._publish()
        snapshot = snapshot_in(self.folder)
        self._trend(snapshot)
        self._questions(snapshot)
        self._spark(snapshot)
        self._meanwhile()
        return self.lines

    def _note(self, what: str, found: str) -> None:
        say(f"{what}: {found}")
        self.lines.append((what, found))

    def _publish(self) -> None:
        before, begun = _peak(), time.perf_counter()
        done = publish_agency(agency_id=self.by.agency_id, whole=True)
        took = time.perf_counter() - begun
        self._note(
            "publish everything",
            (
                f"{done.rows} rows in {took:.0f} s, {done.rows / took:.0f} rows/s; the process "
                f"grew by {_peak() - before:.0f} MB"
            ),
        )
        ids = list(people_seen_by(self.by).values_list("pk", flat=True)[:100])
        record_event(action="imported", by=self.by, subjects=ids)
        begun = time.perf_counter()
        again = publish_agency(agency_id=self.by.agency_id)
        self._note(
            "publish after 100 people were touched",
            f"{time.perf_counter() - begun:.2f} s, {again.touched} people",
        )

    def _beside(self, what: str, ours: Callable[[int], Any], by_hand: Callable[[int], Any]) -> None:
        """Measure ours and a question by hand in turn, so that both see the same machine."""
        taken, floor = times(ours, ROUNDS), times(by_hand, ROUNDS)
        middle, least = taken[len(taken) // 2], floor[len(floor) // 2]
        self._note(what, f"{middle:.0f} ms, by hand {least:.0f} ms, ratio {middle / least:.2f}")

    def _trend(self, snapshot: Snapshot) -> None:
        hand = ByHand(snapshot)
        periods = fiscal_years(
            fiscal_year_of(self.by.today) - 4, fiscal_year_of(self.by.today), until=self.by.today
        )
        days = ", ".join(f"({one.key}, DATE '{one.last}')" for one in periods)
        entries = hand.table("ledger_entries")
        count = (
            f"SELECT p.k, t.ledger, COUNT(DISTINCT t.person_id), COUNT(*) FROM {entries} t JOIN "
            f"(VALUES {days}) p(k, d) ON t.opened_on <= p.d AND (t.closed_on IS NULL OR "
            "t.closed_on >= p.d) GROUP BY ALL"
        )
        whole = (
            f"SELECT p.k, COUNT(DISTINCT t.person_id) FROM {entries} t JOIN (VALUES {days}) p(k, "
            "d) ON t.opened_on <= p.d AND (t.closed_on IS NULL OR t.closed_on >= p.d) GROUP BY "
            "ALL"
        )
        self._beside(
            "the trend page (people in each ledger, five years)",
            lambda _n: self._get("/trends/in_ledger/"),
            lambda _n: (hand.ask(count), hand.ask(whole)),
        )

    def _questions(self, snapshot: Snapshot) -> None:
        hand = ByHand(snapshot)
        with asking(self.by) as asked:
            for number, (part, by_hand) in enumerate(
                zip(TEN, answers(hand, self.by.today), strict=True), start=1
            ):
                ours = self._question(part)
                if asked.engine.rows(ours) != hand.ask(by_hand):
                    raise RuntimeError(f"question {number}: the answers differ")
                self._beside(
                    f"question {number} ({part['fact']})",
                    one_run(asked.engine.rows, ours),
                    one_run(hand.ask, by_hand),
                )

    def _question(self, part: dict[str, Any]) -> str:
        return (
            "SELECT COUNT(*) FROM people x WHERE "
            f"{condition(read_question({'match': 'all', 'parts': [part]}), self.by.today)}"
        )

    def _spark(self, snapshot: Snapshot) -> None:
        """
        Ask Spark (local[2]) the same, in a process of its own; where it is not installed, say so.
        """
        periods = fiscal_years(
            fiscal_year_of(self.by.today) - 4, fiscal_year_of(self.by.today), until=self.by.today
        )
        asked = [
            (
                "SELECT period, kind, COUNT(DISTINCT person_id), COUNT(*) FROM "
                f"({rows_of(IN_LEDGER, periods)}) AS r GROUP BY period, kind ORDER BY "
                "period, kind"
            )
        ]
        asked += [self._question(part) for part in TEN]
        engine = InProcess(snapshot, Seen(readable=("plain", "health", "money", "crime")))
        here = [[list(map(str, row)) for row in engine.rows(one)] for one in asked]
        engine.close()
        done = subprocess.run(
            [sys.executable, "-c", SPARK, str(self.folder)],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            self._note("the same on Spark", "not run: " + done.stderr.strip().splitlines()[-1])
            return
        found = json.loads(done.stdout.splitlines()[-1])
        same = "the same rows" if found["rows"] == here else "OTHER ROWS"
        self._note(
            "the same on Spark, local[2]", f"{same}; eleven questions in {sum(found['took']):.0f} s"
        )

    def _meanwhile(self) -> None:
        """Search and save while everything is published in another process."""
        person = people_seen_by(self.by).values_list("pk", flat=True).first()
        acts: list[tuple[str, Callable[[int], Any]]] = [
            ("live search", lambda _n: self._post("/find/", {"q": "見本さん"})),
            ("live save of a note", lambda _n: self._save(person)),
        ]
        idle = [p95(times(act, 60)) for _name, act in acts]
        command = [sys.executable, "-m", "banso", "publish", "--whole"]
        busy: list[float] = []
        for _name, act in acts:
            other = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(4)
            busy.append(p95(times(act, 60)))
            under_way = other.poll() is None
            other.terminate()
            other.wait()
            if not under_way:
                self._note(_name, "publishing was over before the measurement: too few people")
        for (name, _act), one, two in zip(acts, idle, busy, strict=True):
            self._note(
                f"{name} while publishing",
                f"p95 {two:.1f} ms, idle {one:.1f} ms, ratio {two / one:.2f}",
            )

    def _get(self, path: str) -> None:
        if self.browser.get(path).status_code != 200:
            raise RuntimeError(path)

    def _post(self, path: str, data: dict[str, Any]) -> None:
        if self.browser.post(path, data).status_code not in (200, 302):
            raise RuntimeError(path)

    def _save(self, person: UUID | None) -> None:
        typed = {
            "submission": str(uuid4()),
            "on": str(self.by.today),
            "method": "visit",
            "pillars": "being",
            "sensitivity": "plain",
            "words": "また来てくれ。",
            "fact": "",
        }
        self._post(f"/people/{person}/notes/write/", typed)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


SPARK = """
import json, sys, time
from pathlib import Path
from pyspark.sql import SparkSession
from banso_analysis.engines import OnSpark, Seen, snapshot_in
asked = json.loads(sys.stdin.read())
builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
builder = builder.config("spark.driver.memory", "6g").config("spark.log.level", "ERROR")
builder = builder.config("spark.driver.host", "127.0.0.1")
session = builder.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
seen = Seen(readable=("plain", "health", "money", "crime"))
engine = OnSpark(session, snapshot_in(Path(sys.argv[1])), seen)
rows, took = [], []
for one in asked:
    begun = time.perf_counter()
    rows.append([list(map(str, row)) for row in engine.rows(one)])
    took.append(time.perf_counter() - begun)
session.stop()
print(json.dumps({"rows": rows, "took": took}))
"""
