"""Ways in which a content file goes wrong: slips of authors, editors and disks."""

import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[str, Random], str]

NUMBERS = re.compile(r"-?\b\d+(?:\.\d+)?\b")
IDS = re.compile(r'(?<=")[a-z][a-z0-9_-]+(?=")')
KEYS = re.compile(r"^[a-z_-]+(?= =)|(?<=\[)[a-z_.-]+(?=\])", re.MULTILINE)
MARKS = re.compile(r"[\[\]{}\"=,$]")
ODD_NUMBERS = [
    '"seven"',
    "nan",
    "inf",
    "-inf",
    "1e308",
    "-1e308",
    "1e-320",
    "0",
    "-1",
    "true",
    "99999999999999999999999999",
    "9" * 5_000,
    "1979-05-27T07:32:00Z",
    "[]",
    "{}",
    '""',
]
ODD_TEXTS = ["", " ", "\u202e", "\u0301" * 50, "$", "$nobody", "x" * 5_000, "é", "\t", "!!"]
JUNK = ["\x00", "\udcff\udcfe", "\n=\n", '"""', "[[", "\r", "a." * 2_000 + "a = 1\n", "[" * 900]


def without_a_line(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    del lines[random.randrange(len(lines))]
    return "".join(lines)


def with_a_line_twice(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    place = random.randrange(len(lines))
    lines.insert(random.randrange(len(lines)), lines[place])
    return "".join(lines)


def with_lines_swapped(text: str, random: Random) -> str:
    lines = text.splitlines(keepends=True)
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def without_an_entry(text: str, random: Random) -> str:
    entries = text.split("\n\n")
    del entries[random.randrange(len(entries))]
    return "\n\n".join(entries)


def with_an_entry_twice(text: str, random: Random) -> str:
    entries = text.split("\n\n")
    entries.insert(random.randrange(len(entries)), random.choice(entries))
    return "\n\n".join(entries)


def with_another_character(text: str, random: Random) -> str:
    place = random.randrange(len(text))
    return text[:place] + chr(random.randrange(32, 127)) + text[place + 1 :]


def without_a_mark(text: str, random: Random) -> str:
    return _changed(text, MARKS, [""], random)


def with_an_odd_number(text: str, random: Random) -> str:
    return _changed(text, NUMBERS, ODD_NUMBERS, random)


def with_an_odd_text(text: str, random: Random) -> str:
    return _changed(text, re.compile(r'(?<= = ")[^"\n]*(?="$)', re.M), ODD_TEXTS, random)


def with_another_key(text: str, random: Random) -> str:
    return _changed(text, KEYS, ["nmae", "id", "text", "option", "x"], random)


def with_another_id(text: str, random: Random) -> str:
    known = IDS.findall(text) or ["x"]
    new = ["pipelin", "Data Engineer", "return", "edit-stack", "skip", random.choice(known)]
    return _changed(text, IDS, new, random)


def with_junk(text: str, random: Random) -> str:
    place = random.randrange(len(text))
    return text[:place] + random.choice(JUNK) + text[place:]


def cut_short(text: str, random: Random) -> str:
    return text[: random.randrange(len(text))]


def emptied(text: str, random: Random) -> str:
    return random.choice(["", "\n", "# nothing\n"])


MUTATIONS: tuple[Mutation, ...] = (
    without_a_line,
    with_a_line_twice,
    with_lines_swapped,
    without_an_entry,
    with_an_entry_twice,
    with_another_character,
    without_a_mark,
    with_an_odd_number,
    with_an_odd_text,
    with_another_key,
    with_another_id,
    with_junk,
    cut_short,
    emptied,
)


def _changed(text: str, what: re.Pattern[str], into: list[str], random: Random) -> str:
    """The text with one random match replaced."""
    found = [match.span() for match in what.finditer(text)]
    if not found:
        return text
    start, end = random.choice(found)
    return text[:start] + random.choice(into) + text[end:]
