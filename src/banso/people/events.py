"""What happens here that rooms above want to know. An effect, never the main flow."""

from django.dispatch import Signal

person_died = Signal()  # person_id, on, by
death_taken_back = Signal()  # person_id, by
