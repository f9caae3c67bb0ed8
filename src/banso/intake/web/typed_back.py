"""巡回日誌 written by hand, typed back in its own order: a row at a time, each kept at once."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import Viewer, WorkerRequest
from banso.audit.actions import record_read
from banso.drafts.form_flow import answer_form
from banso.intake import actions, queries
from banso.intake.rules import Condition, Handed, Outcome
from banso.intake.web.rounds import people_of_night, round_context
from banso.kit.form_flow import FormPage, nothing_replaced
from banso.kit.formatting import brief_day
from banso.kit.forms import BansoForm, Choices, text_area

NEW = "new"
EVENING = time(20)  # where the paper says no time, and no row before it does


class RowForm(BansoForm):
    """One row of the journal, in the order of its columns."""

    time = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"inputmode": "numeric"}, format="%H:%M"),
        input_formats=["%H:%M", "%H%M", "%H.%M", "%H"],
        help_text=gettext_lazy("2130 is enough. After midnight it is the night’s next day."),
    )
    called_name = forms.CharField(
        label=gettext_lazy("Called"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "usual-names", "autocomplete": "off"}),
    )
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=200)
    outcome = forms.ChoiceField(
        label=gettext_lazy("How they were"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    condition = forms.ChoiceField(
        label=gettext_lazy("How they seemed"),
        required=False,
        choices=[("", gettext_lazy("Not noted")), *Condition.choices],
    )
    handed = forms.MultipleChoiceField(
        label=gettext_lazy("Handed out"),
        choices=Handed.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("The person’s words"),
        required=False,
        widget=text_area(1),
        max_length=4000,
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Who of them is it?"), required=False, widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, night: date, before: datetime | None, who: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.night, self.before = night, before
        if who:
            self.offer("who", [*who, (NEW, _("Somebody else, who is new"))])
        else:
            del self.fields["who"]

    def clean(self) -> dict[str, Any]:
        """A time after midnight is of the night's next day; nothing is of a time to come."""
        cleaned = super().clean()
        said = cleaned.get("time")
        at = self.before or timezone.make_aware(datetime.combine(self.night, EVENING))
        if said:
            day = self.night + timedelta(days=1) if said < time(12) else self.night
            at = timezone.make_aware(datetime.combine(day, said))
        if at > timezone.now() and "time" not in self.errors:
            self.add_error("time", _("This time has not come yet."))
        if "who" in self.fields and not cleaned.get("who") and "who" not in self.errors:
            self.add_error("who", _("Somebody is called so already. Please say who it is."))
        return {**cleaned, "at": at}


def _candidates(outreach_round: Any, viewer: Viewer, called: str) -> Choices:
    """Return who of this course, or else of those within reach, is called so."""
    usual = queries.usually_met(outreach_round, viewer)
    found = [
        (str(one.person_id), f"{one.called_name} {one.place} {brief_day(one.last_at)}")
        for one in usual
        if one.called_name == called
    ]
    if found or not called:
        return found
    return [
        (str(one.pk), f"{one.called_name} {brief_day(one.last_met_on)}".strip())
        for one in queries.called_so(viewer, called)
    ]


def _who(outreach_round: Any, viewer: Viewer, typed: Any) -> tuple[Choices, UUID | None]:
    """Return who is asked about, and who it is where nobody needs to be asked."""
    found = _candidates(outreach_round, viewer, str(typed.get("called_name", "")).strip())
    usual = {str(one.person_id) for one in queries.usually_met(outreach_round, viewer)}
    if len(found) == 1 and found[0][0] in usual:
        return [], UUID(found[0][0])
    return found, None


@door(Duty.RECORD_ROUNDS)
def type_back(request: WorkerRequest, round_id: UUID) -> HttpResponse:
    """Type one row of the night after the other; the page comes back for the next one."""
    viewer = request.viewer
    context = round_context(request, round_id)
    outreach_round, rows = context["round"], context["encounters"]
    asked, known = _who(outreach_round, viewer, request.POST)
    record_read(what="round", people=people_of_night(context), by=viewer)

    def act(form: BansoForm, token: UUID | None) -> str:
        typed = cast(RowForm, form).typed()
        who = typed.pop("who", "")
        del typed["time"]  # told by the moment, with its day
        person = known or (UUID(who) if who and who != NEW else None)
        meeting = actions.NewMeeting(**{**typed, "called_name": typed["called_name"].strip()})
        actions.meet(
            round_id=round_id, person_id=person, meeting=meeting, by=viewer, encounter_id=token
        )
        return reverse("intake:type_back", args=[round_id])

    page = FormPage(
        _("Type in the journal of a night"),
        template="intake/type_back.html",
        initial={"place": context["last_place"]},
        form_kwargs={
            "night": outreach_round.on,
            "before": rows[-1]["encounter"].at if rows else None,
            "who": asked,
        },
        draft_key=f"type-back:{round_id}",
        context={
            **context,
            "back_url": reverse("intake:round", args=[round_id]),
            "submit_label": _("Keep, and the next row"),
            "names": list(dict.fromkeys(one.called_name for one in context["usual"])),
        },
        now=nothing_replaced,
    )
    return answer_form(request, RowForm, page, act)
