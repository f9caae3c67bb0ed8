"""
The papers of a decision: the sheet with boxes to approve in, and the letter to the person in plain
Japanese.
"""

from typing import Any

from django.utils.translation import gettext as _

from banso.decisions.models import Decision, Opinion, Request
from banso.decisions.rules import Kind, Stance
from banso.kit.formatting import format_day
from banso.kit.furigana import with_readings
from banso.kit.sheets import Block, Heading, Row, Sentence, Sheet, Stamps, Table, Text


def _plain_day(day: Any) -> str:
    return format_day(day).split("(")[0]


def package_blocks(package: dict[str, Any]) -> list[Block]:
    """Return what was decided on, as it was handed over."""
    blocks: list[Block] = []
    if package.get("goals"):
        blocks.append(
            Table(
                tuple(Row((_("The person’s own plan"), text)) for text in package["goals"]),
                widths=(1, 4),
            )
        )
    if package.get("cells"):
        head = (_("Domain"), _("Period"), _("What"), _("Who"))
        blocks.append(
            Table(tuple(Row(tuple(cell)) for cell in package["cells"]), head, (2, 2, 6, 2))
        )
    if package.get("frame"):
        blocks.append(
            Table(tuple(Row((label, text)) for label, text in package["frame"]), widths=(1, 4))
        )
    meeting = package.get("conference")
    if meeting and meeting["lines"]:
        blocks += [
            Heading(f"{meeting['title']} {meeting['on']}"),
            Table(
                tuple(
                    Row((label, f"{who} {text}".strip(), until))
                    for label, who, text, until in meeting["lines"]
                ),
                widths=(2, 5, 3),
            ),
        ]
    if package.get("words"):
        blocks.append(Text(f"「{package['words']}」"))
    return blocks


def ruling(
    request: Request,
    found: Decision | None,
    opinions: list[Opinion],
    *,
    body: str,
    stamps: tuple[str, ...],
    author: str,
    day: Any,
    named: bool,
) -> Sheet:
    """
    Return the sheet that is passed round and stamped (決裁): what was asked, what each thinks, what
    was decided; who thinks what is `named` as the body's rules say.
    """
    package = request.package
    rows = [
        Row((_("Number of the request"), f"{request.number}")),
        Row((_("What is asked"), str(Kind.label_of(request.kind)))),
        Row((_("Asked by"), f"{package['agency']} {package['asked_by']}")),
        Row((_("Asked on"), format_day(request.asked_on))),
        Row((_("About whom it is"), package.get("called") or _("The person"))),
    ]
    if request.gains:
        rows.append(Row((_("Organisations that gain by it"), "、".join(request.gains))))
    if request.urgent_from:
        rows.append(
            Row((_("Support since"), f"{format_day(request.urgent_from)}\n{request.urgent_reason}"))
        )
    blocks: list[Block] = [
        Stamps(stamps),
        Table(tuple(rows), widths=(1, 4)),
        Heading(_("What it is decided on")),
        *package_blocks(package),
    ]
    if opinions:
        blocks += [
            Heading(_("Opinions")),
            _opinions(opinions, named=named),
        ]
    if found is not None:
        blocks += [Heading(_("Decision")), Table(tuple(_decided(found)), widths=(1, 4))]
    return Sheet(
        _("Decision on support"),
        day=format_day(found.decided_on if found else day),
        author=f"{body} {author}",
        care=_("Handle with care"),
        blocks=blocks,
        one_page=True,
    )


def _opinions(opinions: list[Opinion], *, named: bool) -> Table:
    """Return who thinks what; without names in an order that gives nobody away."""
    if named:
        rows = [(one.member.guest.name, one.stance, one.words) for one in opinions]
        said = tuple(Row((name, str(Stance.label_of(at)), words)) for name, at, words in rows)
        return Table(said, (_("Who"), _("What they think"), _("Why")), (2, 2, 6))
    spoken = sorted((one.stance, one.words) for one in opinions)
    nameless = tuple(Row((str(Stance.label_of(at)), words)) for at, words in spoken)
    return Table(nameless, (_("What they think"), _("Why")), (2, 8))


def _decided(found: Decision) -> list[Row]:
    rows = [
        Row((_("Number and date"), f"{found.number}　{format_day(found.decided_on)}")),
        Row((_("Decision"), str(Stance.label_of(found.outcome)))),
        Row((_("Reasons"), found.reasons)),
    ]
    if found.conditions:
        rows.append(Row((_("Conditions"), found.conditions)))
    if found.minority:
        rows.append(Row((_("The view of the minority"), found.minority)))
    if found.from_on:
        rows.append(Row((_("Term"), f"{format_day(found.from_on)} – {format_day(found.until_on)}")))
    rows.append(Row((_("Took part"), "、".join(found.present))))
    if found.recused:
        rows.append(Row((_("Took no part"), "、".join(found.recused))))
    return rows


def letter(request: Request, found: Decision, *, body: str, contact: str = "") -> Sheet:
    """
    Return the letter to the person: what was decided, why, until when, and that they may say no to
    it; in plain words with readings.
    """
    name = request.package.get("called") or ""
    lines = [_said(found)]
    if found.from_on and found.until_on:
        lines.append(
            _("This holds from %(first)s to %(last)s. Before it ends we talk about it together.")
            % {"first": _plain_day(found.from_on), "last": _plain_day(found.until_on)}
        )
    blocks: list[Block] = (
        [Sentence(with_readings(_("To %(name)s") % {"name": name}))] if name else []
    )
    blocks += [Sentence(with_readings(one)) for one in lines]
    if found.conditions:
        blocks += [Heading(_("One thing we ask")), Sentence(with_readings(found.conditions))]
    blocks += [Heading(_("Why")), Sentence(with_readings(found.reasons))]
    if found.minority:
        blocks += [
            Heading(_("What some of them thought otherwise")),
            Sentence(with_readings(found.minority)),
        ]
    blocks += [
        Heading(_("If you think otherwise")),
        Sentence(
            with_readings(
                _(
                    "You can say so at any time. Others than those who decided will think "
                    "about it again. You lose nothing by it."
                )
            )
        ),
        Sentence(
            with_readings(
                _("Please ask whoever walks with you. We explain it as often as you like.")
            )
        ),
        Table(
            (
                Row((_("Who writes"), f"{body}\u3000{found.number}")),
                Row((_("How we are reached"), contact), room=0 if contact else 1),
                Row(
                    (
                        _("Whoever walks with you"),
                        f"{request.asker.name}\u3000{request.asker.contact}",
                    )
                ),
            ),
            widths=(2, 5),
            together=True,
        ),
    ]
    return Sheet(
        _("What was decided"),
        day=format_day(found.decided_on),
        author=body,
        care="",  # the person keeps it
        blocks=blocks,
        large=True,
        furigana=True,
    )


def _said(found: Decision) -> str:
    said = {
        Stance.APPROVE: _("It was decided that we walk with you by your plan."),
        Stance.CONDITIONS: _(
            "It was decided that we walk with you by your plan. There is one thing we ask."
        ),
        Stance.SEND_BACK: _("It was not decided yet. We think about the plan once more together."),
        Stance.REFUSE: _(
            "It was decided that the plan can’t be done this way. We look for another way together."
        ),
    }
    return said[Stance(found.outcome)]
