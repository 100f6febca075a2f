"""What was read in somebody's own words, and what is kept of it.

The words themselves are read and let go, unless the person said before they wrote that they
are to be kept. What is read is entries of the lexicon (``catalog.telling``), nothing else.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.catalog import Heading


@dataclass(frozen=True, slots=True)
class Read:
    """What a text says, as entries of the lexicon, each in the order of reading.

    Attributes:
        done: what the person does, knows or did.
        wished: what they clearly like, or would like to do.
        denied: what they say no to.
        aside: what they name otherwise: other people's work, a hobby, a wish for a tool.
        heading: the heading in force where the text ends.
    """

    done: tuple[str, ...] = ()
    wished: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    heading: Heading = Heading.OWN

    @property
    def said(self) -> tuple[str, ...]:
        """All that counts, once each."""
        return tuple(dict.fromkeys((*self.done, *self.wished)))

    @property
    def uncounted(self) -> tuple[str, ...]:
        """All that was named and does not count."""
        named = dict.fromkeys((*self.denied, *self.aside))
        return tuple(one for one in named if one not in self.said)

    def then(self, more: "Read") -> "Read":
        """This with what the next message says; what either denies is not done."""
        denied = _together(self.denied, more.denied)
        return Read(
            done=_without(_together(self.done, more.done), denied),
            wished=_without(_together(self.wished, more.wished), denied),
            denied=denied,
            aside=_together(self.aside, more.aside),
            heading=more.heading,
        )

    def without(self, entries: frozenset[str]) -> "Read":
        """This without what the person leaves out."""
        return replace(
            self,
            done=tuple(one for one in self.done if one not in entries),
            wished=tuple(one for one in self.wished if one not in entries),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has told so far, before they say that it was read right.

    Attributes:
        opened_at: from when on words belong here: when somebody came to where they were asked
            for them, by the clock of their platform, if it tells; aware, UTC.
        read: what was read.
        length: how many characters were read.
        keeps: the words are to be kept.
        text: the words, if they are to be kept; else empty.
    """

    opened_at: datetime | None = None
    read: Read = field(default_factory=Read)
    length: int = 0
    keeps: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What there is of somebody's own words.

    Attributes:
        draft: what is told just now, or None.
        kept: the words that they wanted kept; empty if they did not.
    """

    draft: Draft | None = None
    kept: str = ""


def left(own: OwnWords | None) -> OwnWords | None:
    """What stays when somebody leaves without saying that it was read right: no draft."""
    return OwnWords(kept=own.kept) if own is not None and own.kept else None


def _together(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _without(named: tuple[str, ...], denied: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in named if one not in denied)
