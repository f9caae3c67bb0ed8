"""Measuring: each thing a worker does, beside the least that could answer it."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from banso.access.viewer import Viewer
from banso.config.bench.building import bench_people, who
from banso.config.bench.names import invented, mistaken
from banso.kit.db import on_postgres
from banso.kit.eras import PartialDate, Precision
from banso.kit.grams import fts_question, like_pattern, pairs, squeeze
from banso.people.queries import similar_people
from banso_recognition import fold_name, skeleton

ROUNDS = 100
Act = Callable[[int], Any]


@dataclass
class Figure:
    """One line of the table; times in milliseconds."""

    name: str
    queries: int
    p50: float
    p95: float
    work: float
    floor: float
    ratio: float


def _times(act: Act, rounds: int) -> list[float]:
    for number in range(3):
        act(1000 + number)
    taken = []
    for number in range(rounds):
        begun = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def _p95(taken: list[float]) -> float:
    return taken[min(len(taken) - 1, round(len(taken) * 0.95))]


def _work(act: Act) -> float:
    """Return how much the engine did for one run: rows fetched by PostgreSQL, thousands of steps by SQLite's machine."""
    if on_postgres():
        before = _tuples()
        act(2000)
        return float(_tuples() - before)
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.connection.set_progress_handler(step, 1000)
    try:
        act(2000)
    finally:
        connection.connection.set_progress_handler(None, 1000)
    return float(steps)


def _tuples() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables")
        return int(cursor.fetchone()[0])


def _sql(statement: str, *parameters: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        cursor.fetchall()


def _uuid(value: Any) -> Any:
    return value if on_postgres() else value.hex


class Bench:
    """The benchmark over a home that was built."""

    def __init__(self) -> None:
        self.by: Viewer = who()
        self.people = bench_people(self.by)
        self.browser = Client(SERVER_NAME="localhost")
        self.browser.force_login(get_user_model().objects.get(username="bench"), backend="django.contrib.auth.backends.ModelBackend")
        self.agency = _uuid(self.by.agency_id)
        self.dice = random.Random(3)  # noqa: S311
        self.samples = invented(4000)
        self.empty = _times(lambda _: self._get("/find/"), ROUNDS)

    def _get(self, path: str) -> None:
        if self.browser.get(path).status_code != 200:
            raise RuntimeError(path)

    def _post(self, path: str, data: dict[str, Any], status: int = 200) -> None:
        answer = self.browser.post(path, data)
        if answer.status_code != status:
            raise RuntimeError(f"{path} {answer.status_code}")

    def figure(self, name: str, act: Act, floor: Act, *, requests: int = 1, rounds: int = ROUNDS) -> Figure:
        """Measure an act beside its floor: the least SQL, and as many empty pages as the act asks for."""
        taken, least = _times(act, rounds), _times(floor, rounds)
        with CaptureQueriesContext(connection) as asked:
            act(3000)
        bottom = _p95(least) + _p95(self.empty) * requests
        middle = len(taken) // 2
        return Figure(name, len(asked), taken[middle], _p95(taken), _work(act), bottom, _p95(taken) / bottom)

    def everything(self) -> list[Figure]:
        """Measure everything, in the order of the table."""
        return [
            self.figure("search by kanji", self._search_kanji, self._floor_key),
            self.figure("search by kana", self._search_kana, self._floor_kana),
            self.figure("search a two-character word in the text", self._search_word, self._floor_word),
            self.figure("open a person with 10,000 memories (5 requests)", self._open, self._floor_open, requests=5),
            self.figure("ledger list, filtered and sorted", self._ledger, self._floor_ledger),
            self.figure("desk (7 requests)", self._desk, self._floor_desk, requests=7),
            self.figure("duplicate check at entry", self._duplicates, self._floor_key),
            self.figure("save a note", self._save, self._floor_save),
        ]

    def _search_kanji(self, number: int) -> None:
        self._post("/find/", {"q": self.samples[number % 4000].written})

    def _search_kana(self, number: int) -> None:
        self._post("/find/", {"q": self.samples[number % 4000].kana})

    def _floor_key(self, number: int) -> None:
        key = "n:" + "".join(fold_name(self.samples[number % 4000].written))
        _sql(
            "SELECT p.id, p.called_name FROM people_findkey k JOIN people_person p ON p.id = k.person_id WHERE k.agency_id = %s AND k.key = %s LIMIT 20",
            self.agency,
            key,
        )

    def _floor_kana(self, number: int) -> None:
        key = "k:" + "".join(skeleton(part) for part in self.samples[number % 4000].kana.split())
        _sql(
            "SELECT p.id, p.called_name FROM people_findkey k JOIN people_person p ON p.id = k.person_id WHERE k.agency_id = %s AND k.key = %s LIMIT 20",
            self.agency,
            key,
        )

    def _word(self, number: int) -> str:
        return ("病院", "年金", "家賃", "毛布", "面接", "膝が", "薬が", "公園")[number % 8]

    def _search_word(self, number: int) -> None:
        self._post("/find/", {"q": self._word(number)})

    def _floor_word(self, number: int) -> None:
        word = squeeze(self._word(number))
        if on_postgres():
            _sql(
                "SELECT t.id, e.title FROM people_memorytext t JOIN people_timelineentry e ON e.id = t.entry_id "
                "WHERE people_grams(t.squeezed) @> %s::text[] AND t.squeezed LIKE %s AND t.agency_id = %s ORDER BY t.id DESC LIMIT 20",
                pairs(word), like_pattern(word), self.agency,
            )  # fmt: skip
        else:
            _sql(
                "SELECT t.id, e.title FROM people_memory_fts f JOIN people_memorytext t ON t.id = f.rowid JOIN people_timelineentry e ON e.id = t.entry_id "
                "WHERE people_memory_fts MATCH %s AND t.agency_id = %s ORDER BY f.rowid DESC LIMIT 20",
                fts_question(word), self.agency,
            )  # fmt: skip

    def _open(self, _number: int) -> None:
        for path in ("", "card/", "timeline/", "beside/", "known/"):
            self._get(f"/people/{self.people[0]}/{path}")

    def _floor_open(self, _number: int) -> None:
        person = _uuid(self.people[0])
        _sql("SELECT * FROM people_person WHERE id = %s", person)
        _sql("SELECT * FROM people_timelineentry WHERE person_id = %s AND is_current ORDER BY at DESC, id DESC LIMIT 30", person)
        _sql("SELECT * FROM people_ledgerentry WHERE person_id = %s", person)
        _sql("SELECT * FROM companionship_promise WHERE person_id = %s AND settled_on IS NULL", person)

    def _ledger(self, _number: int) -> None:
        self._get("/ledgers/outreach/?state=open&wish=as_it_is&order=name")

    def _floor_ledger(self, _number: int) -> None:
        wish = "l.values->>'wish' = 'as_it_is'" if on_postgres() else "json_extract(l.\"values\", '$.wish') = 'as_it_is'"
        where = f"l.agency_id = %s AND l.ledger = 'outreach' AND l.closed_on IS NULL AND {wish}"
        joined = "FROM people_ledgerentry l JOIN people_person p ON p.id = l.person_id"
        _sql(f"SELECT l.number, p.called_name {joined} WHERE {where} ORDER BY p.sort_name, l.id LIMIT 51", self.agency)
        _sql(f"SELECT count(*) FROM people_ledgerentry l WHERE {where}", self.agency)  # noqa: S608

    def _desk(self, _number: int) -> None:
        for path in ("/", "/desk/due/", "/desk/tonight/", "/desk/my-people/", "/desk/unread/", "/desk/new-intakes/", "/desk/unmet/"):
            self._get(path)

    def _floor_desk(self, _number: int) -> None:
        member = _uuid(self.by.member_id)
        _sql("SELECT * FROM companionship_promise WHERE answerable_id = %s AND settled_on IS NULL ORDER BY due_on LIMIT 50", member)
        _sql(
            "SELECT p.* FROM companionship_companionship c JOIN people_person p ON p.id = c.person_id WHERE c.member_id = %s AND c.until_on IS NULL LIMIT 31",
            member,
        )
        _sql("SELECT * FROM companionship_handoverpost WHERE office_id = %s ORDER BY at DESC LIMIT 10", _uuid(next(iter(self.by.office_ids))))
        _sql('SELECT * FROM intake_intake WHERE agency_id = %s ORDER BY "on" DESC LIMIT 20', self.agency)

    def _duplicates(self, number: int) -> None:
        one = self.samples[number % 4000]
        self._post("/people/same/", {"called_name": "新しい方", "full_name": one.written, "kana": one.kana, "birth": "{}/{}/{}".format(*one.birth)})

    def _save(self, _number: int) -> None:
        person = self.dice.choice(self.people)
        typed = {
            "submission": str(uuid4()),
            "on": str(self.by.today),
            "method": "visit",
            "pillars": "being",
            "sensitivity": "plain",
            "words": "また来てくれ。",
            "fact": "顔を見に行った。",
        }
        self._post(f"/people/{person}/notes/write/", typed, 302)

    def _floor_save(self, _number: int) -> None:
        """Insert the same rows by bare SQL, in one transaction: the memory, its text, the note, the trace."""
        bare = _BareSave(self.by, self.dice.choice(self.people))
        with transaction.atomic():
            bare.write()


class _BareSave:
    """The least that a saved note is: five inserts and two updates."""

    def __init__(self, by: Viewer, person: Any) -> None:
        self.by, self.person = by, person

    def write(self) -> None:
        """Write the rows."""
        entry, note, now = uuid4(), uuid4(), timezone.now()
        agency, member, person = _uuid(self.by.agency_id), _uuid(self.by.member_id), _uuid(self.person)
        yes, no = (True, False) if on_postgres() else (1, 0)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO people_timelineentry (id, created_at, agency_id, person_id, author_id, at, kind, ledger, title, fact, words, view, being, doing, sensitivity, source,"
                " revision_reason, is_current) VALUES (%s, %s, %s, %s, %s, %s, 'note', '', '訪問', '顔を見に行った。', 'また来てくれ。', '', %s, %s, 'plain', '', '', %s)",
                [_uuid(entry), now, agency, person, member, now, yes, no, yes],
            )
            cursor.execute(
                "INSERT INTO people_memorytext (entry_id, person_id, agency_id, squeezed) VALUES (%s, %s, %s, '訪問顔を見に行ったまた来てくれ') RETURNING id",
                [_uuid(entry), person, agency],
            )
            row = cursor.fetchone()[0]
            if not on_postgres():
                cursor.execute("INSERT INTO people_memory_fts (rowid, pairs) VALUES (%s, 'x')", [row])
            cursor.execute(
                'INSERT INTO companionship_contactnote (id, created_at, agency_id, person_id, member_id, "on", method, place, being, doing, outside_id)'
                " VALUES (%s, %s, %s, %s, %s, %s, 'visit', '', %s, %s, '')",
                [_uuid(note), now, agency, person, member, now.date(), yes, no],
            )
            cursor.execute("UPDATE people_person SET last_met_on = %s WHERE id = %s", [now.date(), person])


def recall(people: int, asked: int = 2000) -> float:
    """Return how often the right person is among the first ten for a mistaken name and birth date (fixed seed)."""
    by, dice = who(), random.Random(99)  # noqa: S311
    ids, everybody = bench_people(by), invented(people)
    found = 0
    for _ in range(asked):
        place = dice.randrange(len(ids))
        wrong = mistaken(everybody[place], dice)
        known = PartialDate(*wrong.birth, Precision.DAY if wrong.birth[2] else Precision.YEAR)
        hits = similar_people(by, names=[(wrong.written, wrong.kana)], birth=known, limit=10, least=0.0)
        found += ids[place] in {hit.person.pk for hit in hits}
    return found / asked
