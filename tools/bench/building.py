"""The data set of the benchmark, built once for a home."""

import random
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from banso.access.actions import SignIn, add_member, create_agency
from banso.access.queries import anybody_here, first_manager, viewer_of
from banso.access.viewer import Viewer
from banso.companionship.actions import hand_over, make_promise, walk_with
from banso.config.home_setup import say
from banso.kit.db import on_postgres
from banso.people.actions import (
    IncomingEntry,
    note_last_met,
    remember_many,
    upsert_entries,
    upsert_people,
)
from banso.people.queries import new_memory, people_seen_by
from tools.bench.names import invented

SENTENCES = (
    "病院に同行した。血圧の薬が出た。",
    "市役所の窓口で手続きをした。",
    "公園で話した。変わりないとのこと。",
    "アパートの契約に立ち会った。",
    "年金の相談をした。",
    "炊き出しで会った。弁当を渡した。",
    "家賃の支払いについて確かめた。",
    "仕事の面接に一緒に行った。",
    "近所の方とうまくいっている。",
    "電話で様子をうかがった。",
    "寒いので毛布を渡した。",
    "生活保護の申請に同行した。",
    "誕生日を祝った。",
    "大家さんから連絡があった。",
    "眠れないとのこと。",
    "図書館で待ち合わせた。",
)
WORDS = (
    "ありがとうな。",
    "今日はええわ。",
    "また来てくれ。",
    "膝が痛い。",
    "働きたい。",
    "一人がいい。",
    "飯はうまかった。",
    "",
)
BATCH = 5000


def build(people: int, entries: int, more: Callable[[Viewer, UUID], None]) -> dict[str, Any]:
    """
    Build what is missing, and `more` of what rooms above need; return rates of building (rows per
    second), empty where it stood already.
    """
    if anybody_here():
        return {}
    today = timezone.localdate()
    agency, offices = create_agency(name="見本", offices=["巡回"])
    member = add_member(
        agency_id=agency.pk,
        name="見本",
        roles=["manager"],
        office_ids=[offices[0].pk],
        on=today,
        sign_in=SignIn(username="bench", password="bench-bench"),  # noqa: S106
    )
    by = viewer_of(member, today=today)
    rates = {
        "import people": _people(people, offices[0].pk, by),
        "import memories": _memories(entries, by),
    }
    _desk(by, offices[0].pk)
    more(by, offices[0].pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return rates


def bench_people(by: Viewer) -> list[UUID]:
    """Return the ids of everybody invented, in the order of inventing."""
    rows = people_seen_by(by).filter(outside_id__startswith="b").values_list("outside_id", "pk")
    return [pk for _, pk in sorted((int(outside[1:]), pk) for outside, pk in rows)]


def _people(count: int, office: UUID, by: Viewer) -> float:
    dice = random.Random(7)  # noqa: S311
    begun = time.perf_counter()
    everybody = invented(count)
    for start in range(0, count, BATCH):
        incoming, entries = [], []
        for number, one in enumerate(everybody[start : start + BATCH], start=start):
            outside = f"b{number}"
            incoming.append(one.incoming(outside))
            values = {
                "wish": dice.choice(("as_it_is", "flat_and_work", "unknown")),
                "sleeps_kind": "park",
                "since": "under_1y",
            }
            entries.append(
                IncomingEntry(
                    outside,
                    outside,
                    dice.choice(("outreach", "centre", "aftercare")),
                    office,
                    date(2015, 4, 1) + timedelta(days=dice.randint(0, 4000)),
                    values=values,
                )
            )
        ids = upsert_people(incoming, office_id=office, by=by).ids
        upsert_entries(entries, people=ids, by=by)
        note_last_met(
            {person: by.today - timedelta(days=dice.randint(0, 300)) for person in ids.values()}
        )
        say(f"people {min(start + BATCH, count)} of {count}")
    return count / (time.perf_counter() - begun)


def _memories(count: int, by: Viewer) -> float:
    """Write memories over everybody, ten thousand of them for the first person."""
    if on_postgres():
        with connection.cursor() as cursor:
            cursor.execute(
                "DROP INDEX IF EXISTS memory_by_pairs"
            )  # made again at the end: a bulk build, not an import
    dice = random.Random(11)  # noqa: S311
    ids = bench_people(by)
    begun, now = time.perf_counter(), timezone.now()
    for start in range(0, count, BATCH):
        batch = []
        for number in range(start, min(start + BATCH, count)):
            person = ids[0] if number < min(10_000, count // 4) else dice.choice(ids)
            batch.append(
                _memory(person, now - timedelta(minutes=dice.randint(0, 6_000_000)), dice, by)
            )
        remember_many(batch)
        if start % 50_000 == 0:
            say(f"memories {start} of {count}")
    rate = count / (time.perf_counter() - begun)
    if on_postgres():
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE INDEX memory_by_pairs ON people_memorytext USING gin "
                "(people_grams(normalised)) WITH (fastupdate = off)"
            )
    return rate


def _memory(person: UUID, at: datetime, dice: random.Random, by: Viewer) -> Any:
    rare = f" 整理{dice.randint(0, 99999):05d}" if dice.random() < 0.2 else ""
    return new_memory(
        person_id=person,
        at=at,
        kind="note",
        title="訪問",
        fact=dice.choice(SENTENCES) + rare,
        words=dice.choice(WORDS),
        being=True,
        by=by,
    )


def _desk(by: Viewer, office: UUID) -> None:
    for number, person in enumerate(bench_people(by)[:60]):
        walk_with(
            person_id=person, member_id=by.member_id, on=by.today - timedelta(days=400), by=by
        )
        make_promise(
            person_id=person,
            text="訪問",
            due_on=by.today + timedelta(days=number % 20 - 10),
            answerable_id=by.member_id,
            by=by,
        )
        hand_over(office_id=office, text="申し送り", person_id=person, at=timezone.now(), by=by)


def who() -> Viewer:
    """Return the member the benchmark works as."""
    viewer = first_manager("", today=timezone.localdate())
    if viewer is None:
        raise RuntimeError("build first")
    return viewer
