"""What this room publishes, and what can be asked of it over everyone."""

from banso.people.published.facts import FACTS
from banso.people.published.figures import FIGURES
from banso.people.published.ready import READY
from banso.people.published.tables import TABLES

PUBLISHED = (*TABLES, *FIGURES, *FACTS, *READY)
