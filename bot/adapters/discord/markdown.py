"""Our small Markdown subset as Discord's, in which nothing that somebody typed is alive (F58).

Discord parses the whole text of a message, so everything that is not our own bold or list mark
is escaped: headings, quotations, code, masked links, mentions, spoilers. An address in the text
is broken by a sign that nobody sees, so that it leads nowhere. Those that a card names as ours
stand in angle brackets, which nobody sees either: Discord takes exactly what is between them.
"""

import re

from bot.engine.wording import whole_signs
from bot.usecases.parts_of_text import Kind, Part, parts

MARK = "- "
NOTHING = "…"
"""Stands where there are no words: Discord takes no empty text."""

FENCES = 8

_SPECIAL = re.compile(r"[\\*_~`|\[\]<>#@]")
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_STARTS_A_LINE = re.compile(r"^(\s*)([-+])")
_ADDRESS = re.compile(r"(?<=[A-Za-z]):(?=//)")
_UNSEEN = "\u200b"
_HALF_A_LINK = re.compile(r"\s*(?<!\\)<[^>]*$")
"""The rest of one of ours; all that was typed like it is escaped."""


def to_markdown(body: str, most: int, links: tuple[str, ...] = ()) -> str:
    """A body in which these addresses can be followed, cut visibly after so many characters."""
    lines = []
    for line in body.splitlines():
        mark, text = (MARK, line.removeprefix(MARK)) if line.startswith(MARK) else ("", line)
        lines.append(mark + _words(text, links))
    made = "\n".join(lines).strip()
    return (made if len(made) <= most else _cut(made, most)) or NOTHING


def small(text: str, most: int) -> str:
    """One line in small letters, as Discord draws what stands beside a message."""
    return f"-# {to_markdown(' '.join(text.split()), most - 3)}"


def fenced(lines: list[str], most: int) -> str:
    """Lines that keep their columns; as many as so many characters hold."""
    told = "\n".join(lines).replace("`", "'")
    return f"```\n{whole_signs(told, most - FENCES)}\n```"


def _cut(made: str, most: int) -> str:
    """As much as there is room for, with no mark or address cut in half and none left open."""
    whole = _HALF_A_LINK.sub("", whole_signs(made, most - len("** …")))
    kept = whole.rstrip("\\*")
    is_open = _ESCAPED.sub("", kept).count("**") % 2
    return f"{kept}{'**' if is_open else ''} …"


def _words(text: str, links: tuple[str, ...]) -> str:
    """Bold stays, and what can be followed; everything else is what it looks like."""
    made = "".join(map(_drawn, parts(text, links)))
    return _STARTS_A_LINE.sub(r"\1\\\2", made)


def _drawn(part: Part) -> str:
    match part.kind:
        case Kind.LINK:
            return f"<{part.text}>"
        case Kind.BOLD:
            return f"**{_escaped(part.text)}**"
        case Kind.WORDS:
            return _escaped(part.text)


def _escaped(text: str) -> str:
    calm = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return _ADDRESS.sub(f":{_UNSEEN}", calm)
