"""Training as a Django app."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The people who do the work."""

    name = "banso.training"
    label = "training"

    def ready(self) -> None:
        """Stand at the gate before duties."""
        from banso.access.gates import add_duty_gate
        from banso.training.queries.held_back import duties_held_back

        add_duty_gate(duties_held_back)
