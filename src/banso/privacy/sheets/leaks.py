"""A leak on paper, in the order of the Commission's form."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from banso.access.queries import agency_of
from banso.access.viewer import Viewer
from banso.kit.formatting import brief_day, format_day, grouped
from banso.kit.sheets import Block, Heading, Row, Sheet, Stamps, Table, Text
from banso.kit.sheets.boxes import boxes
from banso.privacy.models import Leak, LeakTold
from banso.privacy.rules.leaks import Ground, Reports, Step, Told, What, all_due


def why_reported(row: Leak) -> str:
    """Return in words why a report is asked for."""
    return "\n".join(str(Ground.label_of(code)) for code in row.grounds)


def who_reports(row: Leak) -> str:
    """Return in words who reports, and why nobody where nobody does."""
    return f"{Reports.label_of(row.reports)}\n{row.why_not}".strip()


def leak_sheet(row: Leak, told: Sequence[LeakTold], viewer: Viewer) -> Sheet:
    """Return a leak, seen already, with its nine items; it names nobody."""
    agency = agency_of(viewer)
    count = "" if row.people_count is None else grouped(row.people_count)
    days = "\n".join(
        f"{Told.label_of(one.to)} {Step.label_of(one.step)} {brief_day(one.by)}"
        for one in all_due(row.known_on, row.grounds, row.reports)
    )
    head = (
        Row((_("What became of the data"), boxes(What.choices, [row.what]))),
        Row((_("Known since"), format_day(row.known_on))),
        Row((_("Happened on"), format_day(row.happened_on))),
        Row((_("Why a report is asked for"), boxes(Ground.choices, row.grounds))),
        Row((_("Who reports"), who_reports(row))),
        Row((_("Due"), days)),
    )
    nine = (
        (_("1 What happened"), row.overview),
        (_("2 Which data"), row.items),
        (_("3 How many people"), count),
        (_("4 Cause"), row.cause),
        (_("5 Further harm, or the fear of it"), row.second_harm),
        (_("6 What was done for the people"), row.to_people),
        (_("7 Whether it was made public"), row.published),
        (_("8 What keeps it from happening again"), row.prevention),
        (_("9 What else matters"), row.other),
    )
    blocks: list[Block] = [
        Stamps(agency.stamps),
        Table(head),
        Heading(_("The nine items of a report")),
        Table(tuple(Row(one, room=0 if one[1] else 1) for one in nine)),
        Heading(_("Who was told")),
        Table(
            tuple(
                Row(
                    (
                        brief_day(one.on),
                        str(Told.label_of(one.who)),
                        str(Step.label_of(one.step)),
                        one.words,
                    )
                )
                for one in told
            )
            or (Row(("",) * 4, room=1),),
            (
                _("Day"),
                _("Who was told"),
                _("What was told"),
                _("How, by whom, under which number"),
            ),
            (3, 6, 3, 8),
        ),
    ]
    if row.closed_by and row.second:
        closed = f"{format_day(row.closed_on)} {row.closed_by.name} · {row.second.name}"
        blocks.append(Table((Row((_("Closed by two"), closed)),)))
    blocks.append(
        Text(_("The report itself is sent over the Commission’s own form; this is what it says."))
    )
    return Sheet(
        _("Leak of personal data"),
        subtitle=agency.name,
        day=format_day(viewer.today),
        author=viewer.name,
        care=_("Handle with care"),
        blocks=blocks,
    )
