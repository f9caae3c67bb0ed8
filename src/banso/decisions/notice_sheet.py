"""支援決定・確認通知: what a municipality sends the agency that asked, with what was decided."""

from django.utils.translation import gettext as _

from banso.access.queries import agency_of
from banso.access.viewer import Viewer
from banso.decisions.models import Decision, Request
from banso.decisions.rules import Kind, Stance
from banso.kit.formatting import format_day
from banso.kit.sheets import Block, Heading, Row, Sheet, Signing, Table, Text
from banso.kit.sheets.boxes import boxes
from banso.people.rules import readable
from banso.people.sheets import about
from banso.planning.models import SupportPlan
from banso.planning.services import services_named, services_on


def notice(request: Request, found: Decision, viewer: Viewer) -> Sheet:
    """
    Return the notice of a decision on a request that was seen already: to whom, of what plan, which
    services, for how long, on what condition; with room for the municipality's own number.
    """
    plan = request.plan
    allowed = readable(viewer.duties)
    named = services_named(plan.services, allowed)
    offered = services_on(plan.made_on, allowed)
    offered += [one for one in named if one not in offered]
    by_law = boxes([(one.code, one.label) for one in offered], plan.services)
    term = f"{format_day(found.from_on)} – {format_day(found.until_on)}" if found.from_on else ""
    blocks: list[Block] = [
        Table(
            (
                Row((_("To"), agency_of(viewer).name)),
                Row((_("Who writes"), f"{request.agency.name}　{request.agency.contact}".strip())),
                Row((_("Number and date"), f"{found.number}　{format_day(found.decided_on)}")),
                Row((_("The municipality’s number and date"), ""), room=1),
            )
        ),
        Text(_("On your request we tell you what was decided.")),
        about(plan.person, viewer, on=format_day(found.decided_on)),
        Table(
            (
                Row((_("What is asked"), _asked(request, plan))),
                Row((_("Kind of the notice"), _kind(bool(named), plan)), framed=True),
                Row((_("Decision"), boxes(Stance.choices, [found.outcome])), framed=True),
                Row((_("Services by law"), by_law), framed=True),
                Row((_("Other services, neighbours, friends"), plan.informal)),
                Row((_("Term"), term), framed=True, room=0 if term else 1),
                Row((_("Conditions"), found.conditions)),
                Row((_("Reasons"), found.reasons)),
                Row((_("Remarks"), ""), room=2),
            )
        ),
        Heading(_("If somebody thinks otherwise")),
        Text(
            _(
                "The person and the agency can say so at any time. Against what a municipality "
                "decides by law there are also the ways that its own notice names."
            )
        ),
        Signing(_("Head of the municipality (seal)")),
        Signing(_("Received on, by")),
    ]
    return Sheet(
        _("Notice of a decision on support, or its confirmation"),
        subtitle=plan.person.called_name,
        day=format_day(viewer.today),
        author=f"{agency_of(viewer).name} {viewer.name}",
        care=_("Handle with care"),
        blocks=blocks,
        one_page=True,
    )


def _asked(request: Request, plan: SupportPlan) -> str:
    said = _("Plan no. %(number)s of %(day)s") % {
        "number": plan.number,
        "day": format_day(plan.made_on),
    }
    return f"{Kind.label_of(request.kind)}　{said}"


def _kind(by_law: bool, plan: SupportPlan) -> str:
    """Return the two kinds, ticked: services by law are decided, a plan without is confirmed."""
    kinds = [("decided", _("Support decided")), ("confirmed", _("Plan confirmed"))]
    if plan.services and not by_law:
        return boxes(kinds)  # what was applied for is not for this role to read
    return boxes(kinds, ["decided" if by_law else "confirmed"])
