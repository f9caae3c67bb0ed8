"""Why two entries can't be brought together."""

from django.utils.translation import gettext_lazy as _

from banso.kit.refusals import Refusal


class CannotMerge(Refusal):
    """These two can't be brought together."""

    sentence = _("These two can’t be brought together: it is one and the same entry.")
