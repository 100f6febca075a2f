"""The example of ``content/SCORING.md``, added up by hand from the two files of weights.

It uses no code of ours: only the page, the files as TOML, and arithmetic. After a new fit
``python -m tests.scoring_page`` writes the page's numbers anew.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import exp
from typing import Any

from bot.paths import content_folder

ROLES = (
    "data_analyst",
    "data_engineer",
    "data_scientist",
    "machine_learning_engineer",
    "machine_learning_researcher",
)
WORK = ("activities.decisions", "activities.prototype", "code.python", "code.sql")
WISHES = ("afternoon.price",)
"""What the person of the example ticked and picked, as "question.option"."""

PAGE = content_folder() / "SCORING.md"
ROWS = re.compile(r"(?<=-\|\n)(?:\|.*\n)+")
"""What stands below the heading of a table."""
GUARANTEE = re.compile(r"of people like those we measured, fewer.*?on average\.", re.DOTALL)

TOLD = "code"
"""The list of the example that is read in own words, too."""
NAMED = re.compile(r"Then the leading role is right for.*?the summary says so\.", re.DOTALL)

Row = tuple[float, ...]
Tables = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """The example as it must come out.

    Attributes:
        rows: by its first cell, each row of numbers, in the order of the page.
        answered: how many questions about work were answered.
        temperature: that for so many.
    """

    rows: Mapping[str, Row]
    answered: int
    temperature: float


def fitted() -> Tables:
    return _read("weights.toml")


def by_hand() -> Tables:
    return _read("by_hand.toml")


def page() -> str:
    return PAGE.read_text()


def example() -> Example:
    """The example, added up from the files."""
    weights, wishes = fitted(), by_hand()
    questions = [*dict.fromkeys(tick.split(".")[0] for tick in WORK)]
    temperature = weights["temperature"][len(questions) - 1]
    rows: dict[str, Row] = {}
    for question in questions:
        rows[f"bias.{question}"] = _row(weights["bias"][question])
        for tick in WORK:
            if tick.startswith(f"{question}."):
                rows[tick] = _row(weights["question"][question][tick.split(".")[1]])
    work = added(*rows.values())
    rows["sum"] = work
    rows[f"sum / {temperature}"] = tuple(one / temperature for one in work)
    rows["offset"] = _row(weights["offset"])
    for wish in WISHES:
        question, option = wish.split(".")
        rows[wish] = _row(wishes["question"][question][option])
    score = added(
        rows[f"sum / {temperature}"], rows["offset"], *(rows[wish] for wish in WISHES)
    )
    rows["score"] = score
    rows["exp(score)"] = tuple(map(exp, score))
    total = sum(rows["exp(score)"])
    rows["fit"] = tuple(one / total for one in rows["exp(score)"])
    return Example(rows, len(questions), temperature)


def told_instead() -> dict[str, Row]:
    """The example with one of its lists read in own words: what that adds, and the fits."""
    weights, ticked = fitted(), example()
    ticks = [tick for tick in WORK if tick.startswith(f"{TOLD}.")]
    counts = weights["named"]
    bias = times(counts["unnamed"], ticked.rows[f"bias.{TOLD}"])
    named = times(counts["all"], added(bias, *(ticked.rows[tick] for tick in ticks)))
    as_ticked = added(*(ticked.rows[name] for name in (f"bias.{TOLD}", *ticks)))
    instead = times(1 / ticked.temperature, added(named, times(-1, as_ticked)))
    shares = tuple(map(exp, added(ticked.rows["score"], instead)))
    cell = f"all` * (`unnamed` * `bias.{TOLD}` + `" + "` + `".join(ticks) + "`)"
    return {cell: named, "fit": tuple(one / sum(shares) for one in shares)}


def pulls(found: Example) -> dict[str, float]:
    """By question, how much it widens the gap between the first two roles."""
    first, second, *_ = sorted(range(len(ROLES)), key=lambda at: -found.rows["score"][at])
    pulled: dict[str, float] = {}
    for name, row in found.rows.items():
        of_work = name in WORK or name.startswith("bias.")
        if of_work or name in WISHES:
            question = name.removeprefix("bias.").split(".")[0]
            scale = found.temperature if of_work else 1.0
            pulled[question] = pulled.get(question, 0.0) + (row[first] - row[second]) / scale
    return pulled


def tables(text: str) -> Iterator[list[list[str]]]:
    """Every table of a page, as cells without their marks."""
    for block in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
        lines = [line.strip("|").split("|") for line in block.splitlines()]
        yield [
            [cell.strip().strip("`") for cell in line] for line in lines if "---" not in line[0]
        ]


def number(cell: str) -> float:
    """A number as the page writes it; of a share its per cents become a share."""
    plain = cell.replace(",", "")
    return float(plain.removesuffix("%")) / 100 if plain.endswith("%") else float(plain)


def added(*rows: Row) -> Row:
    return tuple(map(sum, zip(*rows, strict=True)))


def times(factor: float, row: Row) -> Row:
    return tuple(factor * one for one in row)


def _row(scores: Mapping[str, float]) -> Row:
    return tuple(scores.get(role, 0.0) for role in ROLES)


def _read(name: str) -> Tables:
    return tomllib.loads((content_folder() / name).read_text())


def _lines(rows: Mapping[str, Row]) -> Iterator[str]:
    for name, row in rows.items():
        is_id = name in (*WORK, *WISHES, "offset") or name.startswith("bias.")
        cell = f"`{name}`" if is_id else f"`{name}" if name.startswith("all`") else name
        told = [f"{one * 100:.1f} %" if name == "fit" else f"{one:.3f}" for one in row]
        yield "| " + " | ".join((cell, *told)) + " |"


def _bands(measured: Tables) -> Iterator[str]:
    for one in measured["reliability"]:
        shares = (one["at_least_fit"], one["share_right"], one["share_in_first_two"])
        yield (
            "| "
            + " | ".join([*(f"{x * 100:.0f} %" for x in shares), f"{one['people']:,}"])
            + " |"
        )


def _bands_of_roles(measured: Tables) -> Iterator[str]:
    for one in measured["reliability"]:
        of_role = [one["of_role"].get(role) for role in ROLES]
        told = [
            f"{found['share_right'] * 100:.0f} % of {found['people']:,}" if found else ""
            for found in of_role
        ]
        yield "| " + " | ".join((f"{one['at_least_fit'] * 100:.0f} %", *told)) + " |"


def _guarantee(measured: Tables) -> str:
    of = len(measured["accuracy_by_questions"])
    return (
        f"of people like those we measured, fewer than {measured['guarantee']} in 100\n"
        f"would have got another role from all {of} questions; "
        f"{measured['asked']:.1f} are asked on average."
    )


def _named(measured: Tables) -> str:
    right, whole = (_right(measured, name) for name in ("named", "as_whole"))
    return (
        f"Then the leading role is right for\n{right};\n"
        f"if those lists counted as whole ones, for\n{whole}.\n"
        f"Of 100 people, {measured['named_changed'] * 100:.0f} would get another role from the "
        f"whole lists; the summary says so."
    )


def _right(measured: Tables, name: str) -> str:
    return (
        f"{measured[f'{name}_accuracy'] * 100:.1f} % (log loss "
        f"{measured[f'{name}_log_loss']:.3f}, calibration error "
        f"{measured[f'{name}_calibration_error']:.3f})"
    )


def redone(text: str) -> str:
    """The page with the numbers that the files have."""
    found, measured = example(), fitted()["measured"]
    pulled = sorted(pulls(found).items(), key=lambda item: -item[1])
    by_questions = enumerate(measured["accuracy_by_questions"], start=1)
    told = [
        [*_lines(found.rows)],
        [f"| `{name}` | {pull:.3f} |" for name, pull in pulled],
        [*_lines(told_instead())],
        [*_bands(measured)],
        [*_bands_of_roles(measured)],
        [f"| {count} | {share * 100:.1f} % |" for count, share in by_questions],
    ]
    blocks = [*ROWS.finditer(text)]
    for block, lines in zip(reversed(blocks), reversed(told), strict=True):
        text = text[: block.start()] + "\n".join(lines) + "\n" + text[block.end() :]
    return NAMED.sub(_named(measured), GUARANTEE.sub(_guarantee(measured), text))


if __name__ == "__main__":
    PAGE.write_text(redone(page()))
