"""
Referrals in the benchmark: a city's directory of receivers, a way through sixty of them, and the
silence over a whole agency.
"""

import random
import resource
import time
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from banso.access.viewer import Viewer
from banso.config.home_setup import say
from banso.interop.actions import export_hsds, import_hsds
from banso.referrals.models import Referral
from banso.referrals.rules import NextStep, ReturnReason, State
from banso.resources.actions import coded, searchable
from banso.resources.models import Location, Organization, Service
from banso.resources.queries import services_seen_by
from banso.resources.rules import Domain, System
from tools.bench.building import BATCH, bench_people
from tools.bench.figures import Figure, sql, uuid_of
from tools.bench.measuring import Bench

SERVICES, REFERRALS, WAY, WALKED = 100_000, 300_000, 60, 2
KINDS = ("診療所", "相談室", "福祉事務所", "作業所", "食堂", "居住支援", "訓練農園", "町内会")


def build_journeys(by: Viewer) -> None:
    """
    Fill the directory and lead people there: one of them through sixty receivers; a third of all
    ways still open, some of them silent.
    """
    if Referral.objects.exists():
        return
    services = _receivers()
    people, dice, today = bench_people(by), random.Random(17), by.today  # noqa: S311
    systems = list(System)
    for start in range(0, REFERRALS, BATCH):
        batch = []
        for number in range(start, start + BATCH):
            person = people[WALKED] if number < WAY else dice.choice(people[WALKED + 1 :])
            place, begun = dice.randrange(SERVICES), today - timedelta(days=dice.randint(90, 2000))
            still = number % 3 == 0
            batch.append(
                Referral(
                    agency_id=by.agency_id,
                    person_id=person,
                    number=number + 1,
                    service_id=services[place],
                    receiver=f"見本{KINDS[place % 8]}{place}",
                    system=systems[number % len(systems)],
                    purpose="一緒に行く",
                    answerable_id=by.member_id,
                    begun_on=begun,
                    asked_on=begun,
                    state=State.WENT if still else State.RETURNED,
                    next_look_on=today + timedelta(days=dice.randint(-5, 300)) if still else None,
                    returned_on=None if still else begun + timedelta(days=30),
                    return_reason="" if still else ReturnReason.FINISHED,
                    next_step="" if still else NextStep.NEW_REFERRAL,
                )
            )
        Referral.objects.bulk_create(batch)
    say(f"referrals: {REFERRALS}, {WAY} of them of one person")


def _receivers() -> list[UUID]:
    """Write the directory, spread over Japan; return the ids of its services."""
    dice, ids = random.Random(13), []  # noqa: S311
    for start in range(0, SERVICES, BATCH):
        offices, places, services = [], [], []
        for number in range(start, start + BATCH):
            name = f"見本{KINDS[number % 8]}{number}"
            office = Organization(name=name, source="bench", outside_id=f"s{number}")
            place = Location(
                organization=office,
                outside_id=f"s{number}",
                address="見本町",
                latitude=31 + dice.random() * 13,
                longitude=130 + dice.random() * 14,
            )
            values = {
                "name": name,
                "domains": coded([list(Domain)[number % 8].value]),
                "ease": coded(["free"] if number % 3 else ["no_id"]),
            }
            service = Service(
                organization=office,
                location=place,
                source="bench",
                outside_id=f"s{number}",
                normalised=searchable(values, name, "見本町"),
                **values,
            )
            offices.append(office)
            places.append(place)
            services.append(service)
        Organization.objects.bulk_create(offices)
        Location.objects.bulk_create(places)
        Service.objects.bulk_create(services)
        ids += [one.pk for one in services]
    say(f"receivers: {SERVICES}")
    return ids


def hsds_rates(by: Viewer) -> dict[str, float]:
    """
    Return how many services a second go out as HSDS and come in again (a dry run: nothing is kept);
    say by how much the process grew meanwhile.
    """
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with TemporaryDirectory() as folder:
        path = Path(folder) / "hsds.json"
        begun = time.perf_counter()
        with path.open("w", encoding="utf-8") as file:
            count = export_hsds(file, by=by)
        out, begun = time.perf_counter() - begun, time.perf_counter()
        read = import_hsds(path, source="bench-in", dry_run=True).of("services").read
        came = time.perf_counter() - begun
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    say(f"HSDS: {count} services out and in, the process grew by {grown:.0f} MB")
    return {"HSDS out, services": count / out, "HSDS in, services": read / came}


class JourneyBench:
    """What a worker does with receivers, ways and silence."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.by = bench, bench.by
        self.person = bench.people[WALKED]
        self.anchors = list(services_seen_by(bench.by).filter(source="bench").order_by("pk")[:100])

    def everything(self) -> list[Figure]:
        """Measure everything, in the order of the table."""
        figure = self.bench.figure
        return [
            figure("search 100,000 receivers by a word", self._word, self._floor_word, rounds=30),
            figure(
                "the nearest of 100,000 receivers that ask for no papers",
                self._near,
                self._floor_near,
                rounds=30,
            ),
            figure("a way through 60 receivers, drawn", self._way, self._floor_way),
            figure(
                "silent referrals on the desk, 300,000 in all", self._silent, self._floor_silent
            ),
            figure(
                "a page of the list that must be empty, over 100,000 people",
                self._watch,
                self._floor_watch,
                rounds=10,
            ),
        ]

    def _word(self, number: int) -> None:
        self.bench.get(f"/receivers/?text={KINDS[number % 8]}{number % 90 + 10}")

    def _floor_word(self, number: int) -> None:
        word = f"%{KINDS[number % 8]}{number % 90 + 10}%"
        sql(
            "SELECT s.*, o.name, l.address FROM resources_service s JOIN "
            "resources_organization o ON o.id = s.organization_id"
            " LEFT JOIN resources_location l ON l.id = s.location_id WHERE s.normalised LIKE "
            "%s ORDER BY s.name, s.id LIMIT 51",
            word,
        )

    def _near(self, number: int) -> None:
        self.bench.get(f"/receivers/?near={self.anchors[number % 100].pk}&ease=no_id")

    def _floor_near(self, number: int) -> None:
        place = self.anchors[number % 100].location
        latitude, longitude = (place.latitude or 0, place.longitude or 0) if place else (0, 0)
        sql(
            "SELECT s.*, o.name, l.address FROM resources_service s JOIN "
            "resources_organization o ON o.id = s.organization_id"
            " JOIN resources_location l ON l.id = s.location_id WHERE l.latitude BETWEEN %s "
            "AND %s AND l.longitude BETWEEN %s AND %s"
            " AND s.ease LIKE '%%,no_id,%%' ORDER BY (l.latitude - %s) * (l.latitude - %s) + "
            "(l.longitude - %s) * (l.longitude - %s) LIMIT 30",
            latitude - 0.54,
            latitude + 0.54,
            longitude - 0.65,
            longitude + 0.65,
            latitude,
            latitude,
            longitude,
            longitude,
        )

    def _way(self, _number: int) -> None:
        self.bench.get(f"/people/{self.person}/journey/")

    def _floor_way(self, _number: int) -> None:
        sql(
            (
                "SELECT r.*, m.name FROM referrals_referral r JOIN access_member m ON m.id = "
                "r.answerable_id WHERE r.person_id = %s ORDER BY r.begun_on LIMIT 200"
            ),
            uuid_of(self.person),
        )

    def _silent(self, _number: int) -> None:
        self.bench.get("/desk/silent/")

    def _floor_silent(self, _number: int) -> None:
        sql(
            "SELECT r.*, p.called_name FROM referrals_referral r JOIN people_person p ON "
            "p.id = r.person_id WHERE r.agency_id = %s AND NOT (r.state = 'returned')"
            " AND r.next_look_on <= %s ORDER BY r.next_look_on, r.id LIMIT 50",
            uuid_of(self.by.agency_id),
            self.by.today,
        )

    def _watch(self, _number: int) -> None:
        self.bench.get("/watch/")

    def _floor_watch(self, _number: int) -> None:
        """Count the people with an open entry and no companion, and read a page of them."""
        where = (
            "FROM people_person p WHERE p.agency_id = %s AND EXISTS (SELECT 1 FROM "
            "people_ledgerentry l WHERE l.person_id = p.id AND l.closed_on"
            " IS NULL) AND NOT EXISTS (SELECT 1 FROM companionship_companionship c WHERE "
            "c.person_id = p.id AND c.until_on IS NULL)"
        )
        sql(f"SELECT count(*) {where}", uuid_of(self.by.agency_id))
        sql(f"SELECT p.* {where} ORDER BY p.sort_name, p.id LIMIT 51", uuid_of(self.by.agency_id))
