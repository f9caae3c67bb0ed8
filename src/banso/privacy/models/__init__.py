"""What the law on personal information asks an agency to keep."""

from banso.privacy.models.askings import Asking, Blackened
from banso.privacy.models.erasing import Erasing, Erasure
from banso.privacy.models.leaks import Leak, LeakPerson, LeakTold
from banso.privacy.models.processing import Processing
from banso.privacy.models.receivers import Receiver
from banso.privacy.models.retention import Ending, Retention

__all__ = [
    "Ending",
    "Retention",
    "Asking",
    "Blackened",
    "Erasing",
    "Erasure",
    "Leak",
    "LeakPerson",
    "LeakTold",
    "Processing",
    "Receiver",
]
