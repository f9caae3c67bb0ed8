"""What has to happen before an action can be tried."""

from collections.abc import Callable
from datetime import date
from typing import Any

from banso.access.actions import let_member_go
from banso.assessment.actions import finish_assessment
from banso.companionship.actions import settle_promise, walk_with
from banso.companionship.models import Companionship, Promise
from banso.conferences.actions import (
    NewSeat,
    close_conference,
    seat_somebody,
    set_attendance,
    start_conference,
)
from banso.conferences.models import Conference
from banso.decisions.actions import decide, give_opinion
from banso.decisions.models import Request
from banso.field.actions import let_line_be, settle_writing
from banso.field.models import Writing
from banso.insight.models import Research
from banso.interop.models import ImportDifference, ImportRun
from banso.keeping.models import Keeping
from banso.kit.eras import PartialDate, Precision
from banso.people.actions import close_entry, note_death
from banso.people.models import LedgerEntry, OutsideRow
from banso.privacy.models import Asking
from banso.referrals.actions import Step, take_step
from banso.resources.models import Service
from banso.ties.actions import hide_tie
from tests.rooms.action_samples import World


def _run_conference(w: World) -> None:
    start_conference(conference_id=w.home.conference.pk, by=w.cast.outreach)


def _closed_conference(w: World) -> None:
    mine = seat_somebody(
        conference_id=w.home.conference.pk,
        seat=NewSeat(party="supporter", member_id=w.cast.outreach.member_id),
        by=w.cast.outreach,
    )
    _run_conference(w)
    set_attendance(seat_id=mine.pk, attendance="present", by=w.cast.outreach)
    close_conference(conference_id=w.home.conference.pk, by=w.cast.outreach)


def _opinion(w: World) -> None:
    for guest in (w.decider, w.second_decider):
        give_opinion(request_id=w.home.request.pk, stance="approve", words="よい", guest=guest)


def _decided(w: World) -> None:
    _opinion(w)
    decide(request_id=w.home.request.pk, outcome="approve", reasons="よい", guest=w.decider)


def _approved(w: World) -> None:
    Research.objects.update(
        first_by=w.cast.coordinator.member_id,
        second_by=w.cast.manager.member_id,
        until_on=w.cast.today,
        rows=[["f"]],
    )


def _with_mail(w: World) -> None:
    Service.objects.filter(pk=w.home.service.pk).update(email="receiver@example.org")


def _brought_in(w: World) -> ImportRun:
    return ImportRun.objects.create(agency=w.cast.agency, kind="ledger", file="台帳.csv")


def _differs(w: World) -> None:
    ImportDifference.objects.create(
        agency=w.cast.agency,
        run=_brought_in(w),
        person_id=w.home.person.pk,
        kind="person",
        row_id=w.home.person.pk,
        field="looks",
        here="帽子",
        file="赤い帽子",
    )


def _refused(w: World) -> None:
    for to, more in (("agreed", {}), ("asked", {}), ("refused", {"refusal_reason": "full"})):
        taken = Step(to=to, on=w.cast.today, words="そうかい", **more)
        take_step(referral_id=w.home.referral.pk, step=taken, by=w.cast.outreach)


def _finished(w: World) -> None:
    finish_assessment(assessment_id=w.home.assessment.pk, by=w.cast.outreach)


def _asking_decided(w: World, **said: Any) -> None:
    Asking.objects.filter(pk=w.ids["asking_id"]).update(
        answer="all",
        decided_on=w.cast.today,
        decided_by=w.cast.manager.member_id,
        second=w.cast.coordinator.member_id,
        **said,
    )


def _over_long_ago(w: World) -> None:
    """Everything that keeps the person's record has ended, long enough ago."""
    theirs = {"person": w.home.person}
    ended = {"opened_on": date(2014, 4, 1), "closed_on": date(2015, 3, 1)}
    LedgerEntry.objects.filter(**theirs).update(**ended, closing_reason="other")
    Companionship.objects.filter(**theirs).update(until_on=w.cast.today)
    Keeping.objects.filter(**theirs).update(ended_on=w.cast.today)


def _looked_at(w: World) -> None:
    """Nothing of the night waits for somebody."""
    for row in Writing.objects.filter(state="beside"):
        settle_writing(writing_id=row.pk, choice="other", by=w.cast.outreach)
    let_line_be(op_id=w.ids["op_id"], by=w.cast.outreach)


BEFORE: dict[str, Callable[[World], Any]] = {
    "privacy.ask_at_end": _over_long_ago,
    "assessment.reopen_assessment": _finished,
    "access.take_member_back": lambda w: let_member_go(
        member_id=w.cast.volunteer.member_id, on=w.cast.today, by=w.cast.manager
    ),
    "conferences.add_afterwards": _closed_conference,
    "conferences.close_conference": _run_conference,
    "conferences.confirm_seat": _closed_conference,
    "conferences.note_confirmation": _closed_conference,
    "conferences.pass_oath": lambda w: Conference.objects.filter(pk=w.home.conference.pk).update(
        kind="sealed"
    ),
    "conferences.reopen_conference": _closed_conference,
    "conferences.write_as_guest": _run_conference,
    "decisions.decide": _opinion,
    "decisions.receive_decision": _decided,
    "decisions.ask_decision": lambda w: Request.objects.update(state="stopped"),
    "insight.take_out_research": _approved,
    "interop.decide_difference": _differs,
    "interop.take_back": _brought_in,
    "people.close_gone_entries": lambda w: OutsideRow.objects.create(
        agency=w.cast.agency,
        kind="entry",
        outside_id="x-1",
        person_id=w.home.person.pk,
        row_id=w.home.entry.pk,
    ),
    "people.reopen_entry": lambda w: close_entry(
        entry_id=w.home.entry.pk, reason="wished", on=w.cast.today, by=w.cast.outreach
    ),
    "companionship.reopen_promise": lambda w: settle_promise(
        promise_id=w.home.promise.pk, outcome="kept", note="", version=None, by=w.cast.outreach
    ),
    "companionship.take_promises_back": lambda w: Promise.objects.filter(
        pk=w.home.promise.pk
    ).update(made_with=w.home.note.pk),
    "field.hand_night_over": _looked_at,
    "people.take_death_back": lambda w: note_death(
        person_id=w.home.person.pk,
        death=PartialDate(year=w.cast.today.year, precision=Precision.YEAR),
        by=w.cast.outreach,
    ),
    "privacy.ask_to_lift": lambda w: _asking_decided(w, kind="suspend"),
    "privacy.note_answered": _asking_decided,
    "referrals.try_next": _refused,
    "referrals.mail_link": _with_mail,
    "training.begin_heavy": lambda w: walk_with(
        person_id=w.home.other.pk,
        member_id=w.cast.outreach.member_id,
        on=w.cast.today,
        by=w.cast.outreach,
    ),
    "ties.show_tie": lambda w: hide_tie(tie_id=w.home.tie.pk, by=w.cast.outreach),
}
