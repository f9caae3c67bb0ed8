"""Is the right person among the first who are found for a mistaken name and birth date?"""

import random

from banso.people.queries import find_people, similar_people
from tools.bench.building import bench_people, who
from tools.bench.names import invented, mistaken, other_forms


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
        hits = similar_people(
            by, names=[(wrong.written, wrong.kana)], birth=wrong.partial, limit=10, least=0.0
        )
        found += ids[place] in {hit.person.pk for hit in hits}
    return found / asked


def recall_of_forms(people: int, asked: int = 700) -> float:
    """
    Return how often the right person is among the first twenty for a phone number, an address or a
    name in another form, in the search box (fixed seed).
    """
    by, dice = who(), random.Random(98)  # noqa: S311
    ids, everybody = bench_people(by), invented(people)
    found = total = 0
    for _ in range(asked):
        place = dice.randrange(len(ids))
        for text in other_forms(everybody[place], dice):
            found += ids[place] in {hit.person.pk for hit in find_people(by, text)}
            total += 1
    return found / total
