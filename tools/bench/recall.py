"""Is the right person among the first who are found for a mistaken name and birth date?"""

import random

from banso.kit.eras import PartialDate, Precision
from banso.people.queries import similar_people
from tools.bench.building import bench_people, who
from tools.bench.names import invented, mistaken


def recall(people: int, asked: int = 2000) -> float:
    """
    Return how often the right person is among the first ten for a mistaken name and birth date
    (fixed seed).
    """
    by, dice = who(), random.Random(99)  # noqa: S311
    ids, everybody = bench_people(by), invented(people)
    found = 0
    for _ in range(asked):
        place = dice.randrange(len(ids))
        wrong = mistaken(everybody[place], dice)
        known = PartialDate(*wrong.birth, Precision.DAY if wrong.birth[2] else Precision.YEAR)
        hits = similar_people(
            by, names=[(wrong.written, wrong.kana)], birth=known, limit=10, least=0.0
        )
        found += ids[place] in {hit.person.pk for hit in hits}
    return found / asked
