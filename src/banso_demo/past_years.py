"""
Five years of more invented people: who came, moved on, stayed, came back; asked on coming in and
half a year after leaving.

Their answers are made so that what the reference study found can be seen: fewer are alone with it
afterwards, the sense of being of use has not risen.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from banso.companionship.actions import (
    NewNote,
    end_walk,
    make_promise,
    pass_on,
    walk_with,
    write_note,
)
from banso.companionship.queries import companions_of, promises_of
from banso.insight.actions import keep_outside_group, keep_report_setting
from banso.intake.actions import NewIntake, take_intake
from banso.kit.readers.dates import parse_date
from banso.people.actions import NewEntry, NewPerson, close_entry, edit_entry, open_entry
from banso.people.queries import open_ledger_entries
from banso.surveys.actions import NewSurvey, keep_survey
from banso_demo.agency import DemoAgency

CALLED = (
    "アオイ",
    "イツキ",
    "ウメ",
    "エイジ",
    "オト",
    "カエデ",
    "キク",
    "クルミ",
    "ケイ",
    "コズエ",
    "サツキ",
    "シオン",
    "スミレ",
    "セリ",
    "ソウ",
    "タイガ",
    "チグサ",
    "ツバキ",
    "テル",
    "トモ",
    "ナギ",
    "ニチカ",
    "ヌイ",
    "ネム",
    "ノゾミ",
    "ハギ",
    "ヒイラギ",
    "フジ",
    "ヘイタ",
    "ホタル",
    "マキ",
    "ミズキ",
    "ムツ",
    "メグ",
    "モミジ",
    "ヤマト",
    "ユズ",
    "ヨモギ",
)
CHANNELS = ("outreach", "walk_in", "phone", "brought", "referred")
MATTERS = (
    ("housing", "income"),
    ("health", "housing"),
    ("job_search", "income"),
    ("debt", "rent", "housing"),
    ("family", "withdrawal"),
    ("food", "housing", "health"),
)
SLEEPS = ("park", "river", "station", "road", "cafe", "friend", "car", "facility")
SINCE = (
    "under_1m",
    "under_6m",
    "under_1y",
    "under_3y",
    "under_5y",
    "under_10y",
    "over_10y",
    "unknown",
)
EXITS = ("work", "assistance", "assistance", "work", "own_wish")
ASKED_TWICE = 32
ALONE_BEFORE, NEEDED_BEFORE, NEEDED_AFTER = {0, 1, 2, 3, 4}, {1, 5, 6}, {1, 2, 6}
ALONE_AFTER = {0, 8, 16, 24, 9, 18, 27}
YES, NO = ("4", "3"), ("2", "1")


class PastYears:
    """The agency while five years go by."""

    def __init__(self, agency: DemoAgency) -> None:
        self.agency, self.on, self.day = agency, agency.on, agency.day
        self.viewers, self.offices, self.today = agency.viewers, agency.offices, agency.today

    def pass_by(self) -> None:
        """Let everybody come and go."""
        for number, called in enumerate(CALLED):
            self._live(number, f"{called}さん", 1790 - 33 * number)
        keep_report_setting(
            fiscal_year=self.today.year - 1,
            population=912_000,
            population_on=self.today.replace(month=1, day=1),
            source="見本市 推計人口(架空)",
            by=self.viewers["manager"],
        )

        for item, counts in (
            ("alone", {"4": 5, "3": 21, "2": 49, "1": 23, "": 2}),
            ("needed", {"4": 9, "3": 42, "2": 37, "1": 9, "": 3}),
        ):
            keep_outside_group(
                code="isolation",
                item=item,
                title="市民(架空の例)",
                source="見本市の調査(架空の数字)",
                counts=counts,
                by=self.viewers["manager"],
            )

    def _live(self, number: int, called: str, ago: int) -> None:
        by, matters = self.on("outreach", ago), list(MATTERS[number % len(MATTERS)])
        entering = NewPerson(
            called_name=called,
            sex=("male", "male", "female", "")[number % 4],
            birth=parse_date(f"{1940 + number * 17 % 50}年頃" if number % 6 else ""),
            place="見本の場所",
            place_kind=SLEEPS[number % len(SLEEPS)],
        )
        taken = take_intake(
            person=entering,
            intake=NewIntake(
                office_id=self.offices[0].pk,
                on=by.today,
                channel=CHANNELS[number % len(CHANNELS)],
                matters=matters,
                worst=matters[0] if number % 3 else "",
                words="",
            ),
            by=by,
        )
        entry = self._entry(taken.person_id)
        edit_entry(
            entry_id=entry.pk,
            version=None,
            values={
                "sleeps_kind": SLEEPS[number % 8],
                "since": SINCE[number * 3 % 8],
                "wish": ("flat_and_work", "as_it_is", "unknown")[number % 3],
            },
            worker_id=by.member_id,
            by=by,
        )
        inside = pass_on(
            entry_id=entry.pk,
            into="centre",
            office_id=self.offices[1].pk,
            worker_id=self.viewers["centre"].member_id,
            on=self.day(ago - 30),
            by=self.on("outreach", ago - 30),
        )
        self._asked(number, taken.person_id, "entry", ago - 34)
        centre = self.on("centre", ago - 200)
        edit_entry(
            entry_id=inside.pk,
            version=None,
            values={
                "admitted_on": self.day(ago - 30).isoformat(),
                "exit_reason": EXITS[number % 5],
                "work": "employed" if EXITS[number % 5] == "work" else "none",
            },
            worker_id=centre.member_id,
            by=centre,
        )
        home = pass_on(
            entry_id=inside.pk,
            into="aftercare",
            office_id=self.offices[2].pk,
            worker_id=self.viewers["aftercare"].member_id,
            on=self.day(ago - 200),
            by=centre,
        )
        if number < ASKED_TWICE:
            self._asked(number, taken.person_id, "m6", ago - 382)
        self._settle(taken.person_id)
        self._afterwards(number, home, ago - 200)

    def _entry(self, person_id: Any) -> Any:
        return open_ledger_entries().get(person_id=person_id)

    def _asked(self, number: int, person_id: Any, moment: str, ago: int) -> None:
        by, first = self.on("coordinator", ago), moment == "entry"
        if number == len(CALLED) - 1:
            keep_survey(
                survey=NewSurvey(
                    code="isolation", moment=moment, on=by.today, mode="interview", declined=True
                ),
                person_id=person_id,
                by=by,
            )
            return
        alone = number % 8 in ALONE_BEFORE if first else number in ALONE_AFTER
        needed = number % 8 in (NEEDED_BEFORE if first else NEEDED_AFTER)
        answers = {
            "alone": (YES if alone else NO)[number % 2],
            "needed": (YES if needed else NO)[number % 2],
        }
        keep_survey(
            survey=NewSurvey(
                code="isolation",
                moment=moment,
                on=by.today,
                mode=("interview", "paper", "alone")[number % 3],
                answers=answers,
            ),
            person_id=person_id,
            by=by,
        )

    def _settle(self, person_id: Any) -> None:
        for promise in promises_of(person_id):
            self.agency.keep(promise, self.viewers["manager"])

    def _afterwards(self, number: int, home: Any, ago: int) -> None:
        ends = {
            2: ("wished", 420),
            3: ("moved", 330),
            4: ("lost_contact", 240),
            5: ("wished", 700),
            6: ("other", 260),
            7: (("hospital", "facility", "died")[number // 8 % 3], 280),
        }
        reason, after = ends.get(number % 8, ("", 0))
        if reason and ago - after > 0:
            close_entry(
                entry_id=home.pk,
                reason=reason,
                on=self.day(ago - after),
                by=self.on("aftercare", ago - after),
            )
            for walk in companions_of(home.person_id):
                if walk.until_on is None:
                    end_walk(walk_id=walk.pk, on=self.day(ago - after), by=self.viewers["manager"])
            if number % 8 == 6:
                self._back(home.person, ago - after - 20)
            return
        visited = timezone.now() - timedelta(days=5 + number % 20)
        write_note(
            person_id=home.person_id,
            note=NewNote(at=visited, method="visit", being=True, words="", minutes=25),
            by=self.viewers["aftercare"],
        )
        make_promise(
            person_id=home.person_id,
            text="部屋を訪ねて顔を見る",
            due_on=self.today + timedelta(days=30 + number),
            answerable_id=self.viewers["aftercare"].member_id,
            by=self.viewers["aftercare"],
        )

    def _back(self, person: Any, ago: int) -> None:
        """Welcome somebody back on the street's round."""
        by = self.on("outreach", max(ago, 1))
        open_entry(
            person=person,
            entry=NewEntry(
                ledger="outreach",
                office_id=self.offices[0].pk,
                worker_id=by.member_id,
                on=by.today,
                values={"sleeps_kind": "park", "since": "under_1m"},
            ),
            by=by,
        )
        walk_with(person_id=person.pk, member_id=by.member_id, on=by.today, by=by)
        make_promise(
            person_id=person.pk,
            text="次の巡回で顔を見る",
            due_on=self.today + timedelta(days=21),
            answerable_id=by.member_id,
            by=self.viewers["outreach"],
        )
