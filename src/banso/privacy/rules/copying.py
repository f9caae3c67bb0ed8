"""What a copy of somebody's record calls its parts, and how a text is blackened in it."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BLACK = "■"
LEFT_OUT = frozenset(
    {
        "companionship.HandoverMark",
        "interop.ImportDifference",
        "people.MemoryText",
        "people.Merge",
        "people.MergeMove",
        "people.NeverSame",
        "people.OutsideRow",
        "people.Reach",
        "people.SearchKey",
        "privacy.Ending",
        "privacy.LeakPerson",
        "referrals.SlipLink",
        "surveys.TabletLink",
    }
)
"""What says nothing of a person that another row does not say: keys, links, moves."""

LABELS: dict[str, Promise] = {
    "agreed": _("What was agreed"),
    "aim": _("Aim"),
    "along": _("Who went along"),
    "answers": _("Answers"),
    "base": _("What it rests on"),
    "base_words": _("Why it is a base"),
    "body": _("What was taken down"),
    "called": _("What they were called there"),
    "came_with": _("Who came along"),
    "conditions": _("Conditions"),
    "confirm_note": _("How it was confirmed"),
    "consent_way": _("How consent was given"),
    "content": _("What is planned"),
    "end_words": _("How it ended"),
    "fact": _("Fact"),
    "from_side": _("The one side"),
    "given_to_whom": _("To whom it was given"),
    "goal": _("Goal"),
    "household": _("Household"),
    "informal": _("Support without an office"),
    "kana": _("Reading"),
    "learnt": _("What was learnt"),
    "lies_words": _("Where it lies"),
    "looked": _("What was looked at"),
    "minority": _("Who thought otherwise"),
    "name": _("Name"),
    "note": _("Remarks"),
    "number": _("Number"),
    "obtained": _("How it came to be known there"),
    "organisation": _("Organisation"),
    "outcome_note": _("What came of it"),
    "package": _("What was handed in"),
    "periods": _("Periods"),
    "place": _("Place"),
    "problems": _("What is hard"),
    "purpose": _("For what purpose"),
    "reason": _("Reason"),
    "reason_note": _("Reason, in words"),
    "reasons": _("Reasons"),
    "receiver": _("Receiver"),
    "recipient": _("Who receives it"),
    "remaining": _("What remains"),
    "remarks": _("Remarks"),
    "revision_reason": _("Why it was changed"),
    "shown": _("What was shown"),
    "signed_note": _("How it was signed"),
    "subject": _("Subject"),
    "suspended_reason": _("Why although suspended"),
    "taken_back_words": _("Words when it was taken back"),
    "text": _("Text"),
    "timing": _("When"),
    "frequency": _("How often"),
    "title": _("Title"),
    "to_side": _("The other side"),
    "to_whom": _("To whom"),
    "urgent_reason": _("Why it was urgent"),
    "value": _("How to reach them"),
    "values": _("Fields of the ledger"),
    "view": _("The worker’s view"),
    "what": _("What"),
    "when": _("When"),
    "who_name": _("Who"),
    "why": _("Why"),
    "why_below": _("Why below nothing"),
    "why_second": _("Why a second mainstay"),
    "wish": _("Wish"),
    "wish_words": _("Whose wish, in words"),
    "with_whom": _("With whom"),
    "withdrawn_words": _("Words when it was taken back"),
    "witness": _("Witness"),
    "words": _("The person’s words"),
    "called_name": _("Called name"),
    "own_words": _("In their own words"),
    "birth_words": _("Birth, in words"),
    "birth_year": _("Year of birth"),
    "birth_month": _("Month of birth"),
    "birth_day": _("Day of birth"),
    "looks": _("Looks"),
    "phone": _("Telephone"),
    "amount": _("Amount"),
    "asked_on": _("Requested on"),
    "begun_on": _("Begun on"),
    "cash": _("Cash"),
    "closed_on": _("Over since"),
    "cost": _("Cost"),
    "decided_on": _("Decided on"),
    "due_on": _("Due on"),
    "ended_on": _("Ended on"),
    "expected": _("Should be there"),
    "found": _("Found there"),
    "from_on": _("From"),
    "instalment": _("Instalment"),
    "minutes": _("Minutes"),
    "now": _("Now, in yen"),
    "on": _("Day"),
    "opened_on": _("Opened on"),
    "planned": _("Planned, in yen"),
    "returned_on": _("Came back on"),
    "said_on": _("Said on"),
    "signed_on": _("Signed on"),
    "taken_on": _("Taken on"),
    "total": _("Sum"),
    "until_on": _("Until"),
    "went_on": _("Went there on"),
    "withdrawn_on": _("Taken back on"),
    "year": _("In which year"),
}
ALSO_TEXTS = frozenset({"phone"})
"""What people type into a column of another kind."""

OF_OTHERS = frozenset({"born_year", "signature", "token_hash", "token_seal", "version"})
"""What speaks of somebody else, or of nobody: in no copy."""

HEADINGS: dict[str, Promise] = {"people.Person": _("The person")}


_SAYS_NOTHING = {"text", "title", "on"}  # what a text within a text is called anyway


def label_of(path: str) -> Promise | str:
    """Return what a text is called: by its field, and by what is known of its place within that."""
    name, _dot, rest = path.partition(".")
    label = LABELS.get(name)
    if label is None:
        return path
    known = LABELS.keys() - _SAYS_NOTHING
    inner = [str(LABELS[one]) for one in rest.split(".") if one in known]
    return "　".join([str(label), *inner]) if inner else label


def heading_of(model: str) -> Promise | str:
    """Return what a kind of row is called that no merging rule names."""
    return HEADINGS.get(model, model)


def blacken(text: str, parts: Iterable[str]) -> str:
    """Return a text with some of its parts made unreadable; an empty part is all of it."""
    for part in sorted(parts, key=len, reverse=True):
        if not part:
            return BLACK * min(len(text), 8)
        text = text.replace(part, BLACK * len(part))
    return text
