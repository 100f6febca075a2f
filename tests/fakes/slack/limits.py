"""How long, how many and how much: the limits of Block Kit, driven by the file of them.

A problem begins with the constraint that is broken, named as the file names it, such as
``button.text.max_length``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tests.fakes.slack.walking import objects, text_of
from tests.fakes.slack.workspace import Json

Path = tuple[str, ...]
Bounds = Mapping[str, float]

EVERYWHERE = ("action_id", "block_id")
"""These are fields that any object may have, not kinds."""


class Limits:
    """The file, read.

    Args:
        told: its content.
    """

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.by_path = dict(_flat(told))

    def problems(self, told: Any) -> list[str]:
        """Everything in a payload that is over or under a limit."""
        return [
            f"{'.'.join(path)}.{bound}: {limit:g} is the limit"
            for kind, one in objects(told)
            for path, bounds in self.by_path.items()
            if path[0] in (kind, *EVERYWHERE)
            for value in _measured(path, one)
            for bound, limit in bounds.items()
            if _is_broken(bound, limit, value)
        ]


def _flat(told: Mapping[str, Any], path: Path = ()) -> Iterator[tuple[Path, Bounds]]:
    """Bounds by what they bound."""
    if all(isinstance(one, int | float) for one in told.values()):
        yield path, told
    else:
        for name, inner in told.items():
            yield from _flat(inner, (*path, name))


def _measured(path: Path, one: Json) -> Iterable[Any]:
    """What a path bounds in an object; nothing if it is not there."""
    if path in _DERIVED:
        return _DERIVED[path](one)
    name = path[-1]
    return [one[name]] if name in one else []


def _is_broken(bound: str, limit: float, value: Any) -> bool:
    match bound:
        case "min_length" | "min_items":
            return _size(value) < limit
        case "max_length" | "max_items" if isinstance(value, str | list | Mapping):
            return _size(value) > limit
        case "item_max_length":
            return any(_size(item) > limit for item in value)
        case "min":
            return bool(value < limit)
        case "max":
            return bool(value > limit)
        case "exclusive_min":
            return bool(value <= limit)
    raise ValueError(f"{bound} bounds nothing that is known")


def _size(value: Any) -> int:
    """Code points of a text, or items of a list."""
    return len(value) if isinstance(value, list) else len(text_of(value))


def _cells(table: Json) -> list[Json]:
    return [cell for row in table.get("rows", []) for cell in row]


def _words(cell: Any) -> Iterator[str]:
    """Every text in a cell, which may be rich."""
    if isinstance(cell, Mapping):
        if isinstance(cell.get("text"), str):
            yield cell["text"]
        for inner in cell.values():
            yield from _words(inner)
    elif isinstance(cell, list):
        for inner in cell:
            yield from _words(inner)


def _each(chart: Json, name: str) -> list[Any]:
    return list(chart.get("chart", {}).get(name, []))


def _list_in(name: str) -> Callable[[Json], Iterable[Any]]:
    return lambda one: [one["chart"][name]] if name in one.get("chart", {}) else []


def _points(one: Json) -> list[Json]:
    return [point for series in _each(one, "series") for point in series["data"]]


def _axes(one: Json) -> Json:
    return dict(one.get("chart", {}).get("axis_config", {}))


_CHART = "data_visualization"
_DERIVED: dict[Path, Callable[[Json], Iterable[Any]]] = {
    ("data_table", "columns"): lambda one: one.get("rows", []),
    ("data_table", "cell_text"): lambda one: [
        cell["text"] for cell in _cells(one) if cell.get("type") == "raw_text"
    ],
    ("data_table", "content"): lambda one: ["".join(_words(one.get("rows", [])))],
    (_CHART, "segments"): _list_in("segments"),
    (_CHART, "segment", "label"): lambda one: [s["label"] for s in _each(one, "segments")],
    (_CHART, "segment", "value"): lambda one: [s["value"] for s in _each(one, "segments")],
    (_CHART, "series"): _list_in("series"),
    (_CHART, "series_name"): lambda one: [s["name"] for s in _each(one, "series")],
    (_CHART, "data"): lambda one: [s["data"] for s in _each(one, "series")],
    (_CHART, "point_label"): lambda one: [point["label"] for point in _points(one)],
    (_CHART, "categories"): lambda one: [
        _axes(one)[name] for name in ("categories",) if name in _axes(one)
    ],
    (_CHART, "category_label"): lambda one: _axes(one).get("categories", []),
    (_CHART, "axis_label"): lambda one: [
        _axes(one)[name] for name in ("x_label", "y_label") if name in _axes(one)
    ],
}
