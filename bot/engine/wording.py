"""Small pieces of sentences: enumerations, short forms, quotations."""

from collections.abc import Iterable

from bot.catalog import Catalog, Question

QUOTED_CHARACTERS = 80


def listed(catalog: Catalog, parts: list[str]) -> str:
    """The parts as one enumeration: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return catalog.say("list", all_but_last=", ".join(parts[:-1]), last=parts[-1])


def shorts(question: Question, options: Iterable[str]) -> list[str]:
    """The short forms in the question's order; options that are gone are left out."""
    ticked = set(options)
    return [option.short for option in question.options.values() if option.id in ticked]


def quoted(text: str) -> str:
    """A person's words as a quotation: one line, no markup, shortened with an ellipsis."""
    line = " ".join(text.replace("*", "").replace("`", "").split())
    if len(line) > QUOTED_CHARACTERS:
        line = line[: QUOTED_CHARACTERS - 1].rstrip() + "…"
    return f"“{line}”"
