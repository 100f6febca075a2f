"""Cards for eyes: rich text, numbered choices, bars for the fits."""

from textwrap import fill

from rich.console import Console
from rich.text import Text

from bot.adapters.terminal.surface import Heard, Said
from bot.cards import Bar, Card
from bot.catalog import Catalog
from bot.ports.outbox import Message

WIDEST = 76
BAR_CELLS = 24


class Screen:
    """A surface on a console. What a person types is words; numbers are read by the engine."""

    opens_by_itself = True

    def __init__(self, console: Console, catalog: Catalog) -> None:
        self._console = console
        self._catalog = catalog
        self._interactive = console.is_terminal

    async def deliver(self, message: Message) -> None:
        """Print the card."""
        self.show(message.card)

    def show(self, card: Card) -> None:
        """Print a card: what was done, how far we are, the text, the bars, the choices."""
        self._print(Text(""))
        if card.recap:
            self._print(Text(card.recap, style="dim"))
        if card.progress:
            said = self._catalog.say(
                "terminal.progress", at=card.progress.at, of=card.progress.of
            )
            self._print(Text(said, style="cyan"))
        self._print(marked_up(card.body))
        if card.chart:
            self._print(Text(""))
        widest = max((len(bar.label) for bar in card.chart), default=0)
        for bar in card.chart:
            self._print(_bar(bar, widest))
        self._show_choices(card)

    def hear(self, line: bytes) -> Heard | None:
        """Words; an empty line asks for nothing."""
        text = line.decode(errors="replace").strip()
        if not self._interactive:
            self._print(Text(text, style="bold"))  # what was typed, for whoever reads the log
        return Said(text) if text else None

    def ready(self) -> None:
        """Print the prompt."""
        self._console.print(
            Text(self._catalog.say("terminal.prompt"), style="bold green"), end=""
        )

    def close(self) -> None:
        """Say goodbye."""
        self._print(Text(""))
        self._print(Text(self._catalog.say("terminal.goodbye"), style="dim"))

    def _show_choices(self, card: Card) -> None:
        self._print(Text(""))
        for number, choice in enumerate(card.choices, start=1):
            self._print(_numbered(number, choice.label, self._width))
        if card.progress:
            how = "terminal.pick-several" if card.several else "terminal.pick-one"
            self._print(Text(self._catalog.say(how), style="dim"))
        if card.controls:
            controls = " · ".join(control.label for control in card.controls)
            told = self._catalog.say("terminal.controls", controls=controls)
            self._print(Text(told, style="dim"))

    @property
    def _width(self) -> int:
        return min(self._console.width, WIDEST)

    def _print(self, line: Text) -> None:
        self._console.print(line, width=self._width, highlight=False)


def marked_up(body: str) -> Text:
    """Our small Markdown subset as rich text: ``**bold**``; list marks stay as they are."""
    text = Text()
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


def _bar(bar: Bar, widest: int) -> Text:
    cells = round(bar.share * BAR_CELLS)
    return Text.assemble(
        f" {bar.label:<{widest}}  ",
        ("█" * cells, "green"),
        ("░" * (BAR_CELLS - cells), "dim"),
        f" {bar.share * 100:3.0f} %",
    )
