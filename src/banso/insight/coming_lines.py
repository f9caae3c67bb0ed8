"""
The lines of who came in a month (月報): for the first time or again, by which way, of what age and
sex, from what dwelling, with what.
"""

from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.intake.instrument import matters
from banso.intake.published import CAME_WITH, CHANNELS
from banso.intake.rules import Channel, Dwelling, Matter
from banso.people.published.figures import AGES, band
from banso.people.rules import Sex
from banso_analysis.figures import Figure, in_period
from banso_analysis.reports import Line

SEXES = ("male", "female", "unknown")
DWELLINGS = (*Dwelling.values, "unknown")
_EARLIER = "SELECT 1 FROM intakes e WHERE e.person_id = t.person_id AND e.on_day < t.on_day"
_SEX = "CASE WHEN x.sex IN ('male', 'female') THEN x.sex ELSE 'unknown' END"
_PERSON = "JOIN people x ON x.person_id = t.person_id"


def _came(kind: str = "'all'", *, where: str = "", join: str = "") -> Figure:
    return Figure("came", in_period("intakes", "on_day", kind, where=where, join=join))


_AGE_AND_SEX = _came(f"concat({band('x')}, '-', {_SEX})", join=_PERSON)
_KNOWN = "', '".join(DWELLINGS)
_LIVED = _came(f"CASE WHEN t.dwelling IN ('{_KNOWN}') THEN t.dwelling ELSE 'unknown' END")
COMING = (
    Line("came_people", _came(), "people"),
    Line("came_times", _came(), "times"),
    Line("came_new", _came(where=f"NOT EXISTS ({_EARLIER})"), "times"),
    Line("came_again", _came(where=f"EXISTS ({_EARLIER})"), "times"),
    *(Line(f"way-{code.value}", CHANNELS, "times", code.value) for code in Channel),
    *(Line(f"lived-{code}", _LIVED, "times", code) for code in DWELLINGS),
    *(
        Line(f"aged-{age}-{sex}", _AGE_AND_SEX, "people", f"{age}-{sex}")
        for age in AGES
        for sex in SEXES
    ),
    *(Line(f"about-{code.value}", CAME_WITH, "people", code.value) for code in Matter),
)
LINES = {
    "came_people": (
        _("People who came"),
        _("Different people with a first consultation in the period."),
    ),
    "came_times": (_("Consultations"), _("First consultations received in the period.")),
    "came_new": (
        _("… for the first time"),
        _("Of these, consultations of people who had none on an earlier day."),
    ),
    "came_again": (
        _("… again"),
        _("Of these, consultations of people who had one on an earlier day."),
    ),
}


def label_of(code: str) -> str:
    """Return what a line is called that counts one way, dwelling, age or matter; empty for none."""
    kind, _dash, one = code.partition("-")
    if kind == "way":
        return _g("Way: %(one)s") % {"one": Channel.label_of(one)}
    if kind == "lived":
        return _g("Dwelling: %(one)s") % {
            "one": Dwelling.label_of(one) if one in set(Dwelling) else _g("Not known")
        }
    if kind == "about":
        return _g("Matter: %(one)s") % {"one": matters()[one]}
    if kind == "aged":
        age, _dash, sex = one.partition("-")
        words = {
            "age": AGES[age],
            "sex": Sex.label_of(sex) if sex in Sex else _g("Not known"),
        }
        return _g("Age %(age)s, %(sex)s") % words
    return ""


def definition_of(code: str) -> str:
    """Return how such a line is counted; empty for others."""
    return {
        "way": _g("First consultations of the period, by how they came about."),
        "lived": _g(
            "First consultations of the period, by where the person lived then as the sheet says."
        ),
        "about": _g(
            "Different people with a first consultation in the period, by each matter marked ○ or "
            "◎; one person may have several."
        ),
        "aged": _g(
            "Different people with a first consultation in the period, by their age on its last "
            "day and by sex as it is known."
        ),
    }.get(code.partition("-")[0], "")
