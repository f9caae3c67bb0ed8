"""巡回日誌: one night on paper, whom one met, what was handed out, lines to write on."""

from collections import Counter
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from banso.intake.rules import Weather
from banso.kit.formatting import format_day
from banso.kit.sheets import Heading, Row, Sheet, Stamps, Table

ON_ONE_PAGE = 12
EMPTY = (2, 6)  # lines to write on by hand: at least, and on an empty sheet


def _handed(night: dict[str, Any]) -> str:
    """Return what was handed to those who were met, where nobody has counted the night's things."""
    counts = Counter(str(one) for row in night["encounters"] for one in row["handed"])
    return "　".join(f"{thing} {count}" for thing, count in counts.items())


def night_journal(night: dict[str, Any], *, author: str, stamps: tuple[str, ...]) -> Sheet:
    """Return the journal of a night as it stands on the screen of whoever prints it."""
    one, team = night["round"], night["team"]
    pairs: dict[int, list[str]] = {}
    for member in team:
        pairs.setdefault(member.pair, []).append(member.name)
    out = f"{timezone.localtime(one.set_off_at):%H:%M}" if one.set_off_at else ""
    new = "（" + _("first time") + "）"
    met = tuple(
        Row(
            (
                f"{timezone.localtime(row['encounter'].at):%H:%M}",
                row["encounter"].person.called_name + (new if row["encounter"].was_new else ""),
                row["encounter"].place if night["show_places"] else "",
                "、".join(str(said) for said in (row["outcome"], row["condition"]) if said),
                "、".join(map(str, row["handed"])),
                row["encounter"].member.name if row["encounter"].member else "",
            )
        )
        for row in night["encounters"]
    )
    # Printed before one goes out, it has a row for everybody whom one looks for, in that order.
    to_meet = tuple(
        Row(("", one.called_name, one.place if night["show_places"] else "", "", "", ""), room=1)
        for one in night["usual"]
    )
    empty = (Row(("", "", "", "", "", ""), room=1),)
    rows = met + to_meet
    return Sheet(
        _("Journal of a night"),
        subtitle=one.course,
        day=format_day(one.on),
        author=author,
        care=_("Handle with care"),
        landscape=True,
        one_page=len(rows) <= ON_ONE_PAGE,
        blocks=[
            Stamps(stamps),
            Table(
                (
                    Row(
                        (
                            _("Day"),
                            format_day(one.on),
                            _("Weather"),
                            str(Weather.label_of(one.weather)),
                        )
                    ),
                    Row(
                        (
                            _("Team, two by two"),
                            "\n".join("・".join(names) for names in pairs.values()),
                            _("Set off at"),
                            out,
                        )
                    ),
                    Row(
                        (
                            _("How many"),
                            night["tally"],
                            _("Handed out"),
                            night["handouts"] or _handed(night),
                        )
                    ),
                ),
                widths=(2, 6, 2, 4),
            ),
            Heading(_("Who was met")),
            Table(
                rows + empty * max(EMPTY[0], EMPTY[1] - len(rows)),
                (
                    _("Time"),
                    _("Called"),
                    _("Place"),
                    _("How they were"),
                    _("Handed out"),
                    _("Written by"),
                ),
                (2, 4, 5, 5, 4, 5),
            ),
            Table((Row((_("How the night was"), one.note), room=3),), widths=(2, 12)),
        ],
    )
