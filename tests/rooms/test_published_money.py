"""What the rooms of money, papers and mishaps publish: codes and days, and who may read them."""

from dataclasses import replace
from datetime import timedelta

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.budget.models import Budget, Debt
from banso.documents.models import Document
from banso.insight import queries
from banso.insight.actions import publish_agency
from banso.insight.queries.trends import Span
from banso.keeping.models import Keeping
from banso.kit.eras import fiscal_year
from banso.mishaps.models import Mishap, Present
from banso.people.actions import NewPerson, enter_person
from tests.conftest import Cast


def test_keepings_papers_debts_and_mishaps_are_counted_by_codes_and_days(cast: Cast) -> None:
    person = enter_person(person=NewPerson(called_name="例"), by=cast.centre)
    by, day, agency = cast.centre, cast.today, {"agency_id": cast.agency.pk}
    Keeping.objects.create(
        **agency,
        person=person,
        number=1,
        why="失くさない",
        wish="own",
        begun_on=day,
        keeper_id=by.member_id,
        keeper_since=day,
    )
    budget = Budget.objects.create(
        **agency,
        person=person,
        number=1,
        on=day,
        cash=0,
        made_by_id=by.member_id,
        short_on=day + timedelta(days=9),
    )
    Debt.objects.create(**agency, budget=budget, kind="rent", state="open", total=9000)
    for kind in ("lease", "disability"):
        Document.objects.create(**agency, person=person, kind=kind, until_on=day)
    mishap = Mishap.objects.create(
        **agency,
        office=cast.centre_office,
        kind="near",
        place="house",
        on=day,
        happened="転びかけた",
        written_by_id=by.member_id,
    )
    Present.objects.create(**agency, mishap=mishap, person=person)
    publish_agency(agency_id=cast.agency.pk)
    year = fiscal_year(day)

    def counted(figure: str, viewer: Viewer = cast.manager) -> dict[str, int]:
        found = queries.trend(viewer, figure, Span(year, year)).numbers
        return {kind: number for (kind, _year), number in found.items() if number}

    assert counted("in_keeping") == {"own": 1}
    assert counted("budgets") == {"short": 1}
    assert counted("debts") == {"rent": 1}
    assert counted("papers_ending") == {"lease": 1, "disability": 1}
    assert counted("mishaps") == {"near": 1}
    blind = replace(cast.manager, duties=cast.manager.duties - {Duty.SEE_HEALTH, Duty.SEE_MONEY})
    assert counted("papers_ending", blind) == {"lease": 1}
    assert not counted("debts", blind)
    assert not counted("in_keeping", blind)
