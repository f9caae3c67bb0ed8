"""A sentence of help behind each section of this room's pages, and where its forms write."""

from django.utils.translation import gettext_lazy as _

from banso.kit.declarations import SectionHelp, TakenBack, Writes

HELP = (
    SectionHelp(
        "What stands beside each person",
        _("Tick what the list says of each person; what is not ticked is not shown."),
    ),
    SectionHelp(
        "How it is counted",
        _(
            "The exact definition of what stands above; where numbers differ, compare definitions"
            " first."
        ),
    ),
    SectionHelp(
        "Other people (a comparison of different people)",
        _("These are different people at the two moments, so they show no change in anybody."),
    ),
    SectionHelp(
        "The same people, both times",
        _("Only people who answered both times, so that it shows what has moved for them."),
    ),
    SectionHelp(
        "What was answered",
        _("How often each answer was given, with those who left it out."),
    ),
    SectionHelp(
        "Who is missing",
        _("People who were not asked or not met again; a finding says nothing of them."),
    ),
    SectionHelp(
        "How long homes are kept",
        _("Each person counts as long as we know of them; the band shows how sure the line is."),
    ),
    SectionHelp(
        "Two questions, two answers",
        _("Why the share and the curve give two numbers, and what each of them says."),
    ),
    SectionHelp(
        "A month, for each 100,000 people",
        _("The form in which the state compares towns; it is a number for a month."),
    ),
    SectionHelp(
        "Rates",
        _("What is divided by what stands beside each rate, with the national target."),
    ),
    SectionHelp(
        "Population",
        _("How many live in your area; without it nothing can be compared by 100,000."),
    ),
    SectionHelp(
        "Picture",
        _("Each kind in a row of its own, all on one scale."),
    ),
    SectionHelp(
        "Table",
        _("The numbers of the picture; each opens the people behind it."),
    ),
    SectionHelp(
        "By fiscal year",
        _(
            "Each figure over the last five fiscal years; this year is not over yet, so compare "
            "by the same day."
        ),
    ),
    SectionHelp(
        "Other figures",
        _("Every figure that is counted and does not stand above."),
    ),
    SectionHelp(
        "What has moved, and what has not",
        _("What the same people said at two moments. It never says why."),
    ),
    SectionHelp(
        "Ready to ask",
        _(
            "Questions to begin with: one tap shows of how many people it is true, and how it is "
            "put."
        ),
    ),
)

WRITES = (
    Writes("insight:add_group", "insight.OutsideGroup"),
    Writes("insight:ask_research", "insight.Research", back=TakenBack.SECOND),
    Writes("insight:report_setting", "insight.ReportSetting", back=TakenBack.CHANGED),
)
