"""
The independent decision: a frozen package by the person's word, nobody on their own organisation's
request, one decision, a term that comes back.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from banso.access.actions import create_agency, use_paper
from banso.access.models import Account, Guest
from banso.access.queries import guest_for_account
from banso.access.viewer import GuestViewer, Viewer
from banso.audit.models import Event
from banso.companionship.models import Promise
from banso.consent.actions import NewConsent, keep_consents, withdraw
from banso.consent.models import Provision
from banso.consent.queries import who_read
from banso.decisions.actions import (
    AlreadyAsked,
    AlreadyDecided,
    BodyAsks,
    ConditionsMissing,
    DoesNotFollow,
    NewRequest,
    NotEnough,
    NotTheChair,
    Recused,
    ask_decision,
    decide,
    found_body,
    give_opinion,
    receive_decision,
    recuse,
)
from banso.decisions.models import Body, BodyMember, Decision, Opinion, Recusal, Request
from banso.decisions.queries import (
    NothingOpened,
    arrived,
    request_to_decide,
    requests_of,
    requests_to_decide,
    sent_back,
    terms_ending,
)
from banso.decisions.rules import comes_back, enough, folded, follows, last_day, why_recused
from banso.kit.refusals import NotSeen
from banso.kit.row_level_security import limited_to_agency
from banso.people.actions import NewPerson, enter_person, merge_people
from banso.people.models import Person, TimelineEntry
from banso.planning.actions import NewGoal, begin_plan, save_cell, save_goal
from tests.conftest import Cast
from tests.seconded import confirmed, founded, seated

BODY = "見本市 支援決定委員会"


class House:
    """
    A body with five members, one of them from the agency that asks, and a person whose plan is
    asked for.
    """

    def __init__(self, cast: Cast) -> None:
        self.cast, self.by = cast, cast.coordinator
        self.agency, (office,) = create_agency(name=BODY, offices=["事務局"])
        self.office: Viewer = cast.join("secretariat", ["manager"], [office], agency=self.agency)
        self.body = founded(self.office)
        self.members = {
            "chair": self.sit("例田 委員長", "見本大学", chair=True),
            "city": self.sit("例 市職員", "見本市役所"),
            "doctor": self.sit("例 医師", "見本医師会"),
            "own": self.sit("例 理事", "見本の会", home=cast.agency.pk),
            "shop": self.sit("例 社長", "見本青果"),
        }
        self.person = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
        self.plan = begin_plan(
            person_id=self.person.pk,
            made_on=cast.today,
            periods=[{"code": "now", "label": "いま"}],
            by=self.by,
        )
        save_cell(
            plan_id=self.plan.pk,
            domain="work",
            period="now",
            sensitivity="plain",
            version=0,
            content="青果店で週二日",
            by=self.by,
        )
        save_cell(
            plan_id=self.plan.pk,
            domain="health",
            period="now",
            sensitivity="health",
            version=0,
            content="通院",
            by=self.by,
        )
        save_goal(plan_id=self.plan.pk, goal=NewGoal(text="私は、花を売りたい。"), by=self.by)

    def sit(
        self, name: str, organisation: str, *, home: Any = None, chair: bool = False
    ) -> GuestViewer:
        guest = seated(
            self.office,
            name=name,
            organisation=organisation,
            home_agency_id=home,
            is_chair=chair,
        )
        account = Account.objects.create_user(
            username=f"d-{Guest.objects.count()}", password="banso-demo"
        )
        Guest.objects.filter(pk=guest.pk).update(account=account)
        use_paper(account_id=account.pk)
        viewer = guest_for_account(account.pk, today=self.cast.today)
        assert viewer is not None
        return viewer

    def allow(self, *parts: str) -> list[Any]:
        return keep_consents(
            person_id=self.person.pk,
            consent=NewConsent(
                recipient_kind="office",
                recipient=BODY,
                parts=parts,
                purpose="支援決定",
                answer="yes",
                from_on=self.cast.today,
                way="written",
            ),
            by=self.by,
        )

    def ask(self, **more: Any) -> Request:
        by = more.pop("by", self.by)
        request = NewRequest(**{"plan_id": self.plan.pk, "body_id": self.body.pk} | more)
        return ask_decision(person_id=self.person.pk, request=request, by=by)

    def think(self, request: Request, **stances: str) -> None:
        for who, stance in stances.items():
            give_opinion(
                request_id=request.pk, stance=stance, words=f"{who}の理由", guest=self.members[who]
            )

    def decide(self, request: Request, outcome: str, who: str = "chair", **more: Any) -> Decision:
        return decide(
            request_id=request.pk,
            outcome=outcome,
            reasons="理由です。",
            guest=self.members[who],
            **more,
        )


@pytest.fixture
def house(cast: Cast) -> House:
    """A body and a person."""
    return House(cast)


def browser_of(guest: GuestViewer) -> Client:
    client = Client()
    client.force_login(
        Guest.objects.get(pk=guest.guest_id).account,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def test_a_request_carries_what_the_person_opened_and_is_recorded_as_given_on(house: House) -> None:
    with pytest.raises(NothingOpened):
        house.ask()
    house.allow("plan", "work")
    request = house.ask(words="よろしくお願いします。")
    assert [cell[2] for cell in request.package["cells"]] == ["青果店で週二日"]
    assert request.package["called"] == ""
    assert request.package["goals"] == ["私は、花を売りたい。"]
    assert sorted(Provision.objects.values_list("recipient", "part")) == [
        (BODY, "plan"),
        (BODY, "work"),
    ]
    with pytest.raises(AlreadyAsked):
        house.ask()


def test_what_was_decided_on_can_be_shown_for_ever(house: House) -> None:
    house.allow("plan", "work", "contact")
    request = house.ask()
    save_cell(
        plan_id=house.plan.pk,
        domain="work",
        period="now",
        sensitivity="plain",
        version=1,
        content="書き換えた",
        by=house.by,
    )
    assert (
        "青果店で週二日"
        in browser_of(house.members["city"]).get(f"/decide/{request.pk}/").content.decode()
    )
    for act in (
        lambda: Request.objects.update(package={}),
        lambda: Request.objects.all().delete(),
        lambda: Request.objects.update(kind="appeal"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    twin = enter_person(person=NewPerson(called_name="はるさん"), by=house.cast.outreach)
    merge_people(kept_id=twin.pk, gone_id=house.person.pk, reason="", by=house.cast.manager)
    assert requests_of(twin, house.by)[0].pk == request.pk


def test_nobody_decides_on_their_own_organisation_s_request_or_where_it_gains(house: House) -> None:
    house.allow("plan", "work")
    request = house.ask(gains=["見本 青果"])
    for who in ("own", "shop"):
        page = browser_of(house.members[who]).get(f"/decide/{request.pk}/").content.decode()
        assert "この申請には加わりません" in page
        assert "青果店で週二日" not in page
        for act in (
            lambda who=who: house.think(request, **{who: "approve"}),
            lambda who=who: house.decide(request, "approve", who),
        ):
            with pytest.raises(Recused):
                act()
        assert (
            browser_of(house.members[who]).get(f"/decide/{request.pk}/sheet.html").status_code
            == 404
        )
    # the database itself refuses, whatever the rules of tomorrow say
    own = BodyMember.objects.get(guest=house.members["own"].guest_id)
    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.create(
            agency=house.agency, request=request, member=own, stance="approve", words="x"
        )
    house.think(request, city="approve", doctor="approve", chair="approve")
    assert set(Recusal.objects.values_list("why", flat=True)) == {"own_organisation", "gains"}
    shop = BodyMember.objects.get(guest=house.members["shop"].guest_id)
    for member in (own, shop):
        with pytest.raises(DatabaseError), transaction.atomic():
            Decision.objects.create(
                agency=house.agency,
                asker_id=house.cast.agency.pk,
                request=request,
                number="x",
                decided_on=house.cast.today,
                outcome="refuse",
                reasons="x",
                chair=member,
            )
    found = house.decide(request, "approve")
    assert sorted(found.recused) == ["例 理事", "例 社長"]


def test_too_few_too_early_and_against_the_most_nothing_is_decided(house: House) -> None:
    house.allow("plan")
    request = house.ask()
    house.think(request, city="approve", doctor="refuse")
    with pytest.raises(NotEnough):
        house.decide(request, "approve")
    chair = BodyMember.objects.get(guest=house.members["chair"].guest_id)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.create(
            agency=house.agency,
            asker_id=house.cast.agency.pk,
            request=request,
            number="x",
            decided_on=house.cast.today,
            outcome="refuse",
            reasons="x",
            chair=chair,
        )
    house.think(request, chair="approve", shop="approve")
    with pytest.raises(NotTheChair):
        house.decide(request, "approve", "city")
    with pytest.raises(DoesNotFollow):
        house.decide(request, "refuse")
    recuse(request_id=request.pk, words="親類です。", guest=house.members["shop"])
    with pytest.raises(Recused):
        house.think(request, shop="refuse")
    found = house.decide(request, "approve", months=6, from_on=date(2026, 12, 1))
    assert (found.from_on, found.until_on, found.minority) == (
        date(2026, 12, 1),
        date(2027, 5, 31),
        "doctorの理由",
    )
    assert found.number.startswith("見支決20")
    with pytest.raises(AlreadyDecided):
        house.think(request, city="refuse")
    for act in (
        lambda: Decision.objects.update(reasons="x"),
        lambda: Decision.objects.all().delete(),
        lambda: Opinion.objects.update(words="x"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize(
    ("stances", "refused", "decided"),
    [
        (
            {"city": "approve", "doctor": "conditions", "chair": "send_back"},
            ("send_back", "refuse"),
            "approve",
        ),
        (
            {"city": "approve", "doctor": "conditions", "chair": "refuse", "shop": "refuse"},
            ("approve", "conditions", "send_back", "refuse"),
            "",
        ),
    ],
)
def test_a_chair_decides_neither_against_two_of_three_nor_in_a_tie(
    stances: dict[str, str], refused: tuple[str, ...], decided: str, house: House
) -> None:
    house.allow("plan")
    request = house.ask()
    house.think(request, **stances)
    for outcome in refused:
        with pytest.raises(DoesNotFollow):
            house.decide(request, outcome, conditions="月に一度。")
    assert not Decision.objects.exists()
    if decided:
        assert house.decide(request, decided).outcome == decided


def test_where_the_chair_takes_no_part_another_leads(house: House) -> None:
    house.allow("plan")
    request = house.ask()
    recuse(request_id=request.pk, words="教え子です。", guest=house.members["chair"])
    house.think(request, city="approve", doctor="approve", shop="approve")
    with pytest.raises(Recused):
        house.decide(request, "approve")
    house.decide(request, "approve", "city")


def test_sent_back_asked_again_granted_with_a_condition_and_renewed_before_it_ends(
    house: House, signed_in: Callable[[str], Client]
) -> None:
    house.allow("plan", "work", "contact")
    first = house.ask()
    house.think(first, chair="send_back", city="send_back", doctor="approve")
    house.decide(first, "send_back")
    assert arrived(house.by) == [first]
    receive_decision(request_id=first.pk, due_on=house.cast.today + timedelta(days=14), by=house.by)
    receive_decision(request_id=first.pk, due_on=house.cast.today, by=house.by)
    assert Promise.objects.count() == 1
    assert sent_back(house.by) == [first]
    again = house.ask(kind="again", before_id=first.pk)
    assert sent_back(house.by) == []
    house.think(again, chair="conditions", city="conditions", doctor="approve")
    with pytest.raises(ConditionsMissing):
        house.decide(again, "conditions")
    house.decide(
        again, "conditions", conditions="月に一度、いっしょに受診する。", from_on=house.cast.today
    )
    receive_decision(request_id=again.pk, due_on=house.cast.today + timedelta(days=30), by=house.by)
    assert Promise.objects.filter(
        text="月に一度、いっしょに受診する。", answerable=house.by.member_id
    ).exists()
    assert TimelineEntry.objects.filter(kind="decision").count() == 4
    assert terms_ending(house.by) == []
    later = Viewer(**{**house.by.__dict__, "today": house.cast.today + timedelta(days=140)})
    assert terms_ending(later) == [again]
    letter = (
        signed_in("coordinator").get(f"/requests/{again.pk}/letter-sheet.html").content.decode()
    )
    assert "<rt>" in letter
    assert "お<ruby>願<rp>(</rp><rt>ねが</rt>" in letter
    assert (
        signed_in("coordinator")
        .get(f"/requests/{again.pk}/letter-sheet.pdf")
        .content.startswith(b"%PDF")
    )
    ask_decision(
        person_id=house.person.pk,
        request=NewRequest(
            plan_id=house.plan.pk, body_id=house.body.pk, kind="renewal", before_id=again.pk
        ),
        by=house.by,
    )
    assert terms_ending(later) == []


def test_who_took_part_takes_no_part_in_the_appeal(house: House) -> None:
    house.allow("plan")
    first = house.ask()
    house.think(first, chair="refuse", city="refuse", shop="refuse")
    house.decide(first, "refuse")
    appeal = house.ask(kind="appeal", before_id=first.pk, words="納得いかん。")
    for who in ("chair", "city", "shop"):
        with pytest.raises(Recused):
            house.think(appeal, **{who: "refuse"})
    house.think(appeal, doctor="approve")
    _found, _seat, standing = request_to_decide(house.members["doctor"], appeal.pk)
    assert not standing.enough


def test_urgent_support_is_recorded_as_begun_before(house: House) -> None:
    house.allow("plan")
    request = house.ask(
        kind="urgent",
        urgent_from=house.cast.today - timedelta(days=3),
        urgent_reason="今夜の寝る所がなかった。",
    )
    assert (
        "今夜の寝る所"
        in browser_of(house.members["city"]).get(f"/decide/{request.pk}/").content.decode()
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        Request.objects.create(
            agency=house.agency,
            asker_id=house.cast.agency.pk,
            person=house.person,
            plan=house.plan,
            kind="urgent",
            number=99,
            asked_by_id=house.by.member_id,
            asked_on=house.cast.today,
            package={},
        )


def test_a_word_taken_back_stops_what_is_not_decided_and_leaves_what_is(house: House) -> None:
    words = house.allow("plan", "work")
    request = house.ask()
    house.think(request, city="approve")
    withdraw(consent_id=words[1].pk, on=house.cast.today, by=house.by)
    assert Request.objects.get().state == "stopped"
    assert requests_to_decide(house.members["city"]).rows == []
    with pytest.raises(NotSeen):
        request_to_decide(house.members["city"], request.pk)
    second = house.ask()
    house.think(second, city="approve", doctor="approve", chair="approve")
    house.decide(second, "approve")
    keep_consents(
        person_id=house.person.pk,
        consent=NewConsent(
            recipient_kind="office",
            recipient=BODY,
            parts=["plan"],
            purpose="もうええ",
            answer="no",
            from_on=house.cast.today,
            way="written",
        ),
        by=house.by,
    )
    assert Request.objects.get(pk=second.pk).state == "decided"


def test_what_the_body_reads_is_traced_with_the_person_s_agency(house: House) -> None:
    house.allow("plan")
    request = house.ask()
    browser_of(house.members["doctor"]).get(f"/decide/{request.pk}/")
    assert "例 医師（見本医師会）" in [name for name, _day in who_read(house.person, house.by)]
    assert Event.objects.filter(agency_id=house.cast.agency.pk, action="read:decision").exists()


def test_bodies_do_not_ask_and_askers_do_not_decide(
    house: House, cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    house.allow("plan")
    request = house.ask()
    with pytest.raises(BodyAsks):
        found_body(quorum=2, sign="x", months=6, by=cast.manager)
    for role in ("coordinator", "manager", "neighbour"):
        assert signed_in(role).get(f"/decide/{request.pk}/").status_code == 403
    assert signed_in("neighbour").get(f"/requests/{request.pk}/").status_code == 404
    assert (
        signed_in("secretariat").get(f"/decision-body/requests/{request.pk}/sheet.html").status_code
        == 200
    )
    assert (
        signed_in("manager").get(f"/decision-body/requests/{request.pk}/sheet.html").status_code
        == 404
    )
    outsider = house.sit("例 だれか", "よそ")
    BodyMember.objects.filter(guest=outsider.guest_id).update(
        until_on=cast.today - timedelta(days=1)
    )
    assert browser_of(outsider).get(f"/decide/{request.pk}/").status_code == 404


def test_screens_found_seat_ask_think_and_decide(
    house: House, signed_in: Callable[[str], Client]
) -> None:
    office, asker = signed_in("secretariat"), signed_in("coordinator")
    office.post("/decision-body/settle/", {"quorum": "2", "sign": "見支決", "months": "6"})
    assert Body.objects.get().quorum == 3, "not by one alone"
    confirmed(house.office)
    assert Body.objects.get().quorum == 2
    letter = office.post(
        "/decision-body/seats/",
        {"name": "例 弁護士", "organisation": "見本弁護士会", "home_agency_id": ""},
    )["Location"]
    assert "見本弁護士会" in office.get(letter).content.decode()
    confirmed(house.office)
    assert "例 弁護士" in office.get("/decision-body/").content.decode()
    form = {"body_id": str(house.body.pk), "gains": "", "words": "たのみます。"}
    assert asker.post(f"/people/{house.person.pk}/decisions/ask/", form).status_code == 422
    house.allow("plan", "work")
    assert (
        asker.post(f"/people/{house.person.pk}/decisions/ask/", form | {"urgent": "on"}).status_code
        == 422
    )
    where = asker.post(f"/people/{house.person.pk}/decisions/ask/", form)["Location"]
    assert "たのみます。" in asker.get(where).content.decode()
    request = Request.objects.get()
    city, chair = browser_of(house.members["city"]), browser_of(house.members["chair"])
    assert "見本の会" in city.get("/guest/decisions/").content.decode()
    assert city.post(f"/decide/{request.pk}/opinion/", {"stance": "approve"}).status_code == 422
    for browser in (city, chair):
        browser.post(
            f"/decide/{request.pk}/opinion/", {"stance": "approve", "words": "よいと思う。"}
        )
    assert (
        city.post(
            f"/decide/{request.pk}/opinion/",
            {"stance": "refuse", "words": "古い画面", "version": "9"},
        ).status_code
        == 422
    )
    assert (
        browser_of(house.members["doctor"])
        .post(f"/decide/{request.pk}/recuse/", {"words": "親類"})
        .status_code
        == 302
    )
    assert chair.get(f"/decide/{request.pk}/decision/").status_code == 200
    chair.post(
        f"/decide/{request.pk}/decision/",
        {"outcome": "approve", "reasons": "よい。", "months": "6"},
    )
    for kind in ("html", "pdf", "xlsx"):
        assert chair.get(f"/decide/{request.pk}/sheet.{kind}").status_code == 200
    assert "承認" in asker.get("/desk/decisions/").content.decode()
    asker.post(f"/requests/{request.pk}/receive/", {})
    assert asker.get("/desk/decisions/").content.decode().count("未受領") == 0
    assert "承認" in asker.get(f"/people/{house.person.pk}/decisions/").content.decode()
    assert asker.get(f"/requests/{request.pk}/after/renewal/").status_code == 200
    assert asker.get(f"/requests/{request.pk}/after/nonsense/").status_code == 404
    assert (
        asker.post(
            f"/requests/{request.pk}/after/appeal/", {"body_id": str(house.body.pk), "words": ""}
        ).status_code
        == 422
    )
    nobody: Person = enter_person(person=NewPerson(called_name="ナツさん"), by=house.by)
    assert "プランがありません" in asker.get(f"/people/{nobody.pk}/decisions/ask/").content.decode()


def test_lists_of_requests_ask_the_same_number_of_questions_however_long_they_are(
    house: House, signed_in: Callable[[str], Client]
) -> None:
    decider, asker, office = (
        browser_of(house.members["city"]),
        signed_in("coordinator"),
        signed_in("secretariat"),
    )

    def more(count: int) -> None:
        for _ in range(count):
            person = enter_person(person=NewPerson(called_name="人さん"), by=house.cast.outreach)
            plan = begin_plan(
                person_id=person.pk,
                made_on=house.cast.today,
                periods=[{"code": "now", "label": "いま"}],
                by=house.by,
            )
            house.person, house.plan = person, plan
            house.allow("plan")
            request = house.ask()
            house.think(request, chair="approve", city="approve", doctor="approve")
            house.decide(request, "approve")

    def asked() -> list[int]:
        counts = []
        for browser, path in (
            (decider, "/guest/decisions/"),
            (asker, "/desk/decisions/"),
            (office, "/decision-body/"),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(path).status_code == 200
            counts.append(
                len(
                    [
                        one
                        for one in queries.captured_queries
                        if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))
                    ]
                )
            )
        return counts

    more(1)
    before = asked()
    more(4)
    assert asked() == before
    assert max(before) <= 20, before


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the second wall stands on PostgreSQL only"
)
def test_behind_the_wall_both_sides_see_the_request_and_only_the_body_its_opinions(
    house: House,
) -> None:
    house.allow("plan")
    request = house.ask()
    house.think(request, city="approve")
    for agency, seen in (
        (house.agency, (1, 1)),
        (house.cast.agency, (1, 0)),
        (house.cast.neighbour_agency, (0, 0)),
    ):
        with limited_to_agency(agency.pk):
            assert (Request.objects.count(), Opinion.objects.count()) == seen
    with limited_to_agency(house.agency.pk):
        assert Person.objects.count() == 0


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(1, 24))
def test_a_term_ends_the_day_before_its_day_comes_round_again(first: date, months: int) -> None:
    last = last_day(first, months)
    assert first <= last
    assert 28 * months - 1 <= (last - first).days <= 31 * months
    assert comes_back(last, last)
    assert not comes_back(last - timedelta(days=61), last)


@given(
    st.lists(
        st.sampled_from(["approve", "conditions", "send_back", "refuse"]), min_size=1, max_size=9
    )
)
def test_only_the_side_that_outnumbers_every_other_follows(stances: list[str]) -> None:
    able = [
        one for one in ("approve", "conditions", "send_back", "refuse") if follows(one, stances)
    ]
    granted = {"approve", "conditions"}
    for one in able:
        side = granted if one in granted else {one}
        own = sum(stance in side for stance in stances)
        assert all(
            own > sum(stance in (granted if other in granted else {other}) for stance in stances)
            for other in set(stances) - side
        )
    assert len(able) < 2 or set(able) == granted


def test_rules_of_recusal() -> None:
    asked = {
        "home_agency_id": None,
        "organisation": "見本大学",
        "name": "例",
        "asker_id": 1,
        "asker": "見本の会",
        "asked_by": "結",
        "gains": [],
        "took_part": False,
    }
    assert why_recused(**asked) == ""
    assert why_recused(**asked | {"home_agency_id": 1}) == "own_organisation"
    assert why_recused(**asked | {"organisation": "見本　の会 "}) == "own_organisation"
    assert why_recused(**asked | {"name": " 結"}) == "own_request"
    assert why_recused(**asked | {"gains": ["", "見本大學", "見本 大学"]}) == "gains"
    assert why_recused(**asked | {"took_part": True}) == "took_part"
    assert folded("ＡＢＣ　株式会社") == folded("abc株式会社")
    assert enough(3, quorum=3)
    assert not enough(2, quorum=3)
