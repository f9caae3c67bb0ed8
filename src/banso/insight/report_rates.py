"""The rates under reports: what is divided by what, in words, and the national targets beside."""

from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Rate:
    """
    A rate under a report: what is divided by what, in words, and the national target where there is
    one.
    """

    label: Lazy
    formula: Lazy
    part: tuple[str, ...]
    of: tuple[str, ...]
    target: Lazy | str = ""


RATES: dict[str, tuple[Rate, ...]] = {
    "support": (
        Rate(
            _("Plans for consultations"),
            _(
                "plans made ÷ new consultations, both in the year as the national target counts "
                "them (not the same people; it can pass 100%)"
            ),
            ("plans",),
            ("consultations",),
            _("50% (target of FY2018)"),
        ),
        Rate(
            _("Targets of job support among plans"),
            _("targets of job support ÷ plans made"),
            ("work_targets",),
            ("plans",),
            _("60% (target of FY2018)"),
        ),
        Rate(
            _("Work and income rate"),
            _(
                "(began to work + earn more, each of targets of job support) ÷ targets of "
                "job support, as the national target counts them (who did both counts twice; it "
                "can pass 100%)"
            ),
            ("worked_targets", "earned_targets"),
            ("work_targets",),
            _("75% (target of FY2018)"),
        ),
    ),
    "accompanying": (
        Rate(
            _("Came back, of those led there"),
            _("referrals begun in the year that came back by today ÷ referrals begun in the year"),
            ("back_of_begun",),
            ("ways",),
        ),
        Rate(
            _("People with a key person"),
            _(
                "people with an open entry and a key person ÷ people with an open entry, on the "
                "last day"
            ),
            ("key_person",),
            ("people",),
        ),
        Rate(
            _("Feel alone (孤立感)"),
            _("feel alone ÷ asked whether they are alone, each with the last answer of the year"),
            ("isolation",),
            ("isolation_asked",),
        ),
        Rate(
            _("Feel of use (有用感)"),
            _("feel of use ÷ asked whether they are of use, each with the last answer of the year"),
            ("usefulness",),
            ("usefulness_asked",),
        ),
    ),
    "outreach": (),
    "coming": (),
    "centre": (
        Rate(
            _("Independent through work, of those who left"),
            _("left for work ÷ all who left"),
            ("left-work",),
            ("left",),
        ),
        Rate(
            _("Independent through work, of those who came"),
            _("of those who came in in the year: left for work by today ÷ all"),
            ("came_work",),
            ("came",),
        ),
        Rate(
            _("Own dwelling by work or assistance, of those who left"),
            _("(left for work + own dwelling with assistance) ÷ all who left"),
            ("left-work", "left-assistance"),
            ("left",),
        ),
    ),
}
PER_100K = ("consultations", "plans", "work_targets")
TARGETS_100K: dict[str, Lazy] = {
    "consultations": _("26 (target of FY2018)"),
    "plans": _("half of the consultations (FY2018)"),
    "work_targets": _("60% of the plans (FY2018)"),
}
