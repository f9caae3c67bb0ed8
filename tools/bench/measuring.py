"""Measuring: each thing a worker does, beside the least that could answer it."""

import random
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banso.access.viewer import Viewer
from banso.kit.db import on_postgres
from banso.kit.ngrams import bigrams, fts_question, like_pattern, normalise
from banso_recognition import fold_name, skeleton
from tools.bench.building import bench_people, who
from tools.bench.figures import ROUNDS, Act, BareSave, Figure, p95, sql, times, uuid_of, work
from tools.bench.floors import desk, person_page
from tools.bench.names import invented

DESK = (
    "/",
    "/desk/due/",
    "/desk/silent/",
    "/desk/openings/",
    "/desk/reviews/",
    "/desk/conferences/",
    "/desk/decisions/",
    "/desk/consents/",
    "/desk/tonight/",
    "/desk/my-people/",
    "/desk/unread/",
    "/desk/new-intakes/",
    "/desk/unmet/",
)
PAGE = (
    "",
    "card/",
    "timeline/",
    "beside/",
    "known/",
    "plans/current/",
    "referrals/open/",
    "ties/",
    "consents/now/",
    "conferences/",
    "decisions/",
    "assessments/latest/",
)


class Bench:
    """The benchmark over a home that was built."""

    def __init__(self) -> None:
        self.by: Viewer = who()
        self.people = bench_people(self.by)
        self.browser = Client(SERVER_NAME="localhost")
        self.browser.force_login(
            get_user_model().objects.get(username="bench"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        self.agency = uuid_of(self.by.agency_id)
        self.dice = random.Random(3)  # noqa: S311
        self.samples = invented(4000)
        self.empty = times(lambda _: self.get("/find/"), ROUNDS)

    def get(self, path: str) -> None:
        """Open a page."""
        if self.browser.get(path).status_code != 200:
            raise RuntimeError(path)

    def post(self, path: str, data: dict[str, Any], status: int = 200) -> None:
        """Send a form."""
        answer = self.browser.post(path, data)
        if answer.status_code != status:
            raise RuntimeError(f"{path} {answer.status_code}")

    def figure(
        self, name: str, act: Act, floor: Act, *, requests: int = 1, rounds: int = ROUNDS
    ) -> Figure:
        """
        Measure an act beside its floor: the least SQL, and as many empty pages as the act asks for.
        """
        taken, least = times(act, rounds), times(floor, rounds)
        with CaptureQueriesContext(connection) as asked:
            act(3000)
        bottom = p95(least) + p95(self.empty) * requests
        middle = len(taken) // 2
        return Figure(
            name, len(asked), taken[middle], p95(taken), work(act), bottom, p95(taken) / bottom
        )

    def everything(self) -> list[Figure]:
        """Measure everything, in the order of the table."""
        return [
            self.figure("search by kanji", self._search_kanji, self._floor_key),
            self.figure("search by kana", self._search_kana, self._floor_kana),
            self.figure(
                "search a two-character word in the text", self._search_word, self._floor_word
            ),
            self.figure(
                f"open a person with 10,000 memories ({len(PAGE)} requests)",
                self._open,
                self._floor_open,
                requests=len(PAGE),
            ),
            self.figure("ledger list, filtered and sorted", self._ledger, self._floor_ledger),
            self.figure(
                f"desk ({len(DESK)} requests)", self._desk, self._floor_desk, requests=len(DESK)
            ),
            self.figure("duplicate check at entry", self._duplicates, self._floor_key),
            self.figure("save a note", self._save, self._floor_save),
        ]

    def _search_kanji(self, number: int) -> None:
        self.post("/find/", {"q": self.samples[number % 4000].written})

    def _search_kana(self, number: int) -> None:
        self.post("/find/", {"q": self.samples[number % 4000].kana})

    def _floor_key(self, number: int) -> None:
        key = "n:" + "".join(fold_name(self.samples[number % 4000].written))
        sql(
            (
                "SELECT p.id, p.called_name FROM people_searchkey k JOIN people_person p ON p.id = "
                "k.person_id WHERE k.agency_id = %s AND k.key = %s LIMIT 20"
            ),
            self.agency,
            key,
        )

    def _floor_kana(self, number: int) -> None:
        key = "k:" + "".join(skeleton(part) for part in self.samples[number % 4000].kana.split())
        sql(
            (
                "SELECT p.id, p.called_name FROM people_searchkey k JOIN people_person p ON p.id = "
                "k.person_id WHERE k.agency_id = %s AND k.key = %s LIMIT 20"
            ),
            self.agency,
            key,
        )

    def _word(self, number: int) -> str:
        return ("病院", "年金", "家賃", "毛布", "面接", "膝が", "薬が", "公園")[number % 8]

    def _search_word(self, number: int) -> None:
        self.post("/find/", {"q": self._word(number)})

    def _floor_word(self, number: int) -> None:
        word = normalise(self._word(number))
        if on_postgres():
            sql(
                "SELECT t.id, e.title FROM people_memorytext t JOIN people_timelineentry e "
                "ON e.id = t.entry_id "
                "WHERE people_grams(t.normalised) @> %s::text[] AND t.normalised LIKE %s AND "
                "t.agency_id = %s ORDER BY t.id DESC LIMIT 20",
                bigrams(word),
                like_pattern(word),
                self.agency,
            )
        else:
            sql(
                "SELECT t.id, e.title FROM people_memory_fts f JOIN people_memorytext t ON "
                "t.id = f.rowid JOIN people_timelineentry e ON e.id = t.entry_id "
                "WHERE people_memory_fts MATCH %s AND t.agency_id = %s ORDER BY f.rowid DESC "
                "LIMIT 20",
                fts_question(word),
                self.agency,
            )

    def _open(self, _number: int) -> None:
        for path in PAGE:
            self.get(f"/people/{self.people[0]}/{path}")

    def _floor_open(self, _number: int) -> None:
        person_page(self.people[0])

    def _ledger(self, _number: int) -> None:
        self.get("/ledgers/outreach/?state=open&wish=as_it_is&order=name")

    def _floor_ledger(self, _number: int) -> None:
        wish = (
            "l.values->>'wish' = 'as_it_is'"
            if on_postgres()
            else "json_extract(l.\"values\", '$.wish') = 'as_it_is'"
        )
        where = f"l.agency_id = %s AND l.ledger = 'outreach' AND l.closed_on IS NULL AND {wish}"
        joined = "FROM people_ledgerentry l JOIN people_person p ON p.id = l.person_id"
        sql(
            (
                f"SELECT l.number, p.called_name {joined} WHERE {where} ORDER BY p.sort_name, "
                "l.id LIMIT 51"
            ),
            self.agency,
        )
        sql(f"SELECT count(*) FROM people_ledgerentry l WHERE {where}", self.agency)

    def _desk(self, _number: int) -> None:
        for path in DESK:
            self.get(path)

    def _floor_desk(self, _number: int) -> None:
        desk(self.by)

    def _duplicates(self, number: int) -> None:
        one = self.samples[number % 4000]
        self.post(
            "/people/same/",
            {
                "called_name": "新しい方",
                "full_name": one.written,
                "kana": one.kana,
                "birth": "{}/{}/{}".format(*one.birth),
            },
        )

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
        self.post(f"/people/{person}/notes/write/", typed, 302)

    def _floor_save(self, _number: int) -> None:
        """
        Insert the same rows by bare SQL, in one transaction: the memory, its text, the note, the
        trace.
        """
        bare = BareSave(self.by, self.dice.choice(self.people))
        with transaction.atomic():
            bare.write()
