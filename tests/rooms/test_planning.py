"""
Plans: the person's own words first, versions that are never changed, reviews that wait until
somebody has looked.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from banso.access.rules import Duty
from banso.companionship.actions import end_walk, walk_with
from banso.companionship.queries import companions_of, my_promises, promises_of
from banso.kit.models import StaleEdit
from banso.kit.refusals import NotSeen
from banso.people.actions import (
    NewEntry,
    NewPerson,
    enter_person,
    merge_people,
    open_entry,
    part_people,
)
from banso.people.models import Person, TimelineEntry
from banso.people.queries import find_in_memory, history_of, memory_of
from banso.planning.actions import (
    AgreedAlready,
    AlreadyReplanned,
    ExplainedByStranger,
    FollowUpMissing,
    NewAgreement,
    NewEvaluation,
    NewGoal,
    NextReviewMissing,
    NotInFirstPerson,
    PeriodInUse,
    PeriodsMissing,
    PlaceTaken,
    ReasonMissing,
    ReplanReasonMissing,
    SignatureMissing,
    VersionClosed,
    WitnessMissing,
    begin_plan,
    drop_goal,
    evaluate,
    hand_copy,
    record_agreement,
    replan,
    save_cell,
    save_frame,
    save_goal,
    save_wish,
)
from banso.planning.models import Agreement, PersonalGoal, PlanCell, SupportPlan
from banso.planning.queries import (
    compared,
    current_of,
    evaluations_of,
    grid_of,
    plan_seen,
    reviews_due,
    tried_before,
    who_explains,
)
from banso.planning.rules import (
    CELL_FIELDS,
    DiffKind,
    clean_strokes,
    compare_cells,
    due_kind,
    sensitivities_for,
    speaks_as_i,
)
from banso.planning.services import services_named, services_on
from banso.planning.sheets import whole_sheet
from tests.conftest import Cast

PERIODS = [{"code": "now", "label": "いま"}, {"code": "m3", "label": "3か月"}]
STROKE = [[[10, 20], [30, 40]]]


@pytest.fixture
def person(cast: Cast) -> Person:
    """Somebody both offices know, with whom the outreach counsellor walks."""
    made = enter_person(person=NewPerson(called_name="ハルさん"), by=cast.outreach)
    open_entry(
        person=made,
        entry=NewEntry(
            ledger="centre", office_id=cast.centre_office.pk, worker_id=None, on=cast.today
        ),
        by=cast.outreach,
    )
    walk_with(person_id=made.pk, member_id=cast.outreach.member_id, on=cast.today, by=cast.outreach)
    return made


@pytest.fixture
def plan(cast: Cast, person: Person) -> SupportPlan:
    """A plan of two periods."""
    return begin_plan(
        person_id=person.pk,
        made_on=cast.today,
        periods=PERIODS,
        review_on=cast.today + timedelta(days=90),
        by=cast.outreach,
    )


def put(
    plan: SupportPlan,
    by: Any,
    domain: str = "work",
    period: str = "now",
    sensitivity: str = "",
    version: int = 0,
    **fields: Any,
) -> PlanCell:
    made = save_cell(
        plan_id=plan.pk,
        domain=domain,
        period=period,
        sensitivity=sensitivity or sensitivities_for(domain)[0],
        version=version,
        by=by,
        **fields,
    )
    assert made is not None
    return made


def agreed(plan: SupportPlan, by: Any, **more: Any) -> Agreement:
    return record_agreement(
        plan_id=plan.pk,
        agreement=NewAgreement(
            **{
                "answered": "agreed",
                "way": "drawn",
                "signature": STROKE,
                "on": by.today,
                "explained_by_id": by.member_id,
                **more,
            }
        ),
        by=by,
    )


def texts(plan: SupportPlan, by: Any) -> list[str]:
    grid = grid_of(plan, by)
    return [
        view.cell.content
        for row in grid.rows
        for place in row.places
        for view in place.views
        if view.cell and view.cell.content
    ]


# rules


@pytest.mark.parametrize(
    "sentence",
    [
        "私は倉庫を見学する。",
        "わたしは、娘に手紙を書きます",
        "僕も働く",
        "俺は酒をやめる",
        "わしが弁当を配る",
        "できれば、私は働きたい。",
        "自分は、もう少し休む。",
        "来月から、私は病院に通う。",
        "自分のペースで散歩する",
        "I will see the doctor.",
        "うちは、猫と暮らす。",
        "私は、灯さんと病院へ行く。",
        "お弁当は、私が配る。",
    ],
)
def test_a_sentence_whose_subject_is_i_is_taken_as_it_is(sentence: str) -> None:
    assert speaks_as_i(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "本人に就職活動をさせる。",
        "ご本人が病院に通う。",
        "ハルさんは毎日散歩する。",
        "支援員が同行する。",
        "相談員は私を病院に連れて行く",
        "就職する。",
        "働きたい",
        "Haru takes a walk.",
        "",
    ],
)
def test_a_sentence_about_the_person_is_not_theirs_yet(sentence: str) -> None:
    assert not speaks_as_i(sentence)


_CELLS = st.fixed_dictionaries({name: st.sampled_from(["", "a", "b"]) for name in CELL_FIELDS})


@given(_CELLS, _CELLS)
def test_comparing_says_the_same_from_both_sides(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    there, back = compare_cells(one, other), compare_cells(other, one)

    assert compare_cells(one, dict(one)).kind is DiffKind.SAME
    assert there.fields == back.fields
    turned = {DiffKind.ADDED: DiffKind.GONE, DiffKind.GONE: DiffKind.ADDED}
    assert turned.get(there.kind, there.kind) is back.kind


@pytest.mark.parametrize(
    "raw",
    [
        "x",
        {},
        [1],
        [[1]],
        [[[1, 2, 3]]],
        [[["a", 2]]],
        [[[2000, 1]]],
        [[[1, -1]]],
        [[[1, 1]] * 7000],
        [[]] * 100,
    ],
)
def test_what_no_hand_draws_is_no_signature(raw: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        clean_strokes(raw)


def test_health_and_money_keep_their_protection_at_least() -> None:
    assert sensitivities_for("health") == ["health", "crime"]
    assert sensitivities_for("money") == ["money", "crime"]
    assert sensitivities_for("law")[0] == "plain"


@pytest.mark.parametrize(
    ("days", "kind"),
    [(15, ""), (14, "soon"), (1, "soon"), (0, "today"), (-1, "waiting"), (-400, "waiting")],
)
def test_a_review_comes_before_it_is_due_and_waits_after(days: int, kind: str) -> None:
    assert due_kind(date(2026, 11, 25) + timedelta(days=days), date(2026, 11, 25)) == kind


def test_services_carry_the_name_of_their_time() -> None:
    everything = ["plain", "money"]

    assert "一時生活支援事業" in [
        str(one.label) for one in services_on(date(2025, 3, 31), everything)
    ]
    assert [str(one.label) for one in services_on(date(2025, 4, 1), everything)][
        1
    ] == "居住支援事業"
    assert len(services_on(date(2026, 11, 25), everything)) == 8
    assert [str(one.label) for one in services_named(["temporary_living"], everything)] == [
        "一時生活支援事業"
    ]
    assert services_named(["loan"], ["plain"]) == []


# the grid


def test_blank_cells_stay_blank_for_months_and_rough_is_right(
    cast: Cast, plan: SupportPlan
) -> None:
    blank = save_cell(
        plan_id=plan.pk,
        domain="work",
        period="now",
        sensitivity="plain",
        version=0,
        by=cast.outreach,
        content="",
        words="",
    )
    put(
        plan,
        cast.outreach,
        content="倉庫を見学",
        priority=2,
        timing="来週",
        frequency="月に二度",
        who="together",
        state="unknown",
        words="倉庫なら",
    )

    assert blank is None
    assert PlanCell.objects.filter(plan=plan).count() == 1
    assert texts(plan, cast.outreach) == ["倉庫を見学"]
    [entry] = [one for one in memory_of(plan.person, cast.outreach, kind="plan").rows if one.fact]
    assert (entry.title, entry.fact, entry.words) == (
        "サポートプラン第1回: ① 就労",
        "いま: 来週 / 月に二度 / 倉庫を見学 / 一緒に / まだわからない",
        "倉庫なら",
    )


def test_a_cell_changed_by_two_is_refused_with_the_row_as_it_is(
    cast: Cast, plan: SupportPlan
) -> None:
    put(plan, cast.outreach, content="先")
    with pytest.raises(StaleEdit) as stale:
        put(plan, cast.centre, content="後", version=0)
    again = put(plan, cast.centre, content="先と後", version=1)

    assert getattr(stale.value.current, "content", "") == "先"
    assert again.version == 2
    [current] = [one for one in memory_of(plan.person, cast.outreach, kind="plan").rows if one.fact]
    assert [revision.fact for revision in history_of(current, cast.outreach)] == [
        "いま: 先と後",
        "いま: 先",
    ]


@pytest.mark.parametrize(
    ("domain", "period", "kind"),
    [
        ("work", "y9", "plain"),
        ("health", "now", "plain"),
        ("work", "now", "crime"),
        ("money", "now", "money"),
    ],
)
def test_places_that_are_not_there_or_not_for_this_worker_do_not_exist(
    cast: Cast, plan: SupportPlan, domain: str, period: str, kind: str
) -> None:
    with pytest.raises(NotSeen):
        put(plan, cast.outreach, domain=domain, period=period, sensitivity=kind, content="x")


def test_what_is_about_crime_stands_apart_and_nobody_else_can_tell(
    cast: Cast, plan: SupportPlan
) -> None:
    put(plan, cast.manager, domain="law", sensitivity="crime", content="保護観察所と話す")
    plain = put(plan, cast.outreach, domain="law", content="法テラスへ")

    assert texts(plan, cast.outreach) == ["法テラスへ"]
    assert texts(plan, cast.manager) == ["法テラスへ", "保護観察所と話す"]
    assert plain.version == 1
    assert find_in_memory(cast.outreach, "保護観察").rows == []
    with pytest.raises(PlaceTaken):
        save_cell(
            plan_id=plan.pk,
            domain="law",
            period="now",
            sensitivity="plain",
            version=1,
            into="crime",
            by=cast.manager,
            content="法テラスへ",
        )


def test_a_text_put_under_protection_is_protected_backwards_too(
    cast: Cast, plan: SupportPlan
) -> None:
    put(plan, cast.manager, domain="law", content="窃盗の裁判")
    put(plan, cast.manager, domain="law", content="窃盗の裁判、次は三月", version=1)
    new = replan(
        plan_id=plan.pk, reason="見直し", made_on=cast.today, periods=PERIODS, by=cast.manager
    )
    save_cell(
        plan_id=new.pk,
        domain="law",
        period="now",
        sensitivity="plain",
        version=1,
        into="crime",
        by=cast.manager,
        content="窃盗の裁判、次は三月",
    )

    assert texts(new, cast.outreach) == texts(plan, cast.outreach) == []
    assert find_in_memory(cast.outreach, "窃盗").rows == []
    for entry in memory_of(plan.person, cast.outreach, kind="plan").rows:
        assert all("窃盗" not in revision.fact for revision in history_of(entry, cast.outreach))
    assert texts(plan, cast.manager) == ["窃盗の裁判、次は三月"]


def test_periods_are_free_and_one_that_holds_something_does_not_vanish(
    cast: Cast, plan: SupportPlan
) -> None:
    put(plan, cast.outreach, period="m3", content="x")
    with pytest.raises(PeriodInUse):
        save_frame(
            plan_id=plan.pk, version=1, periods=PERIODS[:1], review_on=None, by=cast.outreach
        )
    changed = save_frame(
        plan_id=plan.pk,
        version=1,
        periods=[*PERIODS, {"label": "お正月まで", "until_on": "2026-12-31"}],
        review_on=cast.today,
        by=cast.outreach,
        goal="眠る",
    )

    assert [one["code"] for one in changed.periods] == ["now", "m3", "p1"]
    assert [hit.entry.fact for hit in find_in_memory(cast.outreach, "眠る").rows] == [
        "このプランの目標: 眠る"
    ]
    with pytest.raises(PeriodsMissing):
        save_frame(plan_id=plan.pk, version=2, periods=[], review_on=None, by=cast.outreach)
    with pytest.raises(StaleEdit):
        save_frame(plan_id=plan.pk, version=1, periods=PERIODS, review_on=None, by=cast.outreach)


# the person's own plan


def test_a_sentence_of_somebody_else_is_sent_back_with_a_hint_and_kept_when_they_insist(
    cast: Cast, plan: SupportPlan
) -> None:
    with pytest.raises(NotInFirstPerson):
        save_goal(plan_id=plan.pk, goal=NewGoal(text="本人に働かせる。"), by=cast.outreach)
    insisted = save_goal(
        plan_id=plan.pk, goal=NewGoal(text="働きたい。", insisted=True), by=cast.outreach
    )
    own = save_goal(
        plan_id=plan.pk,
        goal=NewGoal(text="私は一日《ついたち》に病院へ行く。", period="now", insisted=True),
        by=cast.outreach,
    )
    save_wish(plan_id=plan.pk, wish="静かに眠りたい", version=1, by=cast.outreach)

    assert (insisted.insisted, own.insisted) == (True, False)
    [memory] = [
        one
        for one in memory_of(plan.person, cast.outreach, kind="plan").rows
        if one.title.startswith("パーソナルプラン")
    ]
    assert memory.words == "静かに眠りたい\n働きたい。\n私は一日に病院へ行く。"


def test_a_sentence_is_changed_and_taken_off_but_never_deleted(
    cast: Cast, plan: SupportPlan
) -> None:
    goal = save_goal(plan_id=plan.pk, goal=NewGoal(text="私は働く。"), by=cast.outreach)
    save_goal(
        plan_id=plan.pk,
        goal_id=goal.pk,
        goal=NewGoal(text="私は、少し働く。"),
        by=cast.outreach,
        version=1,
    )
    with pytest.raises(StaleEdit):
        save_goal(
            plan_id=plan.pk,
            goal_id=goal.pk,
            goal=NewGoal(text="私は、たくさん働く。"),
            by=cast.centre,
            version=1,
        )
    drop_goal(plan_id=plan.pk, goal_id=goal.pk, by=cast.outreach)

    assert grid_of(plan, cast.outreach).whole == []
    assert PersonalGoal.objects.get(pk=goal.pk).text == "私は、少し働く。"
    with pytest.raises(NotSeen):
        drop_goal(plan_id=plan.pk, goal_id=goal.pk, by=cast.outreach)


# what the person says


def test_not_yet_and_no_are_answers_and_the_plan_stays_open(cast: Cast, plan: SupportPlan) -> None:
    agreed(
        plan, cast.outreach, answered="not_yet", way="oral", signature=(), words="まだ決めたくない"
    )
    agreed(plan, cast.outreach, answered="declined", way="paper", signature=())
    put(plan, cast.outreach, content="x")

    assert plan_seen(cast.outreach, plan.pk).agreed_on is None
    assert Agreement.objects.filter(plan=plan).count() == 2
    assert len(find_in_memory(cast.outreach, "まだ決めたくない").rows) == 1


def test_agreeing_needs_a_signature_or_a_witness(cast: Cast, plan: SupportPlan) -> None:
    with pytest.raises(SignatureMissing):
        agreed(plan, cast.outreach, signature=[])
    with pytest.raises(SignatureMissing):
        agreed(plan, cast.outreach, signature="scribble")
    with pytest.raises(WitnessMissing):
        agreed(plan, cast.outreach, way="oral", witness=" ")
    with pytest.raises(DatabaseError), transaction.atomic():
        Agreement.objects.create(
            agency=cast.agency,
            plan=plan,
            on=cast.today,
            answered="agreed",
            way="oral",
            explained_by_id=cast.outreach.member_id,
        )

    assert agreed(plan, cast.outreach).signature == STROKE


def test_what_was_agreed_to_changes_only_by_replanning_but_how_it_goes_may_be_noted(
    cast: Cast, plan: SupportPlan
) -> None:
    put(plan, cast.outreach, content="見学", state="unknown")
    goal = save_goal(plan_id=plan.pk, goal=NewGoal(text="私は見学する。"), by=cast.outreach)
    agreed(plan, cast.outreach)

    went = put(
        plan, cast.outreach, content="見学", state="came_back", words="合わんかった", version=1
    )
    save_goal(
        plan_id=plan.pk,
        goal_id=goal.pk,
        goal=NewGoal(text="私は見学する。", state="trying"),
        by=cast.outreach,
    )
    assert (went.state, went.words) == ("came_back", "合わんかった")
    for change in (
        lambda: put(plan, cast.outreach, content="別のこと", version=2),
        lambda: put(plan, cast.outreach, domain="living", content="新しいこと"),
        lambda: save_goal(plan_id=plan.pk, goal=NewGoal(text="私は休む。"), by=cast.outreach),
        lambda: save_goal(
            plan_id=plan.pk, goal_id=goal.pk, goal=NewGoal(text="私は休む。"), by=cast.outreach
        ),
        lambda: drop_goal(plan_id=plan.pk, goal_id=goal.pk, by=cast.outreach),
        lambda: save_wish(plan_id=plan.pk, wish="x", version=None, by=cast.outreach),
        lambda: save_frame(
            plan_id=plan.pk, version=None, periods=PERIODS, review_on=None, by=cast.outreach
        ),
    ):
        with pytest.raises(AgreedAlready):
            change()
    agreed(plan, cast.outreach, answered="declined", way="paper")
    assert put(plan, cast.outreach, content="別のこと", version=2).content == "別のこと"


def test_what_is_signed_is_what_was_shown_and_prints_so_ever_after(
    cast: Cast, plan: SupportPlan
) -> None:
    save_wish(plan_id=plan.pk, wish="静かに暮らす", version=None, by=cast.outreach)
    save_frame(
        plan_id=plan.pk, version=None, periods=PERIODS, review_on=None, aim="働く", by=cast.outreach
    )
    put(plan, cast.outreach, content="店の見学", timing="春")
    put(plan, cast.outreach, domain="health", content="通院に付き添う")
    signed = agreed(plan, cast.outreach)
    agreed(plan, cast.outreach, answered="declined", way="paper", signature=())
    put(plan, cast.outreach, content="別のこと", version=1)
    Agreement.objects.exclude(pk=signed.pk).delete()

    texts_shown = [one["text"].split("\n")[0] for one in signed.shown]
    assert texts_shown == ["静かに暮らす", "店の見学", "通院に付き添う", "働く"]
    plan = plan_seen(cast.outreach, plan.pk)
    for kind in (
        cast.outreach,
        replace(cast.outreach, duties=cast.outreach.duties - {Duty.SEE_HEALTH}),
    ):
        printed = str(whole_sheet(plan, kind, name="見本", furigana=False).blocks)
        assert "店の見学" in printed
        assert "別のこと" not in printed
        assert ("通院" in printed) is (kind is cast.outreach)


def test_a_plan_that_changed_while_it_was_explained_is_shown_once_more(
    cast: Cast, plan: SupportPlan, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("outreach")
    page = browser.get(f"/plans/{plan.pk}/agree/").content.decode()
    seen = re.findall(r'name="seen" value="(\w+)"', page)[0]
    put(plan, cast.outreach, content="あとから書いたこと")
    typed = {
        "answered": "agreed",
        "way": "paper",
        "explained_by": str(cast.outreach.member_id),
        "on": str(cast.today),
        "seen": seen,
    }
    again = browser.post(f"/plans/{plan.pk}/agree/", typed)
    page = again.content.decode()
    assert again.status_code == 422
    assert "あとから書いたこと" in page
    seen = re.findall(r'name="seen" value="(\w+)"', page)[0]
    assert browser.post(f"/plans/{plan.pk}/agree/", {**typed, "seen": seen}).status_code == 302
    assert Agreement.objects.get(plan=plan).shown[0]["text"] == "あとから書いたこと"


def test_whoever_explains_a_plan_walks_with_the_person(cast: Cast, plan: SupportPlan) -> None:
    assert dict(who_explains(plan.person_id, cast.outreach)).keys() == {
        str(cast.outreach.member_id)
    }
    with pytest.raises(ExplainedByStranger):
        agreed(plan, cast.outreach, explained_by_id=cast.centre.member_id)


# replanning


def test_a_replan_copies_and_the_earlier_version_never_changes(
    cast: Cast, plan: SupportPlan
) -> None:
    put(plan, cast.outreach, content="見学", state="trying")
    put(plan, cast.outreach, domain="living", period="m3", content="部屋さがし")
    save_goal(plan_id=plan.pk, goal=NewGoal(text="私は見学する。", period="now"), by=cast.outreach)
    new = replan(
        plan_id=plan.pk,
        reason="入院された",
        made_on=cast.today,
        periods=[PERIODS[0], {"label": "退院のあと"}],
        by=cast.centre,
    )
    put(new, cast.centre, content="休む", state="resting", version=1)

    assert texts(plan, cast.outreach) == ["見学", "部屋さがし"]
    assert texts(new, cast.outreach) == ["休む"]
    assert [goal.text for _one, goals in grid_of(new, cast.outreach).goals for goal in goals] == [
        "私は見学する。"
    ]
    assert (new.number, new.reason, new.based_on_id) == (2, "入院された", plan.pk)
    for change in (
        lambda: put(plan, cast.outreach, content="x", version=1),
        lambda: save_goal(plan_id=plan.pk, goal=NewGoal(text="私は寝る。"), by=cast.outreach),
        lambda: agreed(plan, cast.outreach),
        lambda: evaluate(
            plan_id=plan.pk,
            evaluation=NewEvaluation(
                on=cast.today, outcome="go_on", next_review_on=cast.today + timedelta(days=1)
            ),
            by=cast.outreach,
        ),
    ):
        with pytest.raises(VersionClosed):
            change()


def test_the_database_itself_keeps_a_closed_version_as_it_was(
    cast: Cast, plan: SupportPlan
) -> None:
    cell = put(plan, cast.outreach, content="見学")
    goal = save_goal(plan_id=plan.pk, goal=NewGoal(text="私は見学する。"), by=cast.outreach)
    replan(plan_id=plan.pk, reason="一", made_on=cast.today, periods=PERIODS, by=cast.outreach)

    for change in (
        lambda: PlanCell.objects.filter(pk=cell.pk).update(content="別"),
        lambda: PlanCell.objects.filter(pk=cell.pk).delete(),
        lambda: PlanCell.objects.create(
            agency=cast.agency, plan=plan, domain="living", period="now", content="x"
        ),
        lambda: PersonalGoal.objects.filter(pk=goal.pk).update(text="私は休む。"),
        lambda: SupportPlan.objects.filter(pk=plan.pk).update(goal="別"),
    ):
        with pytest.raises(DatabaseError, match="closed"), transaction.atomic():
            change()
    PlanCell.objects.filter(pk=cell.pk).update(sensitivity="crime")  # protection may grow


def test_one_version_is_replanned_once_and_never_without_a_reason(
    cast: Cast, plan: SupportPlan
) -> None:
    with pytest.raises(ReplanReasonMissing):
        replan(plan_id=plan.pk, reason=" ", made_on=cast.today, periods=PERIODS, by=cast.outreach)
    replan(plan_id=plan.pk, reason="一", made_on=cast.today, periods=PERIODS, by=cast.outreach)
    with pytest.raises(AlreadyReplanned):
        replan(plan_id=plan.pk, reason="二", made_on=cast.today, periods=PERIODS, by=cast.outreach)
    with pytest.raises(DatabaseError), transaction.atomic():
        SupportPlan.objects.create(
            agency=cast.agency,
            person=plan.person,
            number=9,
            made_on=cast.today,
            drafted_by_id=cast.outreach.member_id,
            based_on=plan,
            reason="三",
            periods=PERIODS,
        )


def test_any_two_versions_are_compared_cell_by_cell(cast: Cast, plan: SupportPlan) -> None:
    put(plan, cast.outreach, content="見学", priority=1)
    put(plan, cast.outreach, domain="living", content="部屋さがし")
    put(plan, cast.outreach, domain="relations", content="顔を見る")
    second = replan(
        plan_id=plan.pk, reason="一", made_on=cast.today, periods=PERIODS, by=cast.outreach
    )
    put(second, cast.outreach, content="見学", priority=3, version=1)
    third = replan(
        plan_id=second.pk, reason="二", made_on=cast.today, periods=PERIODS, by=cast.outreach
    )
    put(third, cast.outreach, domain="living", content="", version=1)
    put(third, cast.outreach, domain="purpose", period="m3", content="花を植える")

    found = compared(plan, third, cast.outreach)
    moved = {
        (label, place.said): place.diff.fields
        for label, _hidden, columns in found.rows
        for _period, places in columns
        for place in places
        if place.moved
    }
    assert moved == {
        ("① 就労", "変わった"): ["priority"],
        ("② 生活", "なくなった"): [],
        ("⑧ 生きがい", "新しい"): [],
    }
    assert found.moved == 3
    assert compared(plan, plan, cast.outreach).moved == 0


def test_what_was_tried_before_is_shown_and_nothing_is_filled_in(
    cast: Cast, plan: SupportPlan
) -> None:
    put(
        plan,
        cast.outreach,
        domain="health",
        content="内科へ",
        state="came_back",
        words="待つのがつらい",
    )
    new = replan(
        plan_id=plan.pk,
        reason="一",
        made_on=cast.today,
        periods=[{"label": "春まで"}],
        by=cast.outreach,
    )

    [tried] = tried_before(new, "health", cast.outreach)
    assert (tried.period, tried.view.state, tried.view.cell and tried.view.cell.words) == (
        "いま",
        "もどった",
        "待つのがつらい",
    )
    assert texts(new, cast.outreach) == []
    assert tried_before(new, "health", cast.employment) == []
    assert tried_before(new, "work", cast.outreach) == []


# reviews, evaluation, endings


def test_a_review_comes_to_the_desk_before_its_day_and_stays_until_somebody_looked(
    cast: Cast, plan: SupportPlan
) -> None:
    def desk(viewer: Any, ago: int) -> list[Any]:
        return [
            one.pk
            for one in reviews_due(replace(viewer, today=plan.review_on - timedelta(days=ago)))
        ]

    assert [desk(cast.outreach, ago) for ago in (15, 14, 0, -1, -300)] == [
        [],
        [plan.pk],
        [plan.pk],
        [plan.pk],
        [plan.pk],
    ]
    assert [desk(cast.centre, -300), desk(cast.neighbour, -300), desk(cast.volunteer, -300)] == [
        [],
        [],
        [],
    ]
    assert [desk(cast.manager, ago) for ago in (0, -13, -14)] == [[], [], [plan.pk]]

    evaluate(
        plan_id=plan.pk,
        evaluation=NewEvaluation(
            on=cast.today, outcome="go_on", next_review_on=plan.review_on + timedelta(days=60)
        ),
        by=cast.outreach,
    )
    assert desk(cast.outreach, 0) == []
    assert desk(cast.outreach, -46) == [plan.pk]


def test_a_review_is_never_left_without_a_desk(
    cast: Cast, person: Person, plan: SupportPlan
) -> None:
    late = replace(cast.outreach, today=plan.review_on)
    walk_with(person_id=person.pk, member_id=cast.centre.member_id, on=cast.today, by=cast.outreach)
    assert [
        [one.pk for one in reviews_due(replace(viewer, today=plan.review_on))]
        for viewer in (cast.outreach, cast.centre)
    ] == [[plan.pk], [plan.pk]]

    for walk in companions_of(person.pk):
        end_walk(walk_id=walk.pk, on=cast.today, by=cast.outreach)
    assert [found.pk for found in reviews_due(late)] == [
        plan.pk
    ]  # nobody walks along now: whoever drafted it answers


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"outcome": "go_on"}, NextReviewMissing),
        ({"outcome": "replan", "next_review_on": date(2000, 1, 1)}, NextReviewMissing),
        ({"outcome": "end", "reason": "lost_contact"}, ReasonMissing),
        ({"outcome": "pause", "reason": ""}, ReasonMissing),
        ({"outcome": "end", "reason": "out_of_hardship"}, FollowUpMissing),
        ({"outcome": "pause", "reason": "moved"}, FollowUpMissing),
    ],
)
def test_nothing_ends_in_silence(
    cast: Cast, plan: SupportPlan, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        evaluate(plan_id=plan.pk, evaluation=NewEvaluation(on=cast.today, **said), by=cast.outreach)


def test_ended_keeps_the_door_open(cast: Cast, person: Person, plan: SupportPlan) -> None:
    put(plan, cast.outreach, content="見学")
    day = cast.today + timedelta(days=30)
    evaluate(
        plan_id=plan.pk,
        evaluation=NewEvaluation(
            on=cast.today,
            outcome="end",
            reason="out_of_hardship",
            follow_ups=[(day, "")],
            changes=["sos", "safer"],
        ),
        by=cast.outreach,
    )

    assert [(one.due_on, one.text) for one in promises_of(person.pk)] == [
        (day, "その後の様子をうかがう(プラン第1回のあと)")
    ]
    assert [one.pk for one in my_promises(replace(cast.outreach, today=day), until=day)] == [
        promises_of(person.pk)[0].pk
    ]
    assert reviews_due(replace(cast.outreach, today=cast.today + timedelta(days=999))) == []
    back = replan(
        plan_id=plan.pk,
        reason="もどってこられた",
        made_on=cast.today,
        periods=PERIODS,
        by=cast.centre,
    )
    assert texts(back, cast.centre) == ["見学"]
    assert [one.pk for one in current_of(person, cast.centre)] == [back.pk]
    assert plan_seen(cast.outreach, plan.pk).ended_on == cast.today


def test_death_asks_for_no_follow_up(cast: Cast, plan: SupportPlan) -> None:
    assert (
        evaluate(
            plan_id=plan.pk,
            evaluation=NewEvaluation(on=cast.today, outcome="pause", reason="died"),
            by=cast.outreach,
        ).follow_ups
        == []
    )


def test_changes_that_ask_for_a_duty_are_seen_with_it_only(
    cast: Cast, signed_in: Callable[[str], Client], plan: SupportPlan
) -> None:
    evaluate(
        plan_id=plan.pk,
        evaluation=NewEvaluation(
            on=cast.today,
            outcome="go_on",
            next_review_on=cast.today + timedelta(days=9),
            changes=["sos", "treatment"],
        ),
        by=cast.outreach,
    )
    evaluate(
        plan_id=plan.pk,
        evaluation=NewEvaluation(
            on=cast.today,
            outcome="go_on",
            next_review_on=cast.today + timedelta(days=9),
            words="血圧のこと",
            sensitivity="health",
        ),
        by=cast.outreach,
    )
    pages = {
        role: signed_in(role).get(f"/plans/{plan.pk}/").content.decode()
        for role in ("outreach", "employment")
    }

    assert all("SOSを出せるようになった" in page for page in pages.values())
    assert ["医療機関の受診を始めた" in pages[role] for role in pages] == [True, False]
    assert ["血圧のこと" in pages[role] for role in pages] == [True, False]
    assert len(evaluations_of(plan, cast.employment)) == 1


# merging, doors


def test_plans_move_with_the_person_both_are_shown_and_they_part_again(
    cast: Cast, person: Person, plan: SupportPlan
) -> None:
    gone = enter_person(person=NewPerson(called_name="同じ方"), by=cast.outreach)
    other = begin_plan(person_id=gone.pk, made_on=cast.today, periods=PERIODS, by=cast.outreach)
    merge = merge_people(kept_id=person.pk, gone_id=gone.pk, reason="", by=cast.outreach)

    assert {one.pk for one in current_of(person, cast.outreach)} == {plan.pk, other.pk}
    new = replan(
        plan_id=other.pk,
        reason="合わせて見直す",
        made_on=cast.today,
        periods=PERIODS,
        by=cast.outreach,
    )
    assert new.number == 2
    part_people(merge_id=merge.pk, by=cast.outreach)
    assert plan_seen(cast.outreach, other.pk).person_id == gone.pk


def test_the_cell_opens_beside_the_grid_and_as_a_page_of_its_own(
    cast: Cast, signed_in: Callable[[str], Client], plan: SupportPlan
) -> None:
    browser = signed_in("outreach")
    address = f"/plans/{plan.pk}/cells/work/now/plain/"
    htmx = {"HTTP_HX_REQUEST": "true"}
    page, part = (
        browser.get(address).content.decode(),
        browser.get(address, **htmx).content.decode(),
    )
    assert "<html" in page
    assert "<html" not in part
    assert 'hx-post="' + address in part

    saved = browser.post(address, {"content": "見学", "version": "0", "into": "plain"}, **htmx)
    assert saved["Location"] == f"{address}?saved=1"
    told = browser.get(saved["Location"], **htmx).content.decode()
    assert 'hx-swap-oob="true"' in told
    assert "見学" in told
    stale = browser.post(address, {"content": "別", "version": "0", "into": "plain"}, **htmx)
    assert stale.status_code == 422
    assert "見学" in stale.content.decode()
    assert "別" in stale.content.decode()
    assert (
        browser.post(address, {"content": "別", "version": "1", "into": "plain"})["Location"]
        == f"/plans/{plan.pk}/#cell-work-now"
    )


def test_words_are_typed_straight_into_the_grid_and_replace_nothing_unseen(
    cast: Cast, signed_in: Callable[[str], Client], plan: SupportPlan
) -> None:
    browser, address = signed_in("outreach"), f"/plans/{plan.pk}/cells/work/now/plain/"
    page = browser.get(f"/plans/{plan.pk}/").content.decode()
    assert f'data-type="{address}"' in page
    full = {"content": "見学", "timing": "火曜", "version": "0", "into": "plain"}
    browser.post(address, full)
    kept = browser.post(address, {"typed": "1", "content": "見学とお茶", "version": "1"})
    assert kept.json() == {"version": 2}
    cell = PlanCell.objects.get(plan=plan, domain="work", period="now")
    assert (cell.content, cell.timing) == ("見学とお茶", "火曜"), "nothing else of the cell changes"
    stale = browser.post(address, {"typed": "1", "content": "別の話", "version": "1"})
    assert (stale.status_code, stale.json()) == (409, {"theirs": "見学とお茶", "version": 2})
    long = browser.post(address, {"typed": "1", "content": "あ" * 301, "version": "2"})
    assert (long.status_code, len(long.json()["errors"])) == (422, 1)
    other = signed_in("aftercare").post(
        address, {"typed": "1", "content": "見えない", "version": "2"}
    )
    assert other.status_code == 404
    cell.refresh_from_db()
    assert cell.content == "見学とお茶"


def test_a_worker_without_the_duty_sees_nothing_of_health_in_the_plan(
    cast: Cast, signed_in: Callable[[str], Client], person: Person, plan: SupportPlan
) -> None:
    put(plan, cast.outreach, domain="health", content="精神科を受診", words="眠れない")
    put(plan, cast.outreach, domain="work", content="倉庫を見学")
    new = replan(
        plan_id=plan.pk, reason="見直し", made_on=cast.today, periods=PERIODS, by=cast.outreach
    )
    browser = signed_in("employment")
    for path in (
        f"/plans/{new.pk}/",
        f"/people/{person.pk}/plans/current/",
        f"/plans/{new.pk}/compare/{plan.pk}/",
        f"/people/{person.pk}/timeline/",
        *(f"/plans/{new.pk}/sheets/{sheet}.html" for sheet in ("support", "application")),
        f"/plans/{new.pk}/cells/work/now/plain/",
    ):
        text = browser.get(path).content.decode()
        assert "倉庫を見学" in text, path
        assert [word for word in ("精神科", "眠れない") if word in text] == [], path
    assert browser.get(f"/plans/{new.pk}/cells/health/now/health/").status_code == 404
    assert find_in_memory(cast.employment, "精神科").rows == []
    assert (
        len(find_in_memory(cast.outreach, "精神科").rows) == 1
    )  # where it was written; a copy is no new memory


def test_services_a_worker_may_not_read_are_kept_when_they_save(
    cast: Cast, signed_in: Callable[[str], Client], plan: SupportPlan
) -> None:
    save_frame(
        plan_id=plan.pk,
        version=1,
        periods=PERIODS,
        review_on=None,
        services=["loan", "work_support"],
        by=cast.manager,
    )
    form = {
        "version": "2",
        "period0_code": "now",
        "period0_label": "いま",
        "period1_code": "m3",
        "period1_label": "3か月",
        "services": ["work_training"],
    }
    assert signed_in("outreach").post(f"/plans/{plan.pk}/frame/", form).status_code == 302

    assert plan_seen(cast.manager, plan.pk).services == ["work_training", "loan"]


def test_the_forms_lead_through_a_whole_plan(
    cast: Cast, signed_in: Callable[[str], Client], person: Person
) -> None:
    browser = signed_in("centre")
    begun = browser.post(
        f"/people/{person.pk}/plans/begin/",
        {
            "made_on": str(cast.today),
            "period0_label": "いま",
            "period1_label": "春",
            "goal": "眠る",
        },
    )
    show = begun["Location"].removesuffix("#write")
    hint = browser.post(f"{show}goals/add/", {"text": "本人を働かせる。", "period": "p1"})
    assert hint.status_code == 422
    assert "だれの言葉でしょうか" in hint.content.decode()
    assert (
        browser.post(f"{show}goals/add/", {"text": "私は眠る。", "period": "p1"}).status_code == 302
    )
    no_signature = browser.post(
        f"{show}agree/",
        {
            "answered": "agreed",
            "way": "drawn",
            "signature": "[[",
            "explained_by": str(cast.outreach.member_id),
            "on": str(cast.today),
        },
    )
    assert no_signature.status_code == 422
    assert "まだ何も書かれていません" in no_signature.content.decode()
    assert (
        browser.post(
            f"{show}agree/",
            {
                "answered": "agreed",
                "way": "drawn",
                "signature": "[[[1,2],[3,4]]]",
                "explained_by": str(cast.outreach.member_id),
                "on": str(cast.today),
            },
        ).status_code
        == 302
    )
    looked = browser.post(
        f"{show}evaluate/",
        {
            "on": str(cast.today),
            "outcome": "replan",
            "next_review_on": str(cast.today + timedelta(days=3)),
            "sensitivity": "plain",
            "first": ["sos"],
        },
    )
    assert looked["Location"] == f"{show}replan/"
    new = browser.post(
        looked["Location"],
        {
            "reason": "春が来た",
            "made_on": str(cast.today),
            "period0_code": "p1",
            "period0_label": "夏",
        },
    )
    page = browser.get(new["Location"]).content.decode()
    assert "リプランの理由: 春が来た" in page
    assert "私は眠る。" in page
    wrong = browser.post(
        f"{new['Location'].removesuffix('#write')}frame/",
        {
            "period0_label": "",
            "period0_from_on": "R8.4.1",
            "period1_label": "x",
            "period1_from_on": "2026-05-01",
            "period1_until_on": "2026-04-01",
        },
    )
    assert wrong.status_code == 422
    assert "時期の名前を書いてください" in wrong.content.decode()
    assert "始まりより前の日です" in wrong.content.decode()


def test_everything_of_a_plan_is_traced_and_remembered(
    cast: Cast, signed_in: Callable[[str], Client], person: Person, plan: SupportPlan
) -> None:
    hand_copy(plan_id=plan.pk, sheet="personal", on=cast.today, furigana=True, by=cast.outreach)
    signed_in("outreach").get(f"/plans/{plan.pk}/sheets/personal.pdf?furigana=1")
    trace = signed_in("manager").get(f"/people/{person.pk}/readers/").content.decode()

    for words in ("プランをつくり始めた", "写しを渡した", "閲覧: 印刷用の用紙"):
        assert words in trace
    assert TimelineEntry.objects.filter(person=person, title="プラン第1回の写しを渡す").exists()
    assert signed_in("outreach").get(f"/plans/{plan.pk}/sheets/other.pdf").status_code == 404
    assert signed_in("outreach").get(f"/plans/{plan.pk}/sheets/support.exe").status_code == 404
