"""Cards for eyes: rich text, numbered choices, bars for the fits."""

from pathlib import Path
from textwrap import fill

from rich.console import Console
from rich.text import Text

from bot.adapters.terminal.files import save
from bot.adapters.terminal.surface import Heard, Left, handing_over, said_under
from bot.cards import Attachment, Bar, Card
from bot.catalog import Catalog
from bot.catalog.words import words
from bot.engine.events import TAKE_TEXT
from bot.ports.inbound import SLASH_COMMAND, readable
from bot.ports.outbox import Message
from bot.usecases.laying_out import cells

WIDEST = 76
BAR_CELLS = 24
FEWEST_BAR_CELLS = 8
ECHOED_CHARACTERS = 500


class Screen:
    """A surface on a console. What a person types is words; numbers are read by the engine.

    Args:
        console: where the cards go.
        catalog: the words round them.
        folder: where files that come with a card are saved; made when needed.
        echoes: print each line that came in, as nobody typed it on this console.
    """

    opens_by_itself = True

    def __init__(
        self, console: Console, catalog: Catalog, folder: Path, *, echoes: bool = False
    ) -> None:
        self._console = console
        self._catalog = catalog
        self._folder = folder
        self._echoes = echoes
        self._under: Card | None = None
        self._stands = False

    async def deliver(self, message: Message, card: Card) -> None:
        """Print the card."""
        self.show(card)

    def show(self, card: Card) -> None:
        """Print a card: what was done, how far we are, the text, what is drawn, the choices."""
        self._under = card if card.place else self._under
        self._stands = card.place is not None
        self._print(Text(""))
        if card.recap:
            self._print(Text(card.recap, style="dim"))
            self._print(Text(""))
        if card.progress:
            said = self._catalog.say("progress", at=card.progress.at, of=card.progress.of)
            self._print(marked_up(said, "cyan"))
        self._print(marked_up(card.body))
        if card.chart:
            self._print(Text(""))
        widest = max((len(bar.label) for bar in card.chart), default=0)
        for bar in card.chart:
            self._print(_bar(bar, widest, self._width))
        if card.weeks:
            self._print(Text(""))
            self._print(Text(cells(card.weeks), style="green"))
        if card.file:
            self._print(Text(""))
            self._print(Text(self._saved(card.file)))
        self._show_choices(card)

    def hear(self, line: bytes) -> Heard | None:
        """Words; an empty line asks for nothing, and a word of farewell leaves."""
        text = line.decode(errors="replace").strip()
        if self._echoes:
            self._print(Text(_shortened(readable(text)), style="bold"))
        if len(words(text)) == 1 and words(text)[0] in self._farewells:
            return Left()
        return said_under(text, self._under) if text else None

    def awaits_a_text(self, line: bytes) -> bool:
        """Whether a text is wanted: the card that was shown last is answered in writing.

        A line may also begin one, behind its command.
        """
        if self._under is not None and self._under.writes:
            return True
        name, *rest = line.decode(errors="replace").removeprefix(SLASH_COMMAND).split() or [""]
        return bool(rest) and name.casefold() in TAKE_TEXT

    @property
    def _farewells(self) -> tuple[str, ...]:
        return words(self._catalog.say("terminal.farewells"))

    def ready(self) -> None:
        """Print the prompt."""
        prompt = marked_up(self._catalog.say("terminal.prompt"), "bold green")
        with handing_over():
            self._console.print(prompt, end="")

    def ready_again(self) -> None:
        """Print the prompt once more: the one above is out of sight."""
        self.ready()

    def close(self) -> None:
        """Say goodbye; that all is saved only if something is."""
        said = "terminal.goodbye" if self._stands else "terminal.farewell"
        self._print(Text(""))
        self._print(marked_up(self._catalog.say(said), "dim"))

    def _saved(self, file: Attachment) -> str:
        """Save a file; the sentence that says where it is, or why it is not there."""
        try:
            place = save(file, self._folder)
        except OSError as problem:
            return self._catalog.say(
                "terminal.not-saved",
                path=self._folder / file.name,
                reason=problem.strerror or problem,
            )
        return self._catalog.say("terminal.saved", path=place)

    def _show_choices(self, card: Card) -> None:
        if card.choices or card.controls or card.progress:
            self._print(Text(""))
        for number, choice in enumerate(card.choices, start=1):
            self._print(_numbered(number, choice.label, self._width))
        if card.progress or card.several:
            self._print(marked_up(self._hint(card), "dim"))
        if card.controls:
            controls = " · ".join(control.label for control in card.controls)
            told = self._catalog.say("terminal.controls", controls=controls)
            self._print(marked_up(told, "dim"))

    def _hint(self, card: Card) -> str:
        """The sentence that says how to answer."""
        if card.writes:
            return self._catalog.say("terminal.write")
        several = card.several
        if several is None:
            return self._catalog.say("terminal.pick-one")
        if several.least < several.most:
            return self._catalog.say("terminal.pick-several")
        first = ", ".join(map(str, range(1, several.most + 1)))
        return self._catalog.say("terminal.pick-exactly", number=several.most, numbers=first)

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDEST)

    def _print(self, line: Text) -> None:
        with handing_over():
            self._console.print(line, width=self._width, highlight=False)


def marked_up(body: str, style: str = "") -> Text:
    """Our small Markdown subset as rich text: ``**bold**``; list marks stay as they are."""
    text = Text(style=style)
    for place, part in enumerate(body.split("**")):
        text.append(part, style="bold" if place % 2 else "")
    return text


def _numbered(number: int, label: str, width: int) -> Text:
    """A choice with its number, the label's further lines under its first."""
    mark = f"{number:>3}  "
    wrapped = fill(label, width, initial_indent=mark, subsequent_indent=" " * len(mark))
    line = Text(wrapped)
    line.stylize("bold cyan", 0, len(mark))
    return line


def _bar(bar: Bar, widest: int, width: int) -> Text:
    """A share as a bar beside its label, or below it where the screen is narrow."""
    label, share = f" {bar.label:<{widest}}  ", f" {bar.share * 100:3.0f} %"
    room = width - len(label) - len(share)
    if room < FEWEST_BAR_CELLS:
        label, room = f" {bar.label}\n ", width - 1 - len(share)
    cells = min(room, BAR_CELLS)
    filled = round(bar.share * cells)
    return Text.assemble(label, ("█" * filled, "green"), ("░" * (cells - filled), "dim"), share)


def _shortened(line: str) -> str:
    return line if len(line) <= ECHOED_CHARACTERS else f"{line[:ECHOED_CHARACTERS]} …"
