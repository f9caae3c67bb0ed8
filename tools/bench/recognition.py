"""
How well somebody entered twice is found again, and over everybody, by the same keys, ranks and
score as in a home, beside the keys of before; on two files of invented people whose truth is known.

The file is Parquet with a row for each record: `cluster` (whose it is), `file` (A or B), `sev` (how
badly mistaken), family and given name as written (`fk`, `gk`) and as read (`fr`, `gr`), `alias`,
birth (`y`, `m`, `d`), `sex`, `pref`.
"""

import random
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from banso_analysis.linking import Crowd
from banso_recognition import (
    NameBook,
    Scale,
    Sketch,
    blocking_keys,
    compare,
    facets,
    fold_name,
    learn,
    worth,
)

ASKED = 3000
COMPARED, BEFORE = 60, 30
COLUMNS = "cluster, file, sev, fk, gk, fr, gr, alias, y, m, d, sex, pref"


@dataclass(frozen=True)
class Record:
    """One record of somebody, and whose it is."""

    whose: int
    second: bool
    badly: int
    sketch: Sketch


def _record(row: Sequence[object]) -> Record:
    whose, file, badly, fk, gk, fr, gr, alias, y, m, d, sex, pref = row
    written = " ".join(str(one) for one in (fk, gk) if one)
    said = " ".join(str(one) for one in (fr, gr) if one)
    names = [(written or said, said)] if written or said else []
    names += [(str(alias), str(alias))] if alias else []
    birth = tuple(int(str(one)) if one is not None else None for one in (y, m, d))
    areas = frozenset((str(pref),) if pref else ())
    sketch = Sketch(tuple(names), (birth[0], birth[1], birth[2]), sex=str(sex or ""), areas=areas)
    return Record(int(str(whose)), file == "B", int(str(badly)), sketch)


def records(path: Path) -> list[Record]:
    """Return the records of a file."""
    rows = duckdb.execute(f"SELECT {COLUMNS} FROM read_parquet(?)", [str(path)]).fetchall()
    return [_record(row) for row in rows]


def keys_now(one: Sketch, book: NameBook, *, asking: bool) -> set[str]:
    """Return the keys of today."""
    keys = {f"n:{whole}"[:40] for text, _ in one.names if (whole := "".join(fold_name(text)))}
    for text, kana in one.names:
        keys |= blocking_keys(text, kana, one.birth, asking=asking, book=book)
    return keys


def keys_before(one: Sketch, _book: NameBook, *, asking: bool) -> set[str]:
    """Return the keys as they were before whole dates, months with days, and readings."""
    mine = f"y:{one.birth[0]}|"
    return {
        key
        for key in keys_now(one, NameBook(), asking=asking)
        if key[:2] not in ("m:", "a:", "k:") and (key[:2] != "y:" or key.startswith(mine))
    }


Keys = Callable[..., set[str]]


def online(people: list[Record], asked: list[Record], book: NameBook) -> list[tuple[str, str]]:
    """Return how often the right person is among the first ten, before and now."""
    told: list[tuple[str, str]] = []
    scale = Scale(len(people), book=book)
    for name, keys in (("keys of before", keys_before), ("keys and score of today", keys_now)):
        index: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(people):
            for key in keys(one.sketch, book, asking=False):
                index[key].append(number)
        found: Counter[str] = Counter()
        times: list[float] = []
        for one in asked:
            begun = time.perf_counter()
            first = (_before if keys is keys_before else _now)(one, people, index, book, scale)
            times.append(time.perf_counter() - begun)
            hit = any(people[number].whose == one.whose for number in first)
            for group in ("all", f"mistaken {one.badly}"):
                found[group] += hit
                found[f"of {group}"] += 1
        for group in ("all", "mistaken 1", "mistaken 2", "mistaken 3"):
            share = found[group] / max(found[f"of {group}"], 1)
            told.append((f"first ten, {name}, {group}", f"{share:.4f} of {found[f'of {group}']}"))
        rows = sum(map(len, index.values())) / max(len(people), 1)
        told.append((f"rows for each person, {name}", f"{rows:.1f}"))
        p95 = sorted(times)[int(len(times) * 0.95)] * 1000
        told.append((f"in memory, {name}, p95", f"{p95:.1f} ms"))
    return told


Index = dict[str, list[int]]


def _before(
    one: Record, people: list[Record], index: Index, book: NameBook, scale: Scale
) -> list[int]:
    shared: Counter[int] = Counter()
    for key in keys_before(one.sketch, book, asking=True):
        shared.update(index.get(key, ()))
    met = [number for number, _ in shared.most_common(BEFORE)]
    met.sort(key=lambda number: -compare(one.sketch, people[number].sketch).score)
    return met[:10]


def _now(
    one: Record, people: list[Record], index: Index, book: NameBook, scale: Scale
) -> list[int]:
    shared: Counter[int] = Counter()
    for key in keys_now(one.sketch, book, asking=True):
        under = index.get(key, ())
        if value := worth(len(under)) if under else 0:
            shared.update(dict.fromkeys(under, value))
    mine = facets(one.sketch, book)
    met = [number for number, _ in shared.most_common(COMPARED)]
    weighed = [
        (scale.weigh(mine, facets(people[number].sketch, book)).bits, number) for number in met
    ]
    return [number for _bits, number in sorted(weighed, reverse=True)[:10]]


def over_everybody(everybody: list[Record], book: NameBook) -> list[tuple[str, str]]:
    """Return how well the pairs of two files are told apart, and what that takes."""
    begun = time.process_time()
    with TemporaryDirectory() as folder, Crowd(Path(folder)) as crowd:
        for number, one in enumerate(everybody):
            crowd.hold((number, key) for key in keys_now(one.sketch, book, asking=False))
        crowd.weigh()
        parts = [facets(one.sketch, book) for one in everybody]
        scale = Scale(len(everybody) // 2, book=book)
        weighed: list[tuple[float, bool]] = []
        for part in range(crowd.slices):
            for first, then in crowd.met(part):
                if everybody[first].second is everybody[then].second:
                    continue
                bits = scale.weigh(parts[first], parts[then]).bits
                weighed.append((bits, everybody[first].whose == everybody[then].whose))
    taken = time.process_time() - begun
    second = {one.whose for one in everybody if one.second}
    true = sum(not one.second and one.whose in second for one in everybody)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = [
        ("pairs compared", f"{len(weighed)}"),
        ("true pairs among them", f"{sum(one for _, one in weighed) / true:.4f} of {true}"),
        *_told_apart(weighed, true),
        ("processor time, memory of the whole run", f"{taken:.0f} s, {memory:.0f} MB"),
    ]
    return told + _reliability(weighed, scale)


def _told_apart(weighed: list[tuple[float, bool]], true: int) -> list[tuple[str, str]]:
    weighed.sort(key=lambda one: -one[0])
    right, best, at_99 = 0, (0.0, 0.0, 0.0), 0.0
    for count, (_bits, one) in enumerate(weighed, start=1):
        right += one
        precision, recall = right / count, right / true
        if right:
            f1 = 2 * precision * recall / (precision + recall)
            best = max(best, (f1, precision, recall))
        if precision >= 0.99:
            at_99 = recall
    return [
        ("best F1 (precision, recall)", "{:.4f} ({:.4f}, {:.4f})".format(*best)),
        ("recall at precision 0.99", f"{at_99:.4f}"),
    ]


def _reliability(weighed: list[tuple[float, bool]], scale: Scale) -> list[tuple[str, str]]:
    """Return how often pairs were one person, of those that were said to be so surely."""
    bands = ((0.0, 0.01), (0.01, 0.1), (0.1, 0.3), (0.3, 0.5), (0.5, 0.7), (0.7, 0.9))
    told = []
    for low, high in (*bands, (0.9, 0.99), (0.99, 1.01)):
        some = [
            (said, one) for bits, one in weighed if low <= (said := scale.probability(bits)) < high
        ]
        if some:
            said = sum(p for p, _ in some) / len(some)
            was = sum(one for _, one in some) / len(some)
            told.append((f"said {said:.3f}, of {len(some)} pairs", f"was {was:.3f}"))
    return told


def measure(path: Path) -> list[tuple[str, str]]:
    """Measure finding somebody again, and everybody at once."""
    everybody = records(path)
    people = [one for one in everybody if not one.second]
    known = {one.whose for one in people}
    asked = [one for one in everybody if one.second and one.whose in known]
    random.Random(1).shuffle(asked)  # noqa: S311
    book = learn(one.sketch.names[0] for one in people if one.sketch.names)
    told = [("people", str(len(people)))]
    told += online(people, asked[:ASKED], book)
    whole = learn(one.sketch.names[0] for one in everybody if one.sketch.names)
    return told + over_everybody(everybody, whole)
