"""Reading a life as a whole: what several rooms know of one person, each by its own rule."""

from banso.desk.queries.lives import Arc, Band, Life, Mark, life_of
from banso.desk.queries.steps import Step, steps_of

__all__ = ["Arc", "Band", "Life", "Mark", "Step", "life_of", "steps_of"]
