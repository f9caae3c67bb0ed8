"""
What Django's forms say where a value is missing or wrong, in our words: a message that stands here
is in our catalogue, which comes before Django's own.
"""

from django.utils.translation import gettext_lazy as _

FORM_WORDS = (
    _("This field is required."),
    _("This field cannot be null."),
    _("This field cannot be blank."),
    _("(Hidden field %(name)s) %(error)s"),
    _("No file was submitted. Check the encoding type on the form."),
)
