"""What the law on personal information asks an agency to keep."""

from banso.privacy.models.leaks import Leak, LeakPerson, LeakTold
from banso.privacy.models.processing import Processing

__all__ = ["Leak", "LeakPerson", "LeakTold", "Processing"]
