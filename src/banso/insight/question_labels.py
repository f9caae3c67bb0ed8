"""A question in words."""

from django.utils.translation import gettext as _g

from banso.insight.declared import label_of, values_of
from banso_analysis.questions import Group, Part


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
    fact = part.fact
    said = [str(fact.label)]
    said += [
        f"{label_of(fact, name)}＝"
        + "・".join(str(values_of(fact, name).get(one, one)) for one in given)
        for name, given in part.values.items()
    ]
    said += [f"{label_of(fact, name)}≧{number}" for name, number in part.at_least.items()] + [
        f"{label_of(fact, name)}≦{number}" for name, number in part.at_most.items()
    ]
    said += [
        f"{label_of(fact, name)}＝{_g('yes') if wanted else _g('no')}"
        for name, wanted in part.flags.items()
    ]
    said += (
        [_g("now")]
        if part.now
        else [f"{part.since or ''}～{part.until or ''}"]
        if part.since or part.until
        else []
    )
    said += [_g("after: %(fact)s") % {"fact": part.after.label}] if part.after else []
    said += [_g("before: %(fact)s") % {"fact": part.before.label}] if part.before else []
    said += [_g("at least %(times)s times") % {"times": part.least}] if part.least > 1 else []
    return (_g("has: %(what)s") if part.has else _g("has none: %(what)s")) % {
        "what": " ".join(said)
    }
