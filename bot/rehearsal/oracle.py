"""What one account's conversation must be: ``advance``, once for each event, in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bot.cards import Card
from bot.catalog import Catalog
from bot.engine.effects import Forget, KeepAnswer, KeepResult, Say
from bot.engine.events import Event
from bot.engine.state import Answer, Conversation, Leaning, NotSure, Picked, Skipped, Wrote
from bot.engine.transitions import advance
from bot.engine.weekly.values import Weekly

Kept = tuple[int, str, str, tuple[str, ...], str | None]
"""An answer as the log must hold it: attempt, question, manner, options, text."""

MANNERS: Mapping[type[Answer], str] = {
    Picked: "picked",
    NotSure: "not-sure",
    Skipped: "skipped",
    Wrote: "wrote",
}


@dataclass(slots=True)
class Oracle:
    """One account.

    Attributes:
        here: where its owner must stand.
        kept: every answer, oldest first.
        results: how many results were kept.
        said: every card that turns said, oldest first.
        is_forgotten: they asked us to forget them, and nothing of this counts any more.
    """

    here: Conversation
    kept: list[Kept] = field(default_factory=list)
    results: int = 0
    said: list[Card] = field(default_factory=list)
    is_forgotten: bool = False

    def hear(self, catalog: Catalog, event: Event) -> None:
        """Take one event."""
        turn = advance(catalog, self.here, event)
        self.here = turn.conversation
        for effect in turn.effects:
            match effect:
                case Say(card=card):
                    self.said.append(card)
                case KeepAnswer(question=question, answer=answer):
                    self.kept.append(_kept(self.here.attempt, question, answer))
                case KeepResult():
                    self.results += 1
                case Forget():
                    self.is_forgotten = True

    def row(self) -> tuple[Any, ...]:
        """The columns of its conversation, from ``id`` to ``moved_at``."""
        here = self.here
        return (
            here.id,
            here.version,
            here.attempt,
            here.stage.value,
            here.asking,
            here.chosen,
            int(here.thorough),
            *_leaning(here.leaning),
            *_leaning(here.earlier),
            None if here.moved_at is None else _written(here.moved_at),
        )


def of_turns(weekly: Weekly | None) -> tuple[object, ...] | None:
    """What only turns change; a long silence pauses, too."""
    if weekly is None:
        return None
    schedule = replace(weekly.agenda.schedule, paused_until=None)
    return weekly.plan, weekly.version, weekly.question, schedule


def _kept(attempt: int, question: str, answer: Answer) -> Kept:
    options = sorted(answer.options) if isinstance(answer, Picked | Wrote) else ()
    text = answer.text if isinstance(answer, Wrote) else None
    return attempt, question, MANNERS[type(answer)], tuple(options), text


def _leaning(leaning: Leaning | None) -> tuple[str | None, str | None]:
    return (None, None) if leaning is None else (leaning.role, _written(leaning.at))


def _written(at: datetime) -> str:
    """As SQLite keeps an instant."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
