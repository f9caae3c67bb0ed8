"""The invented agency: its offices, those who work there, and what they were on any day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from banso.access.actions import SignIn, add_member, create_agency
from banso.access.queries import viewer_of
from banso.access.viewer import Viewer
from banso.companionship.actions import settle_promise
from banso.people.queries import people_seen_by

if TYPE_CHECKING:
    from banso.companionship.models import Promise
    from banso.people.models import Person

PASSWORD = "banso-demo"  # noqa: S105 — the published password of invented people, in a demo home only
OFFICES = ("巡回相談室", "自立支援センター みほん", "自立生活サポートセンター")
CONTACT = "03-0000-0100(平日9時〜17時) 見本区見本町1-1"
CAST = (
    ("volunteer", "見本 夜子(夜回りボランティア)", (0,)),
    ("outreach", "見本 巡(巡回相談指導員)", (0,)),
    ("centre", "見本 泉(生活相談指導員)", (1,)),
    ("aftercare", "見本 灯(生活支援員)", (2,)),
    ("supporter", "見本 伴(パーソナルサポーター)", (0,)),
    ("employment", "見本 働(就労支援員)", (0, 1)),
    ("coordinator", "見本 結(コーディネーター)", (0, 1, 2)),
    ("manager", "見本 守(管理者)", (0, 1, 2)),
    ("observer", "見本 望(見学・監査)", (0,)),
)


class DemoAgency:
    """The agency with one member in each role, who signs in by the name of the role."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        agency, self.offices = create_agency(
            name="NPO法人 見本伴走会(架空)", offices=list(OFFICES), contact=CONTACT
        )
        self.viewers: dict[str, Viewer] = {}
        for role, name, places in CAST:
            member = add_member(
                agency_id=agency.pk,
                name=name,
                roles=[role],
                office_ids=[self.offices[place].pk for place in places],
                on=self.day(3000),
                sign_in=SignIn(username=role, password=PASSWORD, demo=True),
            )
            self.viewers[role] = viewer_of(member, today=self.today)

    def day(self, ago: int) -> date:
        """Return the day so many days ago."""
        return self.today - timedelta(days=ago)

    def moment(self, ago: int, hour: int = 14) -> datetime:
        """Return a moment on the day so many days ago; today's moments lie behind us."""
        at = timezone.make_aware(datetime.combine(self.day(ago), time(hour)))
        return min(at, timezone.now() - timedelta(minutes=30))

    def keep(self, promise: "Promise", by: Viewer) -> None:
        """Let somebody keep a promise on its day; one that is due later they kept today."""
        settle_promise(
            promise_id=promise.pk,
            outcome="kept",
            note="",
            version=None,
            by=replace(by, today=min(promise.due_on, self.today)),
        )

    def on(self, role: str, ago: int) -> Viewer:
        """Return a member as on the day so many days ago."""
        return replace(self.viewers[role], today=self.day(ago))

    def person(self, called: str) -> "Person":
        """Return somebody by what they are called."""
        return people_seen_by(self.viewers["manager"]).get(called_name=called)
