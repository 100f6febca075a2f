"""Rules of components: what each kind wants, and what they may be together."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum

from tests.fakes.discord.validating.schemas import Json

MOST_OPTIONS = 25


class Kind(IntEnum):
    """What Discord calls the type of a component."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    CONTAINER = 17
    LABEL = 18
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22


class Style(IntEnum):
    """What Discord calls the style of a button; the other four only differ in colour."""

    LINK = 5
    PREMIUM = 6


SELECTS = frozenset(
    {
        Kind.STRING_SELECT, Kind.USER_SELECT, Kind.ROLE_SELECT, Kind.MENTIONABLE_SELECT,
        Kind.CHANNEL_SELECT,
    }
)  # fmt: skip

INNER = ("accessory", "component")
"""The fields of sections and labels that hold one component."""

Placed = tuple[str, Json]
"""A component, after where it stands."""

Rule = Callable[[Json], Iterator[tuple[str, str]]]
"""Says which field of a component is at fault, and why."""


def walked(components: Sequence[Json], place: str) -> list[Placed]:
    """Every component, outermost first, with where it stands."""
    found: list[Placed] = []
    _walk(components, place, found)
    return found


def problems(known: Sequence[Placed]) -> Iterator[str]:
    """Whatever is wrong with components, whether a message or a window shows them.

    Args:
        known: every component, the inner ones too.
    """
    for where, component in known:
        for rule in RULES.get(component["type"], ()):
            for field, problem in rule(component):
                yield f"{where}/{field}: {problem}"
    yield from _repeated("custom_id", known)
    yield from _repeated("id", known)


def _walk(components: Sequence[Json], place: str, found: list[Placed]) -> None:
    for number, component in enumerate(components):
        _walk_one(component, f"{place}/{number}", found)


def _walk_one(component: Json, where: str, found: list[Placed]) -> None:
    found.append((where, component))
    if component.get("components"):
        _walk(component["components"], f"{where}/components", found)
    for inner in INNER:
        if inner in component:
            _walk_one(component[inner], f"{where}/{inner}", found)


def _repeated(field: str, known: Iterable[Placed]) -> Iterator[str]:
    """Names that stand more than once; number 0 stands for none."""
    told = Counter(one[field] for _, one in known if one.get(field))
    for value, times in told.items():
        if times > 1:
            yield f"{field}: {value!r} stands {times} times"


def _button(button: Json) -> Iterator[tuple[str, str]]:
    wanted, strange = BUTTONS.get(button["style"], COLOURED)
    for field in wanted:
        if not button.get(field):
            yield field, f"a button of style {button['style']} has none"
    for field in strange:
        if button.get(field):
            yield field, f"a button of style {button['style']} may not have one"
    if button["style"] != Style.PREMIUM and not button.get("label") and not button.get("emoji"):
        yield "label", "a button has neither a label nor an emoji"


def _row(row: Json) -> Iterator[tuple[str, str]]:
    kinds = [one["type"] for one in row["components"]]
    if SELECTS.intersection(kinds) and len(kinds) > 1:
        yield "components", "a select stands in a row with something else"


def _choosing(select: Json) -> Iterator[tuple[str, str]]:
    """Of everything of which so many may be chosen."""
    options = select.get("options")
    most_there_are = MOST_OPTIONS if options is None else len(options)
    least, most = _bounds(select, most_there_are)
    if most > most_there_are:
        yield "max_values", f"{most} of {most_there_are} options"
    if least > most:
        yield "min_values", f"at least {least}, and at most {most}"
    chosen = sum(bool(one.get("default")) for one in options or ())
    chosen += len(select.get("default_values") or ())
    if chosen > most:
        yield "options", f"{chosen} are chosen beforehand, of at most {most}"


def _bounds(select: Json, most_there_are: int) -> tuple[int, int]:
    """How many may be chosen; of a group of boxes all, unless it says less."""
    usual = most_there_are if select["type"] == Kind.CHECKBOX_GROUP else 1
    least, most = select.get("min_values"), select.get("max_values")
    return (1 if least is None else least), (usual if most is None else most)


def _offering(select: Json) -> Iterator[tuple[str, str]]:
    """Of everything that has options."""
    values = Counter(one["value"] for one in select["options"])
    for value, times in values.items():
        if times > 1:
            yield "options", f"the value {value!r} stands {times} times"


def _writing(field: Json) -> Iterator[tuple[str, str]]:
    least, most = field.get("min_length"), field.get("max_length")
    if least is not None and most is not None and least > most:
        yield "min_length", f"at least {least} characters, and at most {most}"


COLOURED = (("custom_id",), ("url", "sku_id"))
BUTTONS: Mapping[int, tuple[Sequence[str], Sequence[str]]] = {
    Style.LINK: (("url",), ("custom_id", "sku_id")),
    Style.PREMIUM: (("sku_id",), ("custom_id", "url", "label", "emoji")),
}
"""By style: what a button wants, and what it may not have."""

RULES: Mapping[int, Sequence[Rule]] = {
    Kind.BUTTON: (_button,),
    Kind.ROW: (_row,),
    Kind.STRING_SELECT: (_choosing, _offering),
    Kind.USER_SELECT: (_choosing,),
    Kind.ROLE_SELECT: (_choosing,),
    Kind.MENTIONABLE_SELECT: (_choosing,),
    Kind.CHANNEL_SELECT: (_choosing,),
    Kind.CHECKBOX_GROUP: (_choosing, _offering),
    Kind.RADIO_GROUP: (_offering,),
    Kind.TEXT_INPUT: (_writing,),
}
