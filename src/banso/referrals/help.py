"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, TakenBack, Writes

HELP = (
    SectionHelp(
        "How people fared here",
        _("What became of those who were led to this receiver. It is no score."),
    ),
    SectionHelp(
        "Led to (つなぎ・もどし)",
        _("Ways to receivers, step by step, and those who came back. Each return is welcome."),
    ),
    SectionHelp(
        "Longest silences",
        _("Ways that nobody has looked at for longest."),
    ),
    SectionHelp(
        "Missing in the region (地域に足りないもの)",
        _("What was looked for and not found here; for talks with the city."),
    ),
    SectionHelp(
        "Goes along",
        _("What is carried over from the way before; consent is asked for anew."),
    ),
    SectionHelp(
        "How it was",
        _("What happened at the receiver before, as it was written then."),
    ),
    SectionHelp(
        "Steps",
        _("What was done on this way, side by side with the person."),
    ),
    SectionHelp(
        "Nobody has looked yet (つなぎの見守り)",
        _("The day to look has passed and nobody has; the alarm is the silence, never a failure."),
    ),
    SectionHelp(
        "Open in the name of somebody who has gone",
        _("Somebody else must answer for these now."),
    ),
)

WRITES = (
    Writes("referrals:back", "referrals.Referral", back=TakenBack.ANEW),
    Writes("referrals:begin", "referrals.Referral", back=TakenBack.ANEW),
    Writes("referrals:look", "referrals.Referral", back=TakenBack.ANEW),
    Writes("referrals:next_try", "referrals.Referral", back=TakenBack.ANEW),
    Writes("referrals:step", "referrals.Referral", back=TakenBack.ANEW),
)
