"""What happens here that rooms above want to know. An effect, never the main flow."""

from django.dispatch import Signal

word_withdrawn = Signal()  # consent, by
