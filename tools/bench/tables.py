"""
The border and the table in the benchmark: the consent rule over a thousand people, and twelve
screens that look again at a table of thirty seats.
"""

import random
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.test import Client

from banso.access.actions import use_paper
from banso.access.models import Account, Guest
from banso.access.viewer import Viewer
from banso.conferences.actions import (
    NewConference,
    NewLine,
    NewSeat,
    add_item,
    call_conference,
    invite_to_seat,
    seat_somebody,
    start_conference,
    write_minute,
)
from banso.conferences.models import Conference, Seat
from banso.config.home_setup import say
from banso.consent.models import Consent
from banso.consent.queries import words_for
from banso.consent.rules import Part
from tools.bench.building import BATCH, bench_people
from tools.bench.figures import Figure, sql, uuid_of
from tools.bench.measuring import Bench

COMPANY = "見本の会社"
MANY, OPENED, SEATS, LINES, SCREENS = 1000, 50, 30, 60, 12


def build_tables(by: Viewer) -> None:
    """
    Keep twenty words of each of two thousand people, fifty of them for one company; call one
    conference of thirty seats and sixty lines.
    """
    if Conference.objects.exists():
        return
    people, dice = bench_people(by)[: 2 * MANY], random.Random(23)  # noqa: S311
    asked: dict[str, Any] = {
        "agency_id": by.agency_id,
        "recipient_kind": "company",
        "purpose": "会議",
        "answer": "yes",
        "from_on": by.today,
        "way": "written",
        "explained_by_id": by.member_id,
    }
    rows = [
        Consent(
            **asked,
            person_id=one,
            recipient=f"相手{dice.randrange(200)}",
            part=list(Part)[place % len(Part)],
        )
        for one in people
        for place in range(20)
    ]
    rows += [
        Consent(**asked, person_id=one, recipient=COMPANY, part=Part.WORK)
        for one in people[:MANY:20]
    ]
    Consent.objects.bulk_create(rows, batch_size=BATCH)
    Consent.objects.bulk_create(
        [
            Consent(**asked, person_id=people[0], recipient=f"機関{number}", part=part)
            for number in range(SCREENS)
            for part in Part
        ]
    )
    found = call_conference(conference=NewConference(kind="six", on=by.today), by=by)
    item = add_item(conference_id=found.pk, person_id=people[0], by=by)
    for number in range(SEATS - Seat.objects.filter(conference=found).count()):
        seat = seat_somebody(
            conference_id=found.pk,
            seat=NewSeat(party="other", name=f"例 {number}", organisation=f"機関{number}"),
            by=by,
        )
        if number < SCREENS // 2:
            invite_to_seat(seat_id=seat.pk, by=by)
            account = Account.objects.create_user(username=f"bench-guest-{number}", password=None)
            Guest.objects.filter(pk=seat.pk).update(account=account)
            use_paper(account_id=account.pk)
    for number in range(LINES):
        write_minute(
            item_id=item.pk,
            line=NewLine(
                kind=("opinion", "decision", "role", "news")[number % 4],
                text=f"見本の一行 {number}",
            ),
            by=by,
        )
    start_conference(conference_id=found.pk, by=by)
    say(f"consents: {Consent.objects.count()}, seats: {SEATS}")


class TableBench:
    """The border and the table."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.by = bench, bench.by
        self.people = bench_people(bench.by)[:MANY]
        self.table = Conference.objects.get()
        self.item: UUID = self.table.items.get().pk
        self.screens = [(bench.browser, f"/conferences/{self.table.pk}/now/")] * (SCREENS // 2)
        for number in range(SCREENS // 2):
            browser = Client(SERVER_NAME="localhost")
            browser.force_login(
                get_user_model().objects.get(username=f"bench-guest-{number}"),
                backend="django.contrib.auth.backends.ModelBackend",
            )
            self.screens.append((browser, f"/table/{self.table.pk}/now/"))
        self.tags = [self._tag(browser, path) for browser, path in self.screens]

    def everything(self) -> list[Figure]:
        """Measure everything, in the order of the table."""
        figure = self.bench.figure
        return [
            figure(
                f"the consent rule over {MANY} people for a guest with {OPENED} words",
                self._rule,
                self._floor_rule,
                requests=0,
            ),
            figure(
                f"{SCREENS} screens look at a table of {SEATS} seats, nothing new",
                self._look,
                self._floor_look,
                requests=SCREENS,
            ),
            figure(
                f"a line is written, {SCREENS} screens show it",
                self._write,
                self._floor_write,
                requests=SCREENS + 1,
                rounds=30,
            ),
        ]

    def _tag(self, browser: Client, path: str) -> str:
        return browser.get(path).content.decode().split("?tag=", 1)[1].split('"', 1)[0]

    def _rule(self, _number: int) -> None:
        found = words_for(
            agency_id=self.by.agency_id, recipient=COMPANY, people=self.people, day=self.by.today
        )
        if len(found) != OPENED:
            raise RuntimeError(len(found))

    def _floor_rule(self, _number: int) -> None:
        places = ", ".join(["%s"] * len(self.people))
        sql(
            (
                "SELECT person_id, part, id, answer, from_on, until_on, withdrawn_on FROM "
                "consent_consent WHERE agency_id = %s AND recipient = %s AND person_id IN "
                f"({places})"
            ),
            uuid_of(self.by.agency_id),
            COMPANY,
            *(uuid_of(one) for one in self.people),
        )

    def _look(self, _number: int) -> None:
        for (browser, path), tag in zip(self.screens, self.tags, strict=True):
            if browser.get(f"{path}?tag={tag}").status_code != 204:
                raise RuntimeError(path)

    def _floor_look(self, _number: int) -> None:
        for _screen in self.screens:
            sql(
                "SELECT revision, state FROM conferences_conference WHERE id = %s",
                uuid_of(self.table.pk),
            )

    def _write(self, number: int) -> None:
        self.bench.post(
            f"/agenda/{self.item}/write/opinion/",
            {"text": f"もう一行 {number}", "part": "plan"},
            302,
        )
        for browser, path in self.screens:
            if browser.get(f"{path}?tag=old").status_code != 200:
                raise RuntimeError(path)

    def _floor_write(self, _number: int) -> None:
        table, item = uuid_of(self.table.pk), uuid_of(self.item)
        for _screen in self.screens:
            sql("SELECT * FROM conferences_conference WHERE id = %s", table)
            sql("SELECT * FROM conferences_seat WHERE conference_id = %s ORDER BY id", table)
            sql(
                (
                    "SELECT m.*, s.name FROM conferences_minute m LEFT JOIN conferences_seat s "
                    "ON s.id = m.seat_id WHERE m.item_id = %s AND m.struck_at IS NULL ORDER BY "
                    "m.id"
                ),
                item,
            )
