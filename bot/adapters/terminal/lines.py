"""The same conversation for programs: one JSON object per line, a stable protocol.

Out, for each card: ``{"type": "message", "body", "choices", "multi", "private"}``, with ``min``
and ``max`` when several may be ticked, ``error: true`` when the input was at fault,
``result`` on a summary, ``weeks`` on the progress (oldest first, each ``{"number", "label",
"mark", "kept"}``), ``controls`` on a list of several pages, chosen by id as choices are, and
``file`` where one comes with it; ``{"type": "turn-end"}`` when the next line is awaited.
What comes due in between has no turn's end of its own. In: ``{"text": str}`` or
``{"choose": [id, …]}``. Unknown keys are ignored on both sides.
"""

import json
from dataclasses import asdict
from typing import Any, BinaryIO

from bot.adapters.terminal.surface import (
    Garbled,
    Heard,
    Pressed,
    handing_over,
    place_of,
    said_under,
)
from bot.cards import Card
from bot.engine.mentoring.desk import is_of_the_desk
from bot.ports.outbox import Message


class JsonLines:
    """A surface on two byte streams."""

    opens_by_itself = False

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._under: Card | None = None

    async def deliver(self, message: Message, card: Card) -> None:
        """Write the card; it is handed over when the stream has taken it."""
        self.show(card)

    def show(self, card: Card) -> None:
        """Write one message line."""
        self._under = card if card.place else self._under
        self._write(from_card(card))

    def hear(self, line: bytes) -> Heard:
        """Read one input line."""
        try:
            heard = json.loads(line)
        except (ValueError, RecursionError):
            return Garbled()
        match heard:
            case {"text": str(text), **rest} if "choose" not in rest:
                return said_under(text, self._under)
            case {"choose": list(ids), **rest} if "text" not in rest and _are_texts(ids):
                return Pressed(place_of(self._under), frozenset(ids))
            case _:
                return Garbled()

    def ready(self) -> None:
        """Write the turn's end."""
        self._write({"type": "turn-end"})

    def ready_again(self) -> None:
        """Nothing: of each line of input there is one turn's end, and of nothing else."""

    def close(self) -> None:
        """The end of the output says it all."""

    def _write(self, line: dict[str, Any]) -> None:
        with handing_over():
            self._out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            self._out.flush()


def from_card(card: Card) -> dict[str, Any]:
    """One card as a message object."""
    line: dict[str, Any] = {
        "type": "message",
        "body": f"{card.recap}\n\n{card.body}" if card.recap else card.body,
        "choices": [asdict(choice) for choice in card.choices],
        "multi": card.several is not None,
        "private": card.private,
    }
    if card.several:
        line |= {"min": card.several.least, "max": card.several.most}
    if card.progress:
        line["progress"] = asdict(card.progress)
    if card.problem:
        line["error"] = True
    if card.result:
        line["result"] = asdict(card.result)
    if card.weeks:
        line["weeks"] = [asdict(week) for week in card.weeks]
    if card.controls and is_of_the_desk(card.place):
        line["controls"] = [asdict(control) for control in card.controls]
    if card.file:
        line["file"] = asdict(card.file)
    return line


def _are_texts(ids: list[Any]) -> bool:
    return all(isinstance(one, str) for one in ids)
