"""What this room publishes: who was asked what, and the steps chosen, by codes and days."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from banso.kit.publishing import CODE, DAY, EACH, FLAG, ID, NUMBER, Column, PublishedTable
from banso.surveys.instrument import Questionnaire, packed, read
from banso.surveys.rules import Moment, chosen_step
from banso_analysis.answers import NO, YES, felt
from banso_analysis.figures import Figure
from banso_analysis.questions import Fact, ReadyQuestion


def _answers(answers: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for item, step in json.loads(answers).items():
        yield item, {"item": item, "step": chosen_step(step)}


def _or_packed(forms: Sequence[Questionnaire]) -> Sequence[Questionnaire]:
    return forms or [read(body) for body in packed().values()]


def _questionnaires(forms: Sequence[Questionnaire]) -> dict[str, Any]:
    return {one.code: one.title for one in _or_packed(forms)}


def _items(forms: Sequence[Questionnaire]) -> dict[str, Any]:
    return {one.code: one.label for form in _or_packed(forms) for one in form.items}


def _steps(forms: Sequence[Questionnaire]) -> dict[str, Any]:
    items = (one for form in _or_packed(forms) for one in form.items)
    steps = {step for one in items for step, _label in one.options}
    return {str(step): str(step) for step in sorted(steps, key=str)}


_ASKED = (
    Column("code", CODE, label=_("Questionnaire"), options=_questionnaires),
    Column("instrument_id", ID),
    Column("moment", CODE, label=_("At which moment"), options=dict(Moment.choices)),
    Column("on_day", DAY, "on"),
    Column("sensitivity", CODE),
)
SURVEYS = PublishedTable(
    "surveys",
    "surveys.Survey",
    (
        *_ASKED,
        Column("mode", CODE),
        Column("declined", FLAG, label=_("Would rather not answer")),
        Column("total", NUMBER, label=_("Sum")),
    ),
)
SURVEY_ANSWERS = PublishedTable(
    "survey_answers",
    "surveys.Survey",
    (
        *_ASKED,
        Column("item", CODE, EACH, label=_("Question"), options=_items),
        Column("step", CODE, EACH, label=_("Step"), options=_steps),
    ),
    only=Q(declined=False),
    each=_answers,
    each_reads=("answers",),
)
_AGREES = ("4", "3")  # what `instruments/isolation.toml` counts together (a test compares them)
ISOLATION = Figure(
    "isolation",
    felt("isolation", "alone", _AGREES),
    title=_("Nobody to rely on (孤立感)"),
    definition=_(
        "People who answered the item in the period, each with their last answer: “I fully think "
        "so” and “I rather think so” are counted together. Who left it out, or would rather not "
        "answer, is not counted."
    ),
    kinds={YES: _("Feel alone"), NO: _("Don’t feel alone")},
    order=191,
)
USEFULNESS = Figure(
    "usefulness",
    felt("isolation", "needed", _AGREES),
    title=_("Being of use (有用感)"),
    definition=_(
        "People who answered the item in the period, each with their last answer: “I fully think "
        "so” and “I rather think so” are counted together. Who left it out, or would rather not "
        "answer, is not counted."
    ),
    kinds={YES: _("Feel of use"), NO: _("Don’t feel of use")},
    order=192,
)
FEELINGS = (ISOLATION, USEFULNESS)
FACTS = (
    Fact(
        "survey",
        _("Was asked (survey)"),
        "surveys",
        "on_day",
        choices=("code", "moment"),
        numbers=("total",),
        flags=("declined",),
        order=200,
    ),
    Fact(
        "answer",
        _("Answered"),
        "survey_answers",
        "on_day",
        choices=("item", "moment", "step"),
        order=210,
    ),
)
READY = (
    ReadyQuestion(
        "asked_twice",
        _("Asked on coming in and half a year after leaving"),
        (
            {"fact": "survey", "values": {"moment": ["entry"]}},
            {"fact": "survey", "values": {"moment": ["m6"]}},
        ),
    ),
    ReadyQuestion(
        "alone_lately",
        _("Nobody to rely on, asked within a year"),
        ({"fact": "answer", "values": {"item": ["alone"], "step": ["4", "3"]}, "since": 365},),
    ),
)
PUBLISHED = (SURVEYS, SURVEY_ANSWERS, *FEELINGS, *FACTS, *READY)
