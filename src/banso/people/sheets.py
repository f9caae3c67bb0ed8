"""Who a sheet is about: the head that every sheet of the office begins with."""

from django.utils.translation import gettext as _

from banso.access.rules import Duty
from banso.access.viewer import Viewer
from banso.kit.formatting import format_day
from banso.kit.sheets import Row, Table
from banso.people.models import Person
from banso.people.queries import entries_of, known_as
from banso.people.rules import Sex


def about(person: Person, viewer: Viewer, *, on: str = "") -> Table:
    """
    Return the head of a sheet about a person who was seen already, as far as this viewer knows
    them: number, reading, name, birth; `on` says of which day it tells.
    """
    known = known_as(person, viewer)
    numbers = "、".join(one.number for one in entries_of(person))
    born = sex = ""
    if viewer.may(Duty.SEE_NAMES):
        age = person.age_on(viewer.today)
        years = _("(%(age)s years)") % {"age": age} if age is not None else ""
        born = f"{format_day(person.birth) if person.birth_year else ''} {years}".strip()
        sex = str(Sex.label_of(person.sex))
    return Table(
        (
            Row((_("ID"), numbers, _("Day"), on)),
            Row((_("Reading"), known.kana, _("Called"), known.called)),
            Row((_("Name"), known.full, _("Sex"), sex)),
            Row((_("Born"), born, _("Office"), _offices(person)), framed=False),
        ),
        widths=(2, 5, 2, 5),
    )


def _offices(person: Person) -> str:
    return "、".join(
        dict.fromkeys(one.office.name for one in entries_of(person) if one.closed_on is None)
    )
