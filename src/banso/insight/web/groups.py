"""
Groups of different people on screen, labelled as that; and people elsewhere, from a source, laid
beside them.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from banso.access.doors import door
from banso.access.rules import Duty
from banso.access.viewer import WorkerRequest
from banso.drafts.form_flow import answer_form
from banso.insight import actions, queries
from banso.insight.drawing import bars
from banso.kit.charts import marks
from banso.kit.form_flow import FormPage
from banso.kit.forms import BansoForm
from banso.kit.refusals import NotSeen
from banso.surveys.instrument import Item


class GroupForm(BansoForm):
    """What people elsewhere answered."""

    title = forms.CharField(
        label=gettext_lazy("Who they are"),
        max_length=100,
        help_text=gettext_lazy("For example: citizens of the city."),
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step, label in [*item.options, ("", _("left out"))]:
            self.fields[f"n_{step}"] = forms.IntegerField(
                label=str(label), min_value=0, max_value=10_000_000, initial=0
            )

    def counts(self) -> dict[str, int]:
        """Return how often each step was chosen."""
        return {
            name.removeprefix("n_"): int(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("n_")
        }


TEST_LABELS = {
    "chi2": "χ²",
    "fisher": gettext_lazy("Fisher’s exact test"),
    "drawn": gettext_lazy("χ², p from 9,999 drawn tables"),
}


def _shown(one: Any) -> dict[str, Any]:
    names = {code: str(label) for code, label in one.item.options} | {"": _("left out")}
    rows = [
        (group.label, [(names[step], count) for step, count in group.steps])
        for group in one.groups
        if group.asked
    ]
    shares = [
        (f"{group.label} n={share.of}", share.share or 0.0, share.low or 0.0, share.high or 0.0)
        for group, share in zip(one.groups, one.compared.shares, strict=True)
        if share.of
    ]
    return {
        "one": one,
        "share": "・".join(names[code] for code in one.item.counted),
        "test": TEST_LABELS.get(one.compared.test, ""),
        "heads": list(names.values()),
        "table": [(group, [count for _step, count in group.steps]) for group in one.groups],
        "bars": mark_safe(bars(rows, title=str(one.item.label))) if rows else "",  # noqa: S308 — drawn by us
        "dots": mark_safe(  # noqa: S308 — our own drawing
            marks(shares, title=str(one.item.label), x_title=_("Share, with 95% interval"))
        )
        if shares
        else "",
        "groups": list(zip(one.groups, one.compared.shares, strict=True)),
    }


@door(Duty.SEE_MEMORY)
def beside(request: WorkerRequest) -> HttpResponse:
    """Groups of different people beside each other, item by item."""
    forms_asked = dict(queries.asked_codes(request.viewer))
    code = request.GET.get("code", "")
    code = (
        code
        if code in forms_asked
        else ("isolation" if "isolation" in forms_asked else next(iter(forms_asked), ""))
    )
    context: dict[str, Any] = {"forms": forms_asked.items(), "code": code}
    if code:
        form, found = queries.groups_beside(request.viewer, code)
        context |= {"form": form, "items": [_shown(one) for one in found]}
    return render(request, "insight/groups.html", context)


@door(Duty.SEE_MEMORY, Duty.MANAGE_AGENCY)
def add(request: WorkerRequest, code: str, item: str) -> HttpResponse:
    """Type in what people elsewhere answered."""
    form = dict(queries.asked_codes(request.viewer)).get(code)
    asked = next((one for one in form.items if one.code == item), None) if form else None
    if asked is None:
        raise NotSeen
    back = f"{reverse('insight:groups')}?code={code}"

    def act(typed: BansoForm, token: UUID | None) -> str:
        counts = typed.counts()  # type: ignore[attr-defined]
        actions.keep_outside_group(
            code=code,
            item=item,
            title=typed.cleaned_data["title"],
            source=typed.cleaned_data["source"],
            counts=counts,
            new=token,
            by=request.viewer,
        )
        return back

    lead = _(
        "How many people chose each step, from a published source. They are different "
        "people, and are shown as that."
    )
    page = FormPage(
        str(asked.label),
        form_kwargs={"item": asked},
        draft_key=f"group:{code}:{item}",
        context={"back_url": back, "lead": lead},
    )
    return answer_form(request, GroupForm, page, act)


@require_POST
@door(Duty.SEE_MEMORY, Duty.MANAGE_AGENCY)
def drop(request: WorkerRequest, group_id: UUID) -> HttpResponse:
    """Put a group of people elsewhere aside."""
    actions.drop_outside_group(group_id=group_id, by=request.viewer)
    messages.success(request, _("Put aside."))
    return redirect("insight:groups")
