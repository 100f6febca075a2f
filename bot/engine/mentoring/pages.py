"""Lists that go on over several pages, so that nothing of them is left out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import Card, Choice
from bot.catalog import Catalog
from bot.engine.mentoring.desk import Spot, View, place_of

PAGE = "page-"
"""What the choice of a page begins with, by its number from 0."""

ON_A_PAGE = 8
"""Lines; more would not fit a phone's screen."""


@dataclass(frozen=True, slots=True)
class Section:
    """A list under a title.

    Attributes:
        title: what it lists, or that there is nothing to list; empty for a list that tells it.
        lines: one for each; none where that is all there is to say.
    """

    title: str
    lines: Sequence[str] = ()


def paged(
    catalog: Catalog, word: str, sections: Sequence[Section], page: int, below: str = ""
) -> Card:
    """One page of lists that follow each other; of a page that is not there, the last.

    Args:
        catalog: the words.
        word: what an admin asked for, so that the card leads back to it.
        sections: the lists, in order; a title stands again above what goes on.
        page: which, from 0.
        below: what stands under each page, or empty.
    """
    last = last_page(sum(len(one.lines) or 1 for one in sections), ON_A_PAGE)
    page = min(page, last)
    return page_of(catalog, word, _told(sections, page * ON_A_PAGE), page, last, below)


def page_of(
    catalog: Catalog, word: str, told: Sequence[str], page: int, last: int, below: str = ""
) -> Card:
    """A page of which what is told is at hand already; see ``paged``."""
    which = [told_page(catalog, page, last)] if last else []
    return Card(
        body="\n\n".join([*told, *which, *([below] if below else [])]),
        place=place_of(Spot(View.LISTS, page, word)) if last else None,
        controls=turns(catalog, page, last),
    )


def last_page(number: int, on_a_page: int) -> int:
    """The number of the last page, from 0, of so many."""
    return max(number - 1, 0) // on_a_page


def told_page(catalog: Catalog, page: int, last: int) -> str:
    """Which page it is, and of how many."""
    return catalog.say("status.page", at=page + 1, of=last + 1)


def turns(catalog: Catalog, page: int, last: int) -> tuple[Choice, ...]:
    """The ways to the pages before and after."""
    before = [Choice(f"{PAGE}{page - 1}", catalog.say("status.before"))] if page else []
    after = [Choice(f"{PAGE}{page + 1}", catalog.say("status.after"))] if page < last else []
    return (*before, *after)


def _told(sections: Sequence[Section], first: int) -> list[str]:
    """Each section of which something stands among the lines from this one on."""
    told, at = list[str](), 0
    for one in sections:
        lines = one.lines or ("",)
        shown = lines[max(first - at, 0) : max(first + ON_A_PAGE - at, 0)]
        if shown:
            told.append("\n".join(filter(None, [one.title, *shown])))
        at += len(lines)
    return told
