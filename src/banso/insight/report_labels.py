"""Reports in words: what each line is called, and exactly how it is counted."""

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from banso.insight import coming_lines
from banso.people.ledger_fields import LEDGER_FIELDS
from banso.people.rules import Ledger, PlaceKind, Sex
from banso.planning.services import all_services

REPORT_LABELS: dict[str, Lazy] = {
    "support": _("Survey of support (支援状況調査)"),
    "accompanying": _("What the official table lacks: accompanying"),
    "outreach": _("Outreach: place × sex"),
    "centre": _("Centre: coming, leaving, independence"),
    "coming": _("Who came: way, age, dwelling, matter"),
}
_EXITS = dict(
    next(one.options for one in LEDGER_FIELDS[Ledger.CENTRE] if one.code == "exit_reason")
)

LINES: dict[str, tuple[Lazy, Lazy]] = {
    **coming_lines.LINES,
    "consultations": (
        _("New consultations"),
        _("First consultations (相談受付) received in the month. The year is their sum."),
    ),
    "plans": (
        _("Plans made"),
        _("Plans made in the month, replans included. The year is their sum."),
    ),
    "work_targets": (
        _("Targets of job support"),
        _(
            "Different people with a plan made in the period that counts them as targets of "
            "job support. The year counts different people."
        ),
    ),
    "worked": (
        _("Began to work"),
        _(
            "Different people of whom a look at the plan in the period says that they began "
            "to work."
        ),
    ),
    "worked_targets": (
        _("… of them targets of job support"),
        _("As above, of plans that count them as targets of job support."),
    ),
    "earned": (
        _("Earn more"),
        _("Different people of whom a look at the plan in the period says that they earn more."),
    ),
    "earned_targets": (
        _("… of them targets of job support"),
        _("As above, of plans that count them as targets of job support."),
    ),
    "spoken_people": (
        _("People spoken with (相談人数)"),
        _(
            "Different people with a first consultation or a contact note in the period. The "
            "year counts different people."
        ),
    ),
    "spoken_times": (
        _("Times spoken (相談件数)"),
        _("First consultations and contact notes of the period. The year is their sum."),
    ),
    "being": (
        _("Contacts of being there"),
        _("Contact notes of the period that were being there, with or without doing something."),
    ),
    "ways": (_("Led to receivers (つなぎ)"), _("Referrals begun in the period.")),
    "returns": (
        _("Came back (もどし)"),
        _("Referrals from which the person came back in the period."),
    ),
    "back_of_begun": (
        _("… of those begun then: came back by today"),
        _("Referrals begun in the period from which the person has come back by today."),
    ),
    "silent": (
        _("Handed off and silent (投げ渡し)"),
        _(
            "Referrals begun in the period from which nobody has come back and the day of whose "
            "next look has come without anybody looking, as it stands today."
        ),
    ),
    "people": (
        _("People with an open entry"),
        _("Different people with an open entry in any ledger on the last day of the period."),
    ),
    "key_person": (
        _("People with a key person"),
        _(
            "Different people with an open entry and a tie to a key person, both on the last day "
            "of the period."
        ),
    ),
    "gives": (
        _("People who give"),
        _("Different people who support others on the last day of the period."),
    ),
    "isolation_asked": (
        _("Asked whether they are alone (孤立感)"),
        _(
            "Different people who answered in the period whether there is nobody to rely on "
            "(questionnaire “isolation”)."
        ),
    ),
    "isolation": (
        _("… of them feel alone"),
        _(
            "As above, of whom the last answer in the period is one of the steps that the "
            "questionnaire counts together (“I fully think so”, “I rather think so”)."
        ),
    ),
    "usefulness_asked": (
        _("Asked whether they are of use (有用感)"),
        _(
            "Different people who answered in the period whether this society could not do "
            "without them (questionnaire “isolation”)."
        ),
    ),
    "usefulness": (
        _("… of them feel of use"),
        _(
            "As above, of whom the last answer in the period is one of the steps that the "
            "questionnaire counts together (“I fully think so”, “I rather think so”)."
        ),
    ),
    "seen_times": (
        _("Met in all, times"),
        _("Meetings on rounds at which the person was seen, awake or asleep."),
    ),
    "seen_people": (_("Met in all, people"), _("Different people seen on rounds in the period.")),
    "seen_new": (
        _("Met for the first time, people"),
        _("Different people met on a round for the first time."),
    ),
    "not_there": (
        _("Not at the usual place, times"),
        _("Looked for and not found; silence begins here."),
    ),
    "there": (
        _("Living there on the last day"),
        _(
            "Different people with an open entry in the centre ledger on the last day of the "
            "period."
        ),
    ),
    "came": (
        _("Came in"),
        _(
            "Entries in the centre ledger opened in the period; coming back counts again. An "
            "entry that was closed and opened again on the same day has gone on."
        ),
    ),
    "came_work": (
        _("… of those who came in then: left for work by today"),
        _("Entries in the centre ledger opened in the period that were closed for work by today."),
    ),
    "left": (
        _("Left"),
        _(
            "Entries in the centre ledger closed in the period; not those that were opened again "
            "on the same day."
        ),
    ),
}


def line_label(code: str) -> str:
    """Return what a line is called."""
    if code.startswith("service-"):
        return next(
            (str(one.label) for one in all_services() if one.code == code.removeprefix("service-")),
            code,
        )
    if code.startswith("left-"):
        reason = code.removeprefix("left-")
        return _g("Left: %(reason)s") % {"reason": _EXITS.get(reason, _g("Not known"))}
    if said := coming_lines.label_of(code):
        return said
    if "-" in code:
        place, sex = code.split("-")
        return _g("%(place)s, %(sex)s") % {
            "place": PlaceKind.label_of(place),
            "sex": Sex.label_of(sex) if sex in Sex else _g("Not known"),
        }
    return str(LINES[code][0])


def definition(code: str) -> str:
    """Return exactly how a line is counted."""
    if code.startswith("service-"):
        return _g("Plans made in the period that apply for this service.")
    if code.startswith("left-"):
        return _g("Entries in the centre ledger closed in the period, by the reason for leaving.")
    if said := coming_lines.definition_of(code):
        return said
    if "-" in code:
        return _g(
            "Meetings on rounds at which the person was seen, by kind of place and by sex as "
            "it is known."
        )
    return str(LINES[code][1])
