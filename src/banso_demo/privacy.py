"""What somebody of the invented agency asked about their own data, and what nearly went astray."""

from dataclasses import replace

from banso.access.actions import SignIn, add_member, confirm_proposal
from banso.access.queries import viewer_of
from banso.access.viewer import Viewer
from banso.privacy.actions import (
    Report,
    Request,
    ask_to_close,
    ask_to_decide,
    begin_register,
    enter_asking,
    enter_leak,
    name_affected,
    note_answered,
    note_told,
    take_over_proposals,
)
from banso_demo.agency import PASSWORD, DemoAgency


def answer_for_data(agency: DemoAgency) -> None:
    """Keep the register, answer what ハルさん asked, look after an envelope that went astray."""
    second = _second(agency)
    begin_register(by=agency.on("manager", 300))
    _asked(agency, second)
    _astray(agency, second)


def _second(agency: DemoAgency) -> Viewer:
    """Return a second member who manages: nobody decides this alone."""
    member = add_member(
        agency_id=agency.viewers["manager"].agency_id,
        name="見本 添(副管理者)",
        roles=["manager"],
        office_ids=[one.pk for one in agency.offices],
        on=agency.day(3000),
        sign_in=SignIn(username="second", password=PASSWORD, demo=True),
    )
    return viewer_of(member, today=agency.today)


def _asked(agency: DemoAgency, second: Viewer) -> None:
    by = agency.on("manager", 40)
    asking = enter_asking(
        person_id=agency.person("ハルさん").pk,
        request=Request(
            kind="disclose",
            asked_on=by.today,
            asked_by="self",
            identity=("known", "asked"),
            words="わしのことが何と書いてあるか、見てみたい。",
        ),
        by=by,
    )
    found = take_over_proposals(asking_id=asking.pk, by=by)
    waits = ask_to_decide(
        asking_id=asking.pk,
        answer="part" if found else "all",
        reasons="ほかの方のことを書いたところだけ、墨で消しました。" if found else "",
        by=agency.on("manager", 30),
    )
    confirm_proposal(proposal_id=waits.pk, by=replace(second, today=agency.day(29)))
    by = agency.on("manager", 28)
    note_answered(asking_id=asking.pk, on=by.today, how="by_hand", by=by)


def _astray(agency: DemoAgency, second: Viewer) -> None:
    by = agency.on("manager", 75)
    leak = enter_leak(
        report=Report(
            what="maybe",
            known_on=by.today,
            happened_on=by.today,
            grounds=("sensitive",),
            reports="city",
            overview="受診の予定を書いた封筒を、別の方の封筒と取り違えて渡した。十分後に"
            "気づき、封を切らないまま戻った。(見本)",
            items="呼び名、受診する診療所と日時",
            people_count=1,
            cause="二通を同じ机で封をし、宛名を一人で確かめた。",
            second_harm="なし。封は切られていない。",
            to_people="その日のうちにお会いして、お詫びした。",
            published="しない。",
            prevention="封をする前に、宛名と中身を二人で声に出して確かめる。",
        ),
        by=by,
    )
    name_affected(leak_id=leak.pk, person_id=agency.person("ハルさん").pk, by=by)
    for ago, who, step, words in (
        (75, "persons", "notice", "顔を見てお話しした。「戻ったなら、ええ。」"),
        (74, "city", "first", "電話とメールで知らせた。"),
    ):
        by = agency.on("manager", ago)
        note_told(leak_id=leak.pk, who=who, step=step, on=by.today, words=words, by=by)
    waits = ask_to_close(leak_id=leak.pk, by=agency.on("manager", 60))
    confirm_proposal(proposal_id=waits.pk, by=replace(second, today=agency.day(59)))
