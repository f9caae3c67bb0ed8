"""What this room adds to the whole."""

from django.utils.translation import gettext_lazy as _

from banso.access.navigation import Group, NavigationEntry
from banso.access.rules import Duty
from banso.book.help import HELP
from banso.book.rules import led_from
from banso.kit.declarations import ReadBeside, Urls

DECLARATIONS = (
    *HELP,
    Urls("banso.book.web.urls", prefix="book/"),
    NavigationEntry("book:contents", _("The book"), Duty.SEE_PEOPLE, order=210, group=Group.OWN),
    *(ReadBeside(page, "book:chapter", slug) for page, slug in sorted(led_from().items())),
)
