"""How homes that are kept are counted, in one place for every page that says it."""

from django.utils.translation import gettext_lazy as _

HOW_COUNTED = _(
    "Of people who moved in long enough ago: those who were followed at least so long without "
    "being back, over these and those who were back by then. Who died or whose entry was closed "
    "for another reason before is left out and stands in the last column; so does everybody who "
    "moved in too lately, back or not. Where an entry was closed and opened again by the same day, "
    "the home goes on."
)
