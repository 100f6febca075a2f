"""When what somebody does and what they would enjoy speak for different roles.

Both are true, and neither is corrected. So the summary says it, and offers to lay the two
roles side by side.
"""

from dataclasses import dataclass

from bot.catalog import About, Catalog
from bot.engine import scoring
from bot.engine.scoring import Ticked


@dataclass(frozen=True, slots=True)
class Apart:
    """Two roles that both lead clearly, each by one kind of answer.

    Attributes:
        work: the role that leads by evidence alone.
        wish: the role that leads by interest alone.
    """

    work: str
    wish: str


def apart(catalog: Catalog, ticked: Ticked) -> Apart | None:
    """The two roles that work and wish speak for, where they differ and neither is close."""
    work = _clear_leader(catalog, of_kind(catalog, ticked, About.EVIDENCE))
    wish = _clear_leader(catalog, of_kind(catalog, ticked, About.INTEREST))
    if work is None or wish is None or work == wish:
        return None
    return Apart(work, wish)


def of_kind(catalog: Catalog, ticked: Ticked, about: About) -> Ticked:
    """The answers to questions of one kind."""
    return {
        name: options
        for name, options in ticked.items()
        if catalog.questions[name].about is about
    }


def _clear_leader(catalog: Catalog, ticked: Ticked) -> str | None:
    """The role that leads by these answers alone; None where none does, or barely."""
    if not scoring.speaks(catalog, ticked):
        return None
    fits = scoring.fits(catalog, scoring.scores(catalog, ticked))
    return None if scoring.is_close(catalog, fits) else next(iter(fits))
