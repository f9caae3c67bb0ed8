"""What facts, their values and columns are called when a question is put together."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.assessment.rules import Domain, Hardship
from banso.companionship.rules import Method, PromiseOutcome
from banso.intake.instrument import matters
from banso.intake.rules import Channel, Outcome, Urgency
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.rules import ClosingReason, Ledger, PlaceKind, Sex
from banso.planning.rules import CellState
from banso.referrals.rules import NextStep, RefusalReason, ReturnReason
from banso.referrals.rules import State as ReferralState
from banso.resources.rules import System
from banso.surveys.instrument import Questionnaire, packed, read
from banso.surveys.rules import Moment
from banso.ties.rules import Gift, Kind, Role
from banso_analysis.questions import FACTS, Group, Part


def _options(ledger: Ledger, code: str) -> dict[str, Any]:
    return dict(next(one.options for one in LEDGER_FIELDS[ledger] if one.code == code))


FACT_LABELS: dict[str, Lazy] = {
    "person": _("The person (sex, age)"),
    "last_met": _("Last met"),
    "ledger": _("In a ledger"),
    "opened": _("Entry opened"),
    "closed": _("Entry closed"),
    "consultation": _("First consultation"),
    "matter": _("Came with a matter"),
    "encounter": _("Looked for on a round"),
    "contact": _("Contact note"),
    "memory": _("Any memory"),
    "hardship": _("Hardship in an assessment"),
    "plan": _("Plan made"),
    "agreed": _("Plan agreed"),
    "planned": _("Something planned"),
    "referral": _("Led to a receiver (つなぎ)"),
    "went": _("Went there"),
    "returned": _("Came back (もどし)"),
    "tie": _("A tie"),
    "giving": _("Gives"),
    "survey": _("Was asked (survey)"),
    "answer": _("Answered"),
    "walk": _("Somebody walks along"),
    "promise": _("A promise due"),
}
FIELD_LABELS: dict[str, Lazy] = {
    "sex": _("Sex"),
    "age": _("Age"),
    "ledger": _("Ledger"),
    "sleeps_kind": _("Kind of sleeping place"),
    "since": _("Time on the street"),
    "wish": _("The person’s wish"),
    "work": _("Work with an income"),
    "closing_reason": _("Reason for closing"),
    "exit_reason": _("Reason for leaving the centre"),
    "channel": _("How it came about"),
    "urgency": _("Urgency"),
    "matter": _("Matter"),
    "outcome": _("Outcome"),
    "place_kind": _("Kind of place"),
    "method": _("Way"),
    "being": _("Being there"),
    "doing": _("Doing something"),
    "hardship": _("Hardship"),
    "level": _("Level (0 no trouble … 3 needs a hand right now)"),
    "is_replan": _("A replan"),
    "work_target": _("Counted as target of job support"),
    "domain": _("Domain"),
    "state": _("State"),
    "system": _("System"),
    "refusal_reason": _("Why not taken"),
    "return_reason": _("Why they came back"),
    "next_step": _("What comes next"),
    "kind": _("Kind"),
    "role": _("Role"),
    "is_formal": _("Official"),
    "gift": _("What they give"),
    "code": _("Questionnaire"),
    "moment": _("At which moment"),
    "total": _("Sum"),
    "declined": _("Would rather not answer"),
    "item": _("Question"),
    "step": _("Step"),
    "is_lead": _("Answers first"),
}
COLUMN_LABELS: dict[str, Lazy] = {
    "sex": _("Sex"),
    "age": _("Age"),
    "first_entry": _("First entry in a ledger"),
    "last_met": _("Last met"),
    "sleeps_kind": _("Kind of sleeping place"),
    "since": _("Time on the street"),
    "entered_centre": _("Came into the centre"),
    "moved_in": _("Moved into an own home"),
    "contacts": _("Contact notes"),
    "being": _("Contacts of being there"),
    "referrals": _("Referrals (つなぎ)"),
    "returns": _("Returns (もどし)"),
    "plans": _("Plans"),
    "key_person": _("Key persons"),
    "gives": _("Ways of giving"),
    "hardest": _("Hardest level in an assessment"),
}

_VALUES: dict[tuple[str, str] | str, Any] = {
    "sex": dict(Sex.choices),
    "ledger": dict(Ledger.choices),
    "sleeps_kind": dict(PlaceKind.choices),
    "place_kind": dict(PlaceKind.choices),
    "since": _options(Ledger.OUTREACH, "since"),
    "wish": _options(Ledger.OUTREACH, "wish"),
    "work": _options(Ledger.OUTREACH, "work"),
    "closing_reason": dict(ClosingReason.choices),
    "exit_reason": _options(Ledger.CENTRE, "exit_reason"),
    "channel": dict(Channel.choices),
    "urgency": dict(Urgency.choices),
    ("encounter", "outcome"): dict(Outcome.choices),
    ("promise", "outcome"): dict(PromiseOutcome.choices),
    "method": dict(Method.choices),
    "hardship": dict(Hardship.choices),
    "domain": dict(Domain.choices),
    ("planned", "state"): dict(CellState.choices),
    ("referral", "state"): dict(ReferralState.choices),
    "system": dict(System.choices),
    "refusal_reason": dict(RefusalReason.choices),
    "return_reason": dict(ReturnReason.choices),
    "next_step": dict(NextStep.choices),
    "kind": dict(Kind.choices),
    "role": dict(Role.choices),
    "gift": dict(Gift.choices),
    "moment": dict(Moment.choices),
}


def values_of(fact: str, field: str, forms: Sequence[Questionnaire] = ()) -> Mapping[str, Any]:
    """
    Return the values of a field of a fact with their labels; those of questionnaires come from the
    questionnaires that are offered.
    """
    if field == "matter":
        return matters()
    if field in ("code", "item", "step"):
        forms = forms or [read(body) for body in packed().values()]
        if field == "code":
            return {one.code: one.title for one in forms}
        if field == "item":
            return {one.code: one.label for form in forms for one in form.items}
        return {
            str(step): str(step)
            for step in sorted(
                {step for form in forms for one in form.items for step, _label in one.options},
                key=str,
            )
        }
    found: Mapping[str, Any] = _VALUES.get((fact, field)) or _VALUES[field]
    return found


def in_words(group: Group) -> list[str]:
    """Return a question as sentences, for the list, the file and those who approve."""
    word = _g("all of these") if group.every else _g("any of these")
    made = []
    for one in group.parts:
        made += (
            [f"（{'、'.join(in_words(one))}）"] if isinstance(one, Group) else [_part_in_words(one)]
        )
    return [f"{word}: {made[0]}", *made[1:]] if len(made) > 1 else made


def _part_in_words(part: Part) -> str:
    said = [str(FACT_LABELS[part.fact])]
    said += [
        f"{FIELD_LABELS[name]}＝"
        + "・".join(str(values_of(part.fact, name).get(one, one)) for one in given)
        for name, given in part.values.items()
    ]
    said += [f"{FIELD_LABELS[name]}≧{number}" for name, number in part.at_least.items()] + [
        f"{FIELD_LABELS[name]}≦{number}" for name, number in part.at_most.items()
    ]
    said += [
        f"{FIELD_LABELS[name]}＝{_g('yes') if wanted else _g('no')}"
        for name, wanted in part.flags.items()
    ]
    said += (
        [_g("now")]
        if part.now
        else [f"{part.since or ''}～{part.until or ''}"]
        if part.since or part.until
        else []
    )
    said += [_g("after: %(fact)s") % {"fact": FACT_LABELS[part.after]}] if part.after else []
    said += [_g("before: %(fact)s") % {"fact": FACT_LABELS[part.before]}] if part.before else []
    said += [_g("at least %(times)s times") % {"times": part.least}] if part.least > 1 else []
    return (_g("has: %(what)s") if part.has else _g("has none: %(what)s")) % {
        "what": " ".join(said)
    }


def moments() -> list[tuple[str, Any]]:
    """Return the facts that happen on a day, which others can come before or after."""
    return [(code, label) for code, label in FACT_LABELS.items() if FACTS[code].moment]
