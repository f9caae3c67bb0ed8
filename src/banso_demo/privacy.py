"""What somebody of the invented agency asked about their own data, and what nearly went astray."""

from dataclasses import replace

from banso.access.actions import SignIn, add_member, confirm_proposal
from banso.access.queries import viewer_of
from banso.access.viewer import Viewer
from banso.consent.actions import ask_for_wording
from banso.privacy.actions import (
    Receives,
    Report,
    Request,
    ask_for_receiver,
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

WORDS = (
    "あなたのことをほかのところに伝えるのは、あなたが「よい」と言ったときだけです。\n"
    "どこに、何を、何のために、いつまで伝えてよいかを、一つずつうかがいます。\n"
    "断ってもかまいません。支援は何も変わりません。いつでも取り消せます。"
)
RECEIVE = (
    Receives(
        name="見本市（保護課）",
        ground="for_them",
        ground_words="業務委託契約",
        items="三つの台帳、月報の数字",
        purpose="委託された事業の報告",
    ),
    Receives(
        name="見本システム保守",
        ground="entrusted",
        ground_words="保守契約（秘密保持・再委託の禁止を定める）",
        items="機械にあるすべて（見ないで扱う）",
        purpose="機械の保守",
        looked_after="年に一度、扱いを確かめる。終わったら、消したことの証明を受け取る。",
    ),
)


def answer_for_data(agency: DemoAgency) -> None:
    """Keep the register, answer what ハルさん asked, look after an envelope that went astray."""
    second = _second(agency)
    begin_register(by=agency.on("manager", 300))
    _set_by_two(agency, second)
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


def _set_by_two(agency: DemoAgency, second: Viewer) -> None:
    """Keep the words of consent, and who receives what is held."""
    by = agency.on("manager", 300)
    waits = [ask_for_wording(text=WORDS, by=by)]
    for one in RECEIVE:
        contract = replace(one, contract_on=agency.day(600), until_on=agency.day(-45))
        waits.append(ask_for_receiver(receives=contract, by=by))
    for word in waits:
        confirm_proposal(proposal_id=word.pk, by=replace(second, today=by.today))


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
