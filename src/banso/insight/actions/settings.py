"""
Small things that are kept for figures: what counts in a rate, the population of a year, what people
elsewhere answered.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from banso.access.permission import asks
from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.audit.actions import record_event
from banso.insight.models import OutsideGroup, RateChoice, ReportSetting
from banso.insight.queries.groups import outside_group_seen
from banso.kit.db import one_transaction
from banso.kit.eras import fiscal_year
from banso.kit.ids import new_id


@asks(Duty.MANAGE_AGENCY)
@one_transaction
def keep_rate_choice(*, lost: str, care: str, by: Viewer) -> RateChoice:
    """Keep what counts in this fiscal year's rates."""
    kept = RateChoice.objects.create(
        agency_id=by.agency_id,
        fiscal_year=fiscal_year(by.today),
        lost=lost,
        care=care,
        by_id=by.member_id,
    )
    record_event(
        action="keep_rate_choice",
        by=by,
        object_kind=RateChoice._meta.label,
        object_id=kept.pk,
        detail={"lost": lost, "care": care},
    )
    return kept


@asks(Duty.SEE_MEMORY, Duty.MANAGE_AGENCY)
@one_transaction
def keep_report_setting(
    *,
    fiscal_year: int,
    population: int,
    population_on: date,
    source: str,
    by: Viewer,
    new: UUID | None = None,
) -> ReportSetting:
    """Keep the population that a year's reports are divided by."""
    kept = ReportSetting.objects.create(
        id=new or new_id(),
        agency_id=by.agency_id,
        fiscal_year=fiscal_year,
        population=population,
        population_on=population_on,
        source=source,
        by_id=by.member_id,
    )
    record_event(
        action="keep_report_setting",
        by=by,
        object_kind=ReportSetting._meta.label,
        object_id=kept.pk,
        detail={"population": population},
    )
    return kept


@asks(Duty.SEE_MEMORY, Duty.MANAGE_AGENCY)
@one_transaction
def keep_outside_group(
    *,
    code: str,
    item: str,
    title: str,
    source: str,
    counts: Mapping[str, int],
    by: Viewer,
    new: UUID | None = None,
) -> OutsideGroup:
    """Keep what people elsewhere answered to an item, counted by step, with its source."""
    kept = OutsideGroup.objects.create(
        id=new or new_id(),
        agency_id=by.agency_id,
        code=code,
        item=item,
        title=title.strip(),
        source=source.strip(),
        counts=dict(counts),
        by_id=by.member_id,
    )
    record_event(
        action="keep_outside_group", by=by, object_kind=OutsideGroup._meta.label, object_id=kept.pk
    )
    return kept


@asks(Duty.SEE_MEMORY, Duty.MANAGE_AGENCY)
@one_transaction
def drop_outside_group(*, group_id: UUID, by: Viewer) -> None:
    """
    Put a group of people elsewhere aside.

    :raises NotSeen: if it is not this agency's
    """
    kept = outside_group_seen(by, group_id)
    kept.dropped_on = by.today
    kept.save(update_fields=["dropped_on"])
    record_event(
        action="drop_outside_group", by=by, object_kind=OutsideGroup._meta.label, object_id=kept.pk
    )
