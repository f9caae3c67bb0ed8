"""
What a demo home lacks of what addresses speak of: links that open by themselves, files on their
way in, a question and a research, a no, somebody opened in danger.
"""

import io
import zipfile
from datetime import timedelta
from typing import Any
from uuid import UUID

HIDDEN = "文さん"
OPENER = "employment"
LEDGER = "氏名,ふりがな,初回面談日\n例 一郎,れい いちろう,2024/5/1\n例 二郎,,R6.5.2\n"
RECEIVERS = "施設名称,電話番号,所在地\n例の居場所,03-0000-0000,東京都見本区一丁目\n例の食堂,,\n"
HMIS = {
    "Client": "PersonalID,FirstName,LastName,DOB,DOBDataQuality\np1,Ann,Sample,1980-01-02,1\n",
    "Project": "ProjectID,ProjectType\na,4\n",
    "Enrollment": "EnrollmentID,PersonalID,ProjectID,EntryDate\ne1,p1,a,2024-01-05\n",
}


def _viewer(username: str) -> Any:
    from django.utils import timezone

    from banso.access.models import Account, Member
    from banso.access.queries import viewer_of

    account = Account.objects.get(username=username)
    return viewer_of(Member.objects.get(account=account), today=timezone.localdate())


def _export() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, text in HMIS.items():
            packed.writestr(f"{name}.csv", text)
    return content.getvalue()


def _files(by: Any) -> dict[str, str]:
    from banso.interop import uploads

    ledger, receivers, hmis = (
        uploads.put(content, by, name=name)
        for content, name in (
            (LEDGER.encode(), "daicho.csv"),
            (RECEIVERS.encode(), "saki.csv"),
            (_export(), "hmis.zip"),
        )
    )
    return {
        "bring-in/<uuid:upload_id>/<slug:ledger>/": f"/bring-in/{ledger}/outreach/",
        "bring-in/receivers/<uuid:upload_id>/": f"/bring-in/receivers/{receivers}/?source=見本市",
        "bring-in/hmis/<uuid:upload_id>/": f"/bring-in/hmis/{hmis}/",
    }


def _links(person_id: UUID, by: Any) -> dict[str, str]:
    from banso.referrals.actions import make_link
    from banso.referrals.models import Referral
    from banso.surveys.actions import hand_tablet

    waits = next(one for one in Referral.objects.order_by("pk") if one.is_open)
    token, _until = make_link(referral_id=waits.pk, by=by)
    tablet = hand_tablet(person_id=person_id, code="isolation", moment="m6", by=by)
    return {
        "answer/<str:token>/": f"/answer/{token}/",
        "survey/<str:token>/": f"/survey/{tablet}/",
    }


def _asked(by: Any) -> None:
    from banso.insight.actions import ask_for_research, keep_question

    question = keep_question(
        title="巡回の方",
        body={"match": "all", "parts": [{"fact": "ledger", "now": True}]},
        columns=["sex", "last_met"],
        shared=True,
        by=by,
    )
    ask_for_research(
        question_id=question.pk, columns=["sex"], purpose="孤立の研究", recipient="見本大学", by=by
    )


def _own_data(person_id: UUID, by: Any) -> None:
    from banso.privacy.actions import Report, Request, begin_register, enter_asking, enter_leak

    begin_register(by=by)
    enter_leak(
        report=Report(
            what="leak",
            known_on=by.today,
            overview="相談の記録を写した FAX を、一つ違う番号へ送った。",
            items="呼び名、相談の内容",
            people_count=1,
        ),
        by=by,
    )
    asking = Request(
        kind="disclose", asked_on=by.today, asked_by="self", identity=("known",), words="見たい。"
    )
    enter_asking(person_id=person_id, request=asking, by=by)


def _no(person_id: UUID, by: Any) -> None:
    from banso.access.models import Member
    from banso.consent.actions import NewNo, keep_no

    named = Member.objects.create(
        agency_id=by.agency_id,
        name="例 遠縁",
        roles=["observer"],
        from_on=by.today - timedelta(days=40),
    )
    no = NewNo(
        member_id=named.pk, said_on=by.today, way="oral", witness="例 看護師", words="会わない。"
    )
    keep_no(person_id=person_id, no=no, by=by)


def _opened() -> dict[str, str]:
    from banso.access.actions import confirm_proposal
    from banso.consent.actions import ask_in_danger
    from banso.consent.models import Opening
    from banso.people.models import MeetingPlace

    asked = ask_in_danger(name=HIDDEN, reason="橋の上にいると電話があった。", by=_viewer(OPENER))
    confirm_proposal(proposal_id=asked.pk, by=_viewer("coordinator"), said=HIDDEN)
    opening = Opening.objects.get(pk=asked.pk)
    place = MeetingPlace.objects.filter(person=opening.person).first()
    paths = {"in-danger/<uuid:opening_id>/": f"/in-danger/{opening.pk}/"}
    if place is not None:
        paths["in-danger/<uuid:opening_id>/<slug:kind>/<uuid:row_id>/"] = (
            f"/in-danger/{opening.pk}/place/{place.pk}/"
        )
    return paths


def prepare(person_id: UUID, username: str, *, whole: bool) -> dict[str, str]:
    """
    Add to a home what it lacks, and return the paths that only now can be told; unless it is the
    whole, nothing that anybody else in the home would meet.
    """
    by = _viewer(username)
    if not whole:
        return _files(by)
    _asked(by)
    _own_data(person_id, by)
    _no(person_id, by)
    return {**_links(person_id, by), **_files(by), **_opened()}
