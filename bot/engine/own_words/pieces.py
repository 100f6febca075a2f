"""What a sentence is cut into: clauses, their pieces, and the terms that are named there."""

from dataclasses import dataclass, field

from bot.catalog import Term
from bot.engine.clauses import Voice
from bot.engine.phrases import Words


@dataclass(slots=True)
class Named:
    """A term that is named.

    Attributes:
        term: which.
        entry: how it is told back.
        denied: not meant.
        foreign: other people's.
    """

    term: Term
    entry: str
    denied: bool
    foreign: bool


@dataclass(slots=True)
class Piece:
    """A part of a sentence.

    Attributes:
        voice: what its words say about each other.
        named: the terms in it.
        plain: the other words.
        open_end: what it says speaks for what follows, as before a colon.
    """

    voice: Voice = field(default_factory=Voice)
    named: list[Named] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    open_end: bool = False

    def name(self, term: Term, entry: str, *, is_place: bool) -> None:
        """A term that these words name, unless it is the name of a place of work."""
        foreign = self.voice.foreign or is_place
        self.named.append(Named(term, entry, self.voice.refuses, foreign))

    def deny(self) -> None:
        """All of it is denied."""
        for one in self.named:
            one.denied = True

    def affirm(self) -> None:
        """All of it is meant after all."""
        self.voice.negated = self.voice.denied = False
        for one in self.named:
            one.denied = False

    def turn_away(self) -> None:
        """None of it is the person's."""
        self.voice.foreign = True
        for one in self.named:
            one.foreign = True

    def go_on_from(self, before: "Piece") -> None:
        """What was said there speaks for this, too."""
        voice, said = self.voice, before.voice
        voice.negated |= said.refuses
        voice.denied |= said.denied
        voice.wished |= said.wished
        voice.liked |= said.liked
        voice.foreign |= said.foreign
        for one in self.named:
            one.denied |= voice.negated
            one.foreign |= voice.foreign


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between two punctuation marks.

    Attributes:
        said: its words.
        pieces: one or more.
        statement: the number of the statement that it belongs to.
    """

    said: Words
    pieces: list[Piece]
    statement: int

    @property
    def is_plain(self) -> bool:
        """Whether it tells a fact about the person and nothing else."""
        voices = [one.voice for one in self.pieces]
        return not any(one.negated or one.denied or one.wished or one.foreign for one in voices)
