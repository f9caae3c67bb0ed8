"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, Writes

HELP = (
    SectionHelp(
        "Assessment",
        _(
            "How things stood on a day, in the person’s eyes and in ours; a new one never "
            "overwrites an older one."
        ),
    ),
    SectionHelp(
        "The three hardships together",
        _(
            "Economic hardship, hardship of body and mind, and hardship of relations, as one "
            "picture: none is looked at alone."
        ),
    ),
    SectionHelp(
        "What is different",
        _("Only what has changed between the two days; all else stayed as it was."),
    ),
)

WRITES = (
    Writes("assessment:begin", "assessment.Assessment"),
    Writes("assessment:part", "assessment.AssessmentPart"),
)
