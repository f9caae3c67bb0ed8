"""
The table of six around one invented person, a meeting without consent, and an independent body: as
if held on those days.
"""

from datetime import time, timedelta
from typing import Any
from uuid import UUID

from banso.access.actions import add_member, create_agency, invite, seat_demo_guest
from banso.access.queries import DEMO_SECRET, guest_for_account, viewer_of
from banso.access.viewer import GuestViewer, Viewer
from banso.companionship.actions import settle_promise
from banso.companionship.queries import promises_of
from banso.conferences.actions import (
    add_item,
    call_conference,
    close_conference,
    confirm_seat,
    edit_conference,
    hand_out,
    note_confirmation,
    seat_somebody,
    set_attendance,
    start_conference,
    write_as_guest,
    write_minute,
)
from banso.conferences.queries import conference_seen, table_for_member
from banso.consent.actions import keep_consents
from banso.decisions.actions import (
    ask_decision,
    decide,
    found_body,
    give_opinion,
    receive_decision,
    seat_in,
)
from banso.people.queries import people_seen_by
from banso.planning.queries import current_of
from banso_demo.plans import Walking

PASSWORD = "banso-demo"  # noqa: S105 — the published password of invented people, in a demo home only
BODY = "見本市 支援決定判定委員会(架空)"
# (sign-in, kind, party, name, organisation as in the consents)
GUESTS = (
    ("officer", "hello_work", "hello_work", "見本 職子", "ハローワーク見本"),
    ("caseworker", "caseworker", "caseworker", "見本 福男", "見本区 福祉事務所 保護課"),
    ("florist", "employer", "employer", "例 花代", "花屋さん"),
    ("placement", "placement", "placement", "例 紹介", "職業紹介の見本さん"),
    ("keyperson", "key_person", "key_person", "例 ともしびのマスター", "ともしびのマスター"),
)
# (sign-in, name, organisation, whether they come from the agency that asks, chair)
DECIDERS = (
    ("chair", "例 法子", "見本大学", False, True),
    ("city", "例 市雄", "見本市 生活福祉課", False, False),
    ("doctor", "例 医美", "見本医師会", False, False),
    ("director", "例 理子", "NPO法人 見本伴走会(架空)", True, False),
    ("lawyer", "例 律", "見本弁護士会", False, False),
)
# (kind, recipient, parts, what for, so many days ago, until so many days ago (negative: ahead), the
# person's words)
OPENED = (
    (
        "hello_work",
        "ハローワーク見本",
        ("contact", "work", "plan"),
        "六者会議",
        100,
        -200,
        "仕事の話なら、してええ。",
    ),
    (
        "office",
        "見本区 福祉事務所 保護課",
        ("plan", "ties"),
        "六者会議",
        100,
        -200,
        "保護の人には、世話になっとる。",
    ),
    ("company", "花屋さん", ("plan",), "六者会議", 100, -180, "花のことだけやで。"),
    (
        "key_person",
        "ともしびのマスター",
        ("contact", "plan"),
        "六者会議",
        100,
        -365,
        "マスターは知っとってくれ。",
    ),
    (
        "office",
        BODY,
        ("contact", "plan", "work", "living"),
        "支援の決定",
        170,
        -365,
        "よその人にも見てもらおうか。",
    ),
)
BEFORE = (
    ("news", "", "朝の水やりを続けている。雨の日は休む。", "", None),
    ("words", "person", "花は、待っとってくれるからな。", "", None),
    ("tie", "", "福祉事務所の訪問は月一回になった。", "thinned", None),
    ("opinion", "employer", "手がていねい。お客さんも顔を覚えた。", "", None),
    ("opinion", "hello_work", "急がず、週二回のままがよい。", "", None),
    ("decision", "supporter", "腰の受診にいっしょに行く", "", 14, "health"),
    ("role", "employer", "水やりを教える。体の具合は聞かない", "", 90),
    ("role", "caseworker", "家賃の代理納付の手続き", "", 30),
    ("advice", "", "毎週の電話を隔週に。間をあけることも支えのうち。", "", None),
    ("missing", "", "雨の日の昼に居られる場所", "", None),
)
NOW = (
    ("news", "", "店番を一人でした日があった。", "", None),
    ("words", "person", "今度は、わしが誰かに教えたい。", "", None),
    ("tie", "", "マスターの店に週三回。", "grew", None),
    ("opinion", "key_person", "顔つきが変わった。常連と将棋をさしている。", "", None),
    ("after", "", "先月の入院の夜、付き添った。", "approved", None, "health"),
)


class Meeting:
    """Guests, conferences, the body."""

    def __init__(self, walking: Walking) -> None:
        self.walking = walking
        self.person = people_seen_by(walking.viewers["manager"]).get(called_name="ハルさん")
        self.guests: dict[str, GuestViewer] = {}

    def meet(self) -> None:
        """Hold every meeting, ask the body, take up what it decided."""
        for kind, recipient, parts, purpose, since, until, words in OPENED:
            by = self.walking.on("aftercare", since)
            keep_consents(
                person_id=self.person.pk,
                recipient_kind=kind,
                recipient=recipient,
                parts=parts,
                purpose=purpose,
                answer="yes",
                from_on=by.today,
                until_on=self.walking.day(until),
                way="written",
                words=words,
                by=by,
            )
        by = self.walking.viewers["coordinator"]
        made = {
            username: invite(kind=kind, name=name, organisation=place, by=by).guest
            for username, kind, _party, name, place in GUESTS
        }
        self.guests = {
            username: self._account(username, guest.pk) for username, guest in made.items()
        }
        self._decided()
        self._held()
        self._going_on()
        self._planned()
        self._sealed()

    def _account(self, username: str, guest_id: UUID) -> GuestViewer:
        guest = seat_demo_guest(
            username=username, password=PASSWORD, guest_id=guest_id, secret=DEMO_SECRET
        )
        viewer = (
            guest_for_account(guest.account_id, today=self.walking.today)
            if guest.account_id
            else None
        )
        if viewer is None:
            raise RuntimeError(username)
        return viewer

    def _table(self, ago: int, place: str, *, next_in: int) -> tuple[Any, Any, Viewer]:
        by = self.walking.on("coordinator", ago)
        found = call_conference(
            kind="six",
            on=by.today,
            starts_at=time(14),
            place=place,
            purpose="仕事の広がりと役割の線引き",
            by=by,
        )
        plan = current_of(self.person, by)[0]
        item = add_item(
            conference_id=found.pk,
            person_id=self.person.pk,
            plan_id=plan.pk,
            domains=["work", "relations"],
            by=by,
        )
        for username, _kind, party, _name, _place in GUESTS:
            seat_somebody(
                conference_id=found.pk, party=party, guest_id=self.guests[username].guest_id, by=by
            )
        edit_conference(
            conference_id=found.pk, version=None, next_on=by.today + timedelta(days=next_in), by=by
        )
        return found, item, by

    def _lines(self, found: Any, item: Any, lines: Any, by: Viewer) -> None:
        seats = {
            one.party: one.pk for one in table_for_member(conference_seen(by, found.pk), by).seats
        }
        for kind, party, text, mark, days, *part in lines:
            until = by.today + timedelta(days=days) if days else None
            write_minute(
                item_id=item.pk,
                kind=kind,
                text=text,
                mark=mark,
                seat_id=seats.get(party),
                until_on=until,
                part=part[0] if part else None,
                by=by,
            )

    def _attend(self, found: Any, by: Viewer, *absent: str) -> list[Any]:
        seats = table_for_member(conference_seen(by, found.pk), by).seats
        for seat in seats:
            set_attendance(
                seat_id=seat.pk, attendance="absent" if seat.party in absent else "present", by=by
            )
        return [seat for seat in seats if seat.party not in absent]

    def _held(self) -> None:
        found, item, by = self._table(91, "自立生活サポートセンター 二階", next_in=91)
        self._lines(found, item, BEFORE, by)
        start_conference(conference_id=found.pk, by=by)
        there = self._attend(found, by, "placement")
        hand_out(conference_id=found.pk, title="プラン案", by=by)
        close_conference(conference_id=found.pk, by=by)
        members = {viewer.member_id: viewer for viewer in self.walking.viewers.values()}
        for seat in there:
            if seat.member_id in members:
                confirm_seat(conference_id=found.pk, by=members[seat.member_id])
            elif seat.guest_id:
                confirm_seat(
                    conference_id=found.pk,
                    by=next(one for one in self.guests.values() if one.guest_id == seat.guest_id),
                )
            else:
                note_confirmation(
                    seat_id=seat.pk, way="paper", note="読み上げて、うなずかれた。", by=by
                )

    def _going_on(self) -> None:
        found, item, by = self._table(0, "自立生活サポートセンター 二階", next_in=90)
        self._lines(found, item, NOW, by)
        self._kept(item, by)
        self._attend(found, by, "placement")
        start_conference(conference_id=found.pk, by=by)
        write_as_guest(
            conference_id=found.pk,
            item_id=item.pk,
            text="春から週三回にできそうです。",
            guest=self.guests["florist"],
        )

    def _kept(self, item: Any, by: Viewer) -> None:
        """What was promised last time was kept: on the desks, and at the table."""
        for promise in promises_of(self.person.pk):
            if promise.settled_on is None and promise.due_on < by.today:
                settle_promise(promise_id=promise.pk, outcome="kept", note="", version=None, by=by)
        for _code, _label, lines in next(
            iter(table_for_member(conference_seen(by, item.conference_id), by).items)
        ).groups:
            for line in lines:
                if line.minute.kind == "last":
                    write_minute(
                        item_id=item.pk,
                        minute_id=line.minute.pk,
                        version=1,
                        kind="last",
                        text=line.minute.text,
                        mark="done",
                        part=line.minute.part,
                        seat_id=line.minute.seat_id,
                        by=by,
                    )

    def _planned(self) -> None:
        by = self.walking.viewers["coordinator"]
        person = people_seen_by(by).get(called_name="テツさん")
        found = call_conference(
            kind="coordination",
            on=by.today + timedelta(days=14),
            starts_at=time(10),
            place="見本区役所 会議室",
            regular=True,
            by=by,
        )
        add_item(conference_id=found.pk, person_id=person.pk, by=by)

    def _sealed(self) -> None:
        by = self.walking.viewers["coordinator"]
        found = call_conference(
            kind="sealed",
            on=by.today + timedelta(days=5),
            sworn_on=by.today - timedelta(days=200),
            place="見本区役所",
            regular=False,
            by=by,
        )
        add_item(conference_id=found.pk, subject="例町三丁目、雨戸の閉まったままの家", by=by)

    def _decided(self) -> None:
        """Asked half a year ago, granted with a condition; the term comes back soon."""
        agency, offices = create_agency(name=BODY, offices=["事務局"])
        member = add_member(
            agency_id=agency.pk,
            username="secretariat",
            password=PASSWORD,
            name="例 事務(事務局)",
            roles=["manager"],
            office_ids=[offices[0].pk],
            on=self.walking.day(900),
            demo=True,
        )
        office = viewer_of(member, today=self.walking.today)
        body = found_body(quorum=3, sign="見支決", months=6, by=office)
        asker = self.walking.viewers["coordinator"].agency_id
        for username, name, place, own, chair in DECIDERS:
            made = seat_in(
                name=name,
                organisation=place,
                home_agency_id=asker if own else None,
                is_chair=chair,
                by=office,
            )
            self.guests[username] = self._account(username, made.guest.pk)
        by = self.walking.on("coordinator", 160)
        plan = current_of(self.person, by)[0]
        asked = ask_decision(
            person_id=self.person.pk,
            plan_id=plan.pk,
            body_id=body.pk,
            gains=["花屋さん"],
            words="花の仕事、続けたいです。",
            by=by,
        )
        for username, stance, words in (
            ("chair", "conditions", "無理のない範囲で、体を見ながら。"),
            ("city", "conditions", "受診が途切れないことが大切。"),
            ("doctor", "approve", "条件がなくても続けられると思う。"),
        ):
            give_opinion(
                request_id=asked.pk, stance=stance, words=words, guest=self._on(username, 150)
            )
        decide(
            request_id=asked.pk,
            outcome="conditions",
            reasons="本人のことばのとおり、花の仕事が暮らしの張りになっている。",
            conditions="三か月に一度、腰のことを医師と話す。",
            from_on=self.walking.day(150),
            months=6,
            guest=self._on("chair", 150),
        )
        receive_decision(request_id=asked.pk, by=self.walking.on("coordinator", 148))

    def _on(self, username: str, ago: int) -> GuestViewer:
        return GuestViewer(**{**self.guests[username].__dict__, "today": self.walking.day(ago)})
