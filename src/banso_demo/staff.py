"""
The people who work at the invented agency: courses, certificates, talks, hours, what weighs, words
for handing over, thanks.
"""

from datetime import timedelta
from decimal import Decimal

from banso.companionship.queries import companionships_seen_by
from banso.training.actions import (
    NewCertificate,
    NewCourse,
    add_hours,
    begin_heavy,
    give_certificate,
    keep_course,
    keep_handover_words,
    keep_session,
    keep_supervision,
    mark_presence,
    sign_up,
    thank,
)
from banso_demo.agency import DemoAgency

CERTIFIED = (
    ("supporter", "grade1", 700),
    ("coordinator", "grade1", 1500),
    ("outreach", "grade2", 400),
    ("aftercare", "grade2", 1075),
    ("centre", "grade2", 200),
)
WORKED = (("coordinate", 90), ("being", 60), ("doing", 45), ("meeting", 60), ("writing", 30))


def care(agency: DemoAgency) -> None:
    """Let them learn, talk, rest and thank each other."""
    manager, today = agency.viewers["manager"], agency.today
    course = keep_course(
        course=NewCourse(
            title="伴走型支援士2級 講座(見本)",
            level="grade2",
            hours=Decimal("12"),
            about="伴走型支援の考え方、つなぎ・もどし、キーパーソン。",
            valid_months=36,
        ),
        by=manager,
    )
    local = keep_course(
        course=NewCourse(
            title="個人情報と同意の研修",
            level="local",
            hours=Decimal("2"),
            about="四つの同意、撤回、提供記録。",
            valid_months=12,
        ),
        by=manager,
    )
    past = keep_session(
        course_id=local.pk,
        on=today - timedelta(days=40),
        place="見本会館",
        taught_by="例 講師",
        by=manager,
    )
    coming = keep_session(
        course_id=course.pk,
        on=today + timedelta(days=24),
        place="見本会館",
        taught_by="例 講師",
        by=manager,
    )
    for role in ("outreach", "centre", "aftercare", "supporter", "employment"):
        mark_presence(
            session_id=past.pk,
            member_id=agency.viewers[role].member_id,
            presence="there" if role != "employment" else "not_there",
            by=manager,
        )
    sign_up(session_id=coming.pk, by=agency.viewers["employment"])
    for number, (role, level, ago) in enumerate(CERTIFIED, start=1):
        title = "伴走型支援士1級" if level == "grade1" else "伴走型支援士2級"
        give_certificate(
            member_id=agency.viewers[role].member_id,
            certificate=NewCertificate(
                title=title,
                level=level,
                number=f"見本-{number:03d}",
                issued_by="見本認定機関(架空)",
                issued_on=agency.day(ago),
                course_id=course.pk if level == "grade2" else None,
            ),
            by=manager,
        )
    for role in ("outreach", "supporter", "aftercare", "coordinator"):
        for number, (work, minutes) in enumerate(WORKED):
            by = agency.viewers[role]
            add_hours(
                on=today - timedelta(days=min(number, today.day - 1)),
                work=work,
                minutes=minutes + 15 * (len(role) % 3),
                by=by,
            )
    _talks(agency)


def _talks(agency: DemoAgency) -> None:
    supporter, coordinator = agency.viewers["supporter"], agency.viewers["coordinator"]
    by = agency.on("coordinator", 20)
    keep_supervision(
        member_id=supporter.member_id,
        on=by.today,
        minutes=50,
        text="電話が鳴ると身構えるようになったという話。休みの日は当番に任せてよいと確かめた。",
        agreed="月に一度話す。夜の電話は当番へ。",
        next_on=agency.today + timedelta(days=10),
        by=by,
    )
    walks = (
        companionships_seen_by(supporter)
        .filter(member=supporter.member_id, until_on=None)
        .order_by("from_on", "pk")
    )
    for walk in walks[:1]:
        begin_heavy(person_id=walk.person_id, on=agency.day(210), by=supporter)
        keep_handover_words(
            person_id=walk.person_id,
            text="朝は声をかけず、まず缶コーヒーを置く。将棋の話から入ると笑われる。",
            by=supporter,
        )
    thank(
        member_id=agency.viewers["outreach"].member_id,
        text="雨の夜の巡回、代わってくれて助かりました。",
        by=supporter,
    )
    thank(
        member_id=supporter.member_id,
        text="窓口への同行、最後まで隣にいてくれてありがとう。",
        by=coordinator,
    )
