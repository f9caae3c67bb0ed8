"""
Ties in the benchmark: pictures of ten, sixty and two hundred, and the counts over a city: ten ties
of each of 100,000 people.
"""

import random
from collections.abc import Callable
from datetime import timedelta

from banso.access.viewer import Viewer
from banso.config.home_setup import say
from banso.kit.svg import picture, text
from banso.ties.drawing import ecomap, plant, rings
from banso.ties.drawing.nodes import Node
from banso.ties.models import Giving, Tie
from banso.ties.rules import Direction, Ending, Kind, Ring, Role, What, party_of
from tools.bench.building import BATCH, bench_people
from tools.bench.figures import Figure, sql, uuid_of
from tools.bench.measuring import Bench

EACH = 10
CROWDS = (10, 60, 200)
FORMAL = (Role.SUPPORTER, Role.CASEWORKER, Role.HELLO_WORK)


def build_ties(by: Viewer) -> None:
    """
    Tie everybody ten times over twelve years; a third of the ties have ended, one in nine people
    gives.
    """
    if Tie.objects.exists():
        return
    people, dice, today = bench_people(by), random.Random(19), by.today  # noqa: S311
    roles, kinds = list(Role), list(Kind)
    waiting: list[Tie] = []
    for number, person in enumerate(people):
        for place in range(EACH):
            began = dice.randint(30, 4000)
            role, ended = roles[(number + place * 7) % len(roles)], dice.randrange(3) == 0
            waiting.append(
                Tie(
                    agency_id=by.agency_id,
                    person_id=person,
                    what=What.PERSON,
                    name=f"見本{number % 997}-{place}",
                    kind=kinds[dice.randrange(4)],
                    role=role,
                    is_formal=role in FORMAL,
                    from_on=today - timedelta(days=began),
                    until_on=today - timedelta(days=dice.randint(0, began)) if ended else None,
                    ending=Ending.STEPPED_DOWN if ended else "",
                )
            )
        if len(waiting) >= BATCH:
            Tie.objects.bulk_create(waiting)
            waiting = []
    Tie.objects.bulk_create(waiting)
    Giving.objects.bulk_create(
        [
            Giving(agency_id=by.agency_id, person_id=one, gift="meals", from_on=today)
            for one in people[::9]
        ],
        batch_size=BATCH,
    )
    say(f"ties: {EACH * len(people)}")


def crowd(count: int) -> list[Node]:
    """Return so many ties of one person, spread as people are."""
    dice = random.Random(count)  # noqa: S311
    made = []
    for order in range(count):
        role = list(Role)[order % len(Role)]
        made.append(
            Node(
                key=f"k{order}",
                name=f"見本の喫茶店{order}",
                order=order,
                role=role,
                party=party_of(role),
                formal=role in FORMAL,
                ring=list(Ring)[order % 4],
                bearing=dice.randrange(360),
                reach=dice.randint(1, 5),
                told="12回 2024/3–2026/9",
                visits=2,
                is_base=order == 0,
                direction=Direction.MUTUAL,
                strength="plain",
            )
        )
    return made


def all_views(nodes: list[Node]) -> None:
    """Draw the two views of the sphere of life and the ecomap."""
    told = {"title": "見本", "head": "見本"}
    plant.drawn(nodes, home="見本", legend=(), **told)
    rings.drawn(
        nodes, who="見本", names={ring.value: ring.value for ring in Ring}, legend=(), **told
    )
    ecomap.drawn(nodes, household=["見本"], legend=(), **told)


def bare(nodes: list[Node]) -> None:
    """
    Write as many dots, lines and words three times, wherever: the least that a picture of them is.
    """
    for _ in range(3):
        parts = [
            f'<circle cx="{one.order}" cy="9" r="9"/><path d="M0 0 L{one.order} 9"/>'
            + text(one.order, 9, one.name)
            + text(one.order, 9, one.told)
            for one in nodes
        ]
        picture(parts, width=1120, height=760, role="group", title="見本")


class TieBench:
    """Pictures and counts."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.by = bench, bench.by
        self.person = bench.people[3]

    def everything(self) -> list[Figure]:
        """Measure everything, in the order of the table."""
        figure = self.bench.figure
        made = [
            figure(
                f"three pictures of {count} ties, placed and drawn",
                self._draw(count, all_views),
                self._draw(count, bare),
                requests=0,
            )
            for count in CROWDS
        ]
        return [
            *made,
            figure(
                "the sphere of life of a person with ten ties", self._sphere, self._floor_sphere
            ),
            figure(
                "ties counted, over 100,000 people and 1,000,000 ties",
                self._count,
                self._floor_count,
                rounds=5,
            ),
        ]

    def _draw(self, count: int, draw: Callable[[list[Node]], None]) -> Callable[[int], None]:
        nodes = crowd(count)
        return lambda _number: draw(nodes)

    def _sphere(self, _number: int) -> None:
        self.bench.get(f"/people/{self.person}/sphere/")

    def _floor_sphere(self, _number: int) -> None:
        sql(
            (
                "SELECT t.*, m.name FROM ties_tie t LEFT JOIN access_member m ON m.id = "
                "t.member_id WHERE t.person_id = %s ORDER BY t.from_on LIMIT 300"
            ),
            uuid_of(self.person),
        )

    def _count(self, _number: int) -> None:
        self.bench.get("/ties/figures/")

    def _floor_count(self, _number: int) -> None:
        """
        Group all ties by person once and count what the page counts, over everybody, and read all
        ties once more by kind.
        """
        day = self.by.today
        stands = "(from_on IS NULL OR from_on <= %s) AND (until_on IS NULL OR until_on > %s)"
        counted = ", ".join(
            f"sum(CASE WHEN {stands} {more} THEN 1 ELSE 0 END) AS c{place}"
            for place, more in enumerate(("", "AND role = 'key_person'", "AND is_formal"))
        )
        agency = uuid_of(self.by.agency_id)
        each = f"SELECT person_id, {counted} FROM ties_tie WHERE agency_id = %s GROUP BY person_id"
        sql(
            f"SELECT count(*), sum(c0), sum(c1), sum(c2) FROM ({each}) AS counted",
            *[day] * 6,
            agency,
        )
        sql(
            (
                "SELECT kind, is_formal, count(*) FROM ties_tie WHERE agency_id = %s AND "
                f"{stands} GROUP BY kind, is_formal"
            ),
            agency,
            day,
            day,
        )
