"""Components that Discord refuses."""

from typing import Any

from tests.fakes.discord.validating import samples
from tests.fakes.discord.validating.cases import Case
from tests.fakes.discord.validating.payloads import (
    CHART,
    EMOJI,
    button,
    container,
    gallery,
    layout,
    link,
    message,
    option,
    options,
    premium,
    row,
    section,
    select,
    text,
    without,
    words,
)

FIRST = "components/0/components/0"
FILES = ("chart.png",)


def pressing(**more: Any) -> Any:
    return message(row(button(**more)))


def picking(**more: Any) -> Any:
    return message(row(select(**more)))


def pressed(size: int) -> list[Any]:
    return [button(str(place)) for place in range(size)]


OF_COMPONENTS = [
    Case(
        "six buttons in a row",
        "components/0/components: [{",
        message(row(*pressed(6))),
        message(row(*pressed(5))),
    ),
    Case("a row of nothing", "components/0/components: []", message(row()), pressing()),
    Case(
        "a select beside a button",
        "components/0/components: a select stands in a row with something else",
        message(row(select(), button())),
        message(row(select()), row(button())),
    ),
    Case(
        "two selects in a row of a container",
        "components/0/components/0/components: a select stands in a row with",
        layout(container(row(select(), select(custom_id="other")))),
        layout(container(row(select()), row(select(custom_id="other")))),
    ),
    Case(
        "one custom id in two rows",
        "custom_id: 'press' stands 2 times",
        message(row(button()), row(button())),
        message(row(button()), row(button("other"))),
    ),
    Case(
        "one custom id beside a section and under it",
        "custom_id: 'press' stands 2 times",
        layout(section(text()), row(button())),
        layout(section(text()), row(button("other"))),
    ),
    Case(
        "one number of two components",
        "id: 7 stands 2 times",
        layout(text(id=7), text(id=7)),
        layout(text(id=7), text(id=8), text(id=0), text(id=0)),
    ),
    Case(
        "an empty custom id",
        f"{FIRST}/custom_id: '' is shorter than 1 character",
        pressing(custom_id=""),
        pressing(custom_id="p"),
    ),
    Case(
        "a custom id of 101 characters",
        f"{FIRST}/custom_id: 'www",
        pressing(custom_id=words(101)),
        pressing(custom_id=words(100)),
    ),
    Case(
        "a button without a custom id",
        f"{FIRST}/custom_id: a button of style 2 has none",
        message(row(without(button(), "custom_id"))),
        pressing(),
    ),
    Case(
        "a button with an address",
        f"{FIRST}/url: a button of style 2 may not have one",
        pressing(url="https://a.example"),
        pressing(),
    ),
    Case(
        "a link without an address",
        f"{FIRST}/url: a button of style 5 has none",
        message(row(without(link(), "url"))),
        message(row(link())),
    ),
    Case(
        "a link with a custom id",
        f"{FIRST}/custom_id: a button of style 5 may not have one",
        message(row(link(custom_id="read"))),
        message(row(link())),
    ),
    Case(
        "a link to nowhere",
        f"{FIRST}/url: 'a page' is not a",
        message(row(link(url="a page"))),
        message(row(link())),
    ),
    Case(
        "a button that sells nothing",
        f"{FIRST}/sku_id: a button of style 6 has none",
        message(row(premium())),
        message(row(premium(sku_id=samples.ROLE))),
    ),
    Case(
        "a button that says nothing",
        f"{FIRST}/label: a button has neither a label nor an emoji",
        pressing(label=None),
        pressing(label=None, emoji=EMOJI),
    ),
    Case(
        "a button of 81 characters",
        f"{FIRST}/label: 'www",
        pressing(label=words(81)),
        pressing(label=words(80)),
    ),
    Case(
        "a button of no style",
        f"{FIRST}/style: ",
        pressing(style=7),
        pressing(style=4),
    ),
    Case(
        "a section with nothing beside it",
        'components/0: "accessory" is a required property',
        layout(without(section(text()), "accessory")),
        layout(section(text())),
    ),
    Case(
        "a gallery of 11",
        "components/0/items: [{",
        layout(gallery(*[CHART] * 11)),
        layout(gallery(*[CHART] * 10)),
        files=FILES,
    ),
    Case(
        "a text that says nothing",
        "components/0/content: '' is shorter than 1 character",
        layout(text("")),
        layout(text("-")),
    ),
    Case(
        "a container in a container",
        "components/0/components/0: nothing of type 17 may stand here",
        layout(container(container(text()))),
        layout(container(text())),
    ),
    Case(
        "a component of no kind",
        "components/0: nothing of type 99 may stand here",
        layout({"type": 99}),
        layout(text()),
    ),
]

OF_SELECTS = [
    Case("a select of nothing", f"{FIRST}/options: []", picking(options=[]), picking()),
    Case(
        "26 options",
        f"{FIRST}/options: [{{",
        picking(options=options(26)),
        picking(options=options(25), max_values=25),
    ),
    Case(
        "one value of two options",
        f"{FIRST}/options: the value 'a' stands 2 times",
        picking(options=[option("a"), option("a")]),
        picking(options=[option("a"), option("b")]),
    ),
    *(
        Case(
            f"a {field} of 101 characters",
            f"{FIRST}/options/0/{field}: 'www",
            picking(options=[option(**{field: words(101)})]),
            picking(options=[option(**{field: words(100)})]),
        )
        for field in ("label", "description", "value")
    ),
    Case(
        "more to choose than there are",
        f"{FIRST}/max_values: 4 of 3 options",
        picking(max_values=4),
        picking(max_values=3),
    ),
    Case(
        "more at least than at most",
        f"{FIRST}/min_values: at least 3, and at most 2",
        picking(min_values=3, max_values=2),
        picking(min_values=2, max_values=2),
    ),
    Case(
        "more at least than the one that is usual",
        f"{FIRST}/min_values: at least 2, and at most 1",
        picking(min_values=2),
        picking(min_values=0),
    ),
    Case(
        "more chosen beforehand than may be",
        f"{FIRST}/options: 3 are chosen beforehand, of at most 2",
        picking(options=options(3, default=True), max_values=2),
        picking(options=options(3, default=True), max_values=3),
    ),
    Case(
        "a select of roles with more at least than at most",
        f"{FIRST}/min_values: at least 3, and at most 2",
        message(row({"type": 6, "custom_id": "role", "min_values": 3, "max_values": 2})),
        message(row({"type": 6, "custom_id": "role", "min_values": 2, "max_values": 25})),
    ),
    Case(
        "a hint of 151 characters",
        f"{FIRST}/placeholder: 'www",
        picking(placeholder=words(151)),
        picking(placeholder=words(150)),
    ),
]
