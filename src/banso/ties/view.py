"""What stood around the person on a day, as nodes of a picture."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from banso.kit.formatting import brief_day, brief_month, format_day
from banso.people.models import Person
from banso.ties.drawing.nodes import Node
from banso.ties.models import Tie, TiePlace, TieVisit
from banso.ties.queries import Around
from banso.ties.rules import Kind, Role, What, party_of, sleeps, usual_ring

GOLDEN = 137.508  # degrees: neighbours of a row keep apart however many there are


@dataclass(frozen=True)
class Amount:
    """
    How much a template shows: which ties, and whether people who are no officials are called by
    name.
    """

    chosen: Callable[[Tie], bool]
    names: bool = True

    def name_of(self, tie: Tie) -> str:
        """
        Return how a tie is called: by its role where people who are no officials go without their
        names.
        """
        return (
            tie.name
            if self.names or tie.is_formal or tie.what != What.PERSON
            else str(Role.label_of(tie.role))
        )


_TO_CALL = ("key_person", "light_key", "family", "medical", "supporter")


def _shown(tie: Tie) -> bool:
    return not tie.no_show


AMOUNTS: dict[str, Amount] = {
    "whole": Amount(_shown),
    "conference": Amount(_shown, names=False),
    "emergency": Amount(
        lambda tie: (
            _shown(tie) and (tie.no_contact or (tie.until_on is None and tie.role in _TO_CALL))
        )
    ),
    "hand_over": Amount(lambda tie: _shown(tie) and tie.until_on is None),
}


@dataclass(frozen=True)
class View:
    """A picture to be drawn: of whom, on which day, how much of it, by whom."""

    person: Person
    around: Around
    day: date
    today: date
    author: str
    amount: str = "whole"

    def nodes(self) -> list[Node]:
        """
        Return the ties that had begun by the day, those that had ended among them as sleeping.
        """
        return [self._node(order, tie, AMOUNTS[self.amount]) for order, tie in self._begun()]

    def ties(self) -> list[Tie]:
        """Return the ties that the template shows and that had begun by the day."""
        return [tie for _order, tie in self._begun()]

    def _begun(self) -> Iterator[tuple[int, Tie]]:
        """
        Yield the ties that are shown, each with its seat among all of them, so that it keeps it
        over the years.
        """
        chosen = AMOUNTS[self.amount].chosen
        return (
            (order, tie)
            for order, tie in enumerate(self.around.ties)
            if chosen(tie) and (tie.from_on is None or tie.from_on <= self.day)
        )

    def standing(self) -> list[Node]:
        """Return the ties of the living that had not ended by the day."""
        return [one for one in self.living() if one.until_on is None]

    def living(self) -> list[Node]:
        """
        Return the ties without those who have died: a sphere of life is of the living; the genogram
        remembers them.
        """
        return [one for one in self.nodes() if not one.is_dead]

    def _node(self, order: int, tie: Tie, amount: Amount) -> Node:
        place = _latest(self.around.places.get(tie.pk, []), self.day)
        visits = [one for one in self.around.visits.get(tie.pk, []) if one.on <= self.day]
        last = (
            visits[-1].on
            if visits
            else tie.last_met_on
            if tie.last_met_on and tie.last_met_on <= self.day
            else None
        )
        ended = tie.until_on is not None and tie.until_on <= self.day
        role = str(Role.label_of(tie.role))
        name = amount.name_of(tie)
        standing = _("ended %(day)s") % {"day": brief_day(tie.until_on)} if ended else ""
        return Node(
            key=str(tie.pk),
            order=order,
            name=name,
            what=tie.what,
            kind=tie.kind,
            role=tie.role,
            party=party_of(tie.role),
            formal=tie.is_formal,
            direction=tie.direction,
            strength=tie.strength,
            stress=tie.stress and amount.names,
            ring=(
                place.ring
                if place and place.ring
                else usual_ring(role=tie.role, kind=tie.kind, what=tie.what)
            ),
            bearing=place.bearing
            if place and place.bearing is not None
            else round(order * GOLDEN) % 360,
            reach=place.reach if place and place.reach else 3,
            said=" ".join(
                part
                for part in (name, role, str(Kind.label_of(tie.kind)), _visited(visits), standing)
                if part
            ),
            told=_visited(visits),
            from_on=tie.from_on,
            until_on=tie.until_on if ended else None,
            sleeps=sleeps(self.day, last_on=last, until_on=tie.until_on, rhythm=tie.rhythm),
            is_base=tie.base_on is not None and tie.base_on <= self.day and not ended,
            from_base=str(tie.from_base_id or ""),
            visits=len(visits),
            came_back=all(one.came_back for one in visits[-1:]),
            kin=tie.kin,
            kin_bond=tie.kin_bond,
            kin_sex=tie.kin_sex,
            age=self.day.year - tie.born_year if tie.born_year else None,
            is_dead=tie.is_dead,
            lives_with=tie.lives_with and not ended,
        )

    def head(self, name: str) -> str:
        """Return the line above a picture: what, of whom, on which day, by whom."""
        return f"{name}  {self.person.called_name}  {format_day(self.day)}  {self.author}"


def _latest(places: Sequence[TiePlace], day: date) -> TiePlace | None:
    """
    Return where a tie stood on a day; before its first placing, there where it was placed first.
    """
    before = [one for one in places if one.on <= day]
    return before[-1] if before else places[0] if places else None


def _visited(visits: Sequence[TieVisit]) -> str:
    if not visits:
        return ""
    months = dict.fromkeys(brief_month(one.on) for one in (visits[0], visits[-1]))
    return _("%(count)s× %(days)s") % {"count": len(visits), "days": "–".join(months)}
