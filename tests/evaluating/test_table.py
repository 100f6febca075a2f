import csv
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.errors import TableError
from bot.evaluating import table
from bot.evaluating.answering import Answering
from bot.evaluating.table import Table, read
from tests.evaluating.practitioners import Row, written

Spoil = Callable[[str], str]

LACKS = ": it lacks the columns person, role, in_core and"
COLUMNS = 95
"""How many columns the questions stand for."""


def reading(path: Path, catalog: Catalog) -> Table:
    return read(path, Answering(catalog).columns, list(catalog.roles))


def refusal(path: Path, catalog: Catalog) -> str:
    with pytest.raises(TableError) as refused:
        reading(path, catalog)
    return str(refused.value).removeprefix(str(path))


def test_everybody_who_counts_is_read_in_the_order_of_the_file(
    file: Path, rows: list[Row], catalog: Catalog
) -> None:
    some = [{**row, "in_core": "0"} if at % 7 == 0 else row for at, row in enumerate(rows)]
    written(file, some)

    got = reading(file, catalog)

    kept = [row for row in some if row["in_core"] == "1"]
    assert [(one.id, one.role) for one in got.people] == [
        (row["person"], row["role"]) for row in kept
    ]
    assert [one.cells.decode() for one in got.people] == [
        "".join(row[column] or " " for column in got.columns) for row in kept
    ]


def test_other_columns_and_their_order_do_not_matter(
    file: Path, rows: list[Row], catalog: Catalog
) -> None:
    plain = reading(file, catalog)
    turned = [dict(reversed([*row.items(), ("mood", "fine")])) for row in rows]

    assert reading(written(file, turned), catalog) == plain


def test_a_byte_order_mark_does_no_harm(file: Path, catalog: Catalog) -> None:
    plain = reading(file, catalog)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())

    assert reading(file, catalog) == plain


def test_people_are_known_by_a_hash_of_their_ids_in_any_order(
    file: Path, rows: list[Row], catalog: Catalog
) -> None:
    ids = "\n".join(sorted(row["person"] for row in rows))

    got = reading(written(file, reversed(rows)), catalog)

    assert got.training() == hashlib.sha256(ids.encode()).hexdigest()


def test_it_is_told_how_far_the_reading_is(file: Path, catalog: Catalog) -> None:
    told: list[tuple[int, int]] = []
    size = file.stat().st_size

    read(file, ["lang_python"], list(catalog.roles), lambda left, of: told.append((left, of)))

    assert told[-1] == (0, size)
    assert {of for _, of in told} == {size}
    assert [left for left, _ in told] == sorted((left for left, _ in told), reverse=True)


SPOILT: dict[str, tuple[Spoil, str]] = {
    "empty": (lambda _: "", ": it is empty."),
    "blank": (lambda _: "\n\n", ": it is empty."),
    "only a header": (lambda text: text.split("\n")[0], ": it has no row with in_core 1."),
    "one column less": (
        lambda text: text.replace("lang_sql", "lang_squirrel"),
        ": it lacks the column lang_sql.",
    ),
    "many columns less": (
        lambda text: text.replace("lang_", "language_"),
        ": it lacks the columns lang_python, lang_r, lang_sql and 7 more.",
    ),
    "another table": (
        lambda _: "a;b\n1;2\n",
        f"{LACKS} {COLUMNS} more; is it separated by commas?",
    ),
    "a column twice": (
        lambda text: text.replace("act_ml_research", "act_run_ml_service"),
        ": it lacks the column act_ml_research.",
    ),
    "a column of ours twice": (
        lambda text: text.replace("in_core", "in_core,in_core", 1),
        ": it has the column in_core twice.",
    ),
    "a short row": (
        lambda text: text.rstrip().rpartition(",")[0],
        f", line 61: it has {COLUMNS + 2} cells, and the header {COLUMNS + 3}.",
    ),
    "a word for a value": (
        lambda text: text.replace("m00003,data_analyst,1,", "m00003,data_analyst,1,x"),
        "'; it must be 1, 0 or empty.",
    ),
    "a long value": (
        lambda text: text + f"p,data_analyst,{'yes' * 50}" + ",1" * COLUMNS,
        f", line 62: in_core is '{('yes' * 50)[:20]}…'; it must be 1, 0 or empty.",
    ),
    "a role that there is not": (
        lambda text: text + "p,data_analist,1" + ",1" * COLUMNS,
        ", line 62: there is no role 'data_analist'; did you mean 'data_analyst'?",
    ),
    "blanks round a role": (
        lambda text: text + "p, data_analyst ,1" + ",1" * COLUMNS,
        ", line 62: there is no role ' data_analyst '; did you mean 'data_analyst'?",
    ),
    "a sign that nobody sees": (
        lambda text: text + "p,data_analyst,1\0" + ",1" * COLUMNS,
        ", line 62: in_core is '1\\x00'; it must be 1, 0 or empty.",
    ),
    "a role like no other": (
        lambda text: text + "p,baker,1" + ",1" * COLUMNS,
        ", line 62: there is no role 'baker'.",
    ),
    "a person twice": (
        lambda text: text + "m00000,data_analyst,1" + ",1" * COLUMNS,
        ", line 62: person 'm00000' stands twice.",
    ),
    "nobody": (
        lambda text: text + ",data_analyst,1" + ",1" * COLUMNS,
        ", line 62: the person has no id.",
    ),
    "a role that nobody has": (
        lambda text: text.replace("data_scientist", "data_analyst"),
        ": it has no row with in_core 1 for data_scientist.",
    ),
    "an endless line": (
        lambda text: text + "x" * 200_000,
        ", line 62: it has 100,000 characters and more.",
    ),
    "an open quotation mark": (
        lambda text: text + '"p,data_analyst',
        ", line 62: it is not CSV: unexpected end of data.",
    ),
}


@pytest.mark.parametrize(("spoil", "told"), SPOILT.values(), ids=SPOILT)
def test_what_is_no_such_table_is_told_in_one_sentence(
    file: Path, catalog: Catalog, spoil: Spoil, told: str
) -> None:
    file.write_text(spoil(file.read_text()))

    got = refusal(file, catalog)

    assert got.endswith(told)
    assert len(got.splitlines()) == 1


def noted(text: str, notes: Mapping[int, str], end: str = "\n") -> str:
    """The table with one more column in front; some rows, counted from 1, have notes there."""
    header, *rows = text.splitlines()
    told = [f"{notes.get(at, '')},{row}" for at, row in enumerate(rows, start=1)]
    return end.join((f"note,{header}", *told, ""))


def wrong_in_row(text: str, row: int) -> str:
    """The table with a value that is none in a row, counted from 1."""
    header, *rows = text.splitlines()
    rows[row - 1] = rows[row - 1][:-1] + "x"
    return "\n".join((header, *rows, ""))


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda text: wrong_in_row(text, 5), 6),
        (lambda text: noted(wrong_in_row(text, 5), {2: '"two\nlines"'}), 7),
        (lambda text: noted(wrong_in_row(text, 5), {2: '"two\r\nlines"'}, "\r\n"), 7),
        (lambda text: noted(wrong_in_row(text, 5), {5: '"with\nthree\nlines"'}), 8),
        (lambda text: "\ufeff" + wrong_in_row(text, 5), 6),
        (lambda text: "\n\n" + wrong_in_row(text, 5), 8),
        (lambda text: wrong_in_row(text, 5).replace("m00002", "\nm00002"), 7),
        (lambda text: noted(text, {3: '"never ended'}), 4),
        (lambda text: noted(text.replace("m00009,", "m00009,1,"), {9: '"two\nlines"'}), 12),
        (lambda text: noted(text, {1: '"\u00e4\n"'}).replace("m00040", "\udcff"), 43),
    ],
    ids=[
        "plain",
        "after two lines in one cell",
        "the same with the line ends of Windows",
        "in a later line of its own row",
        "with a byte order mark",
        "after blank lines at the start",
        "after a blank line on the way",
        "an open quotation mark begins in",
        "a row with too many cells",
        "another encoding far below",
    ],
)
def test_the_line_is_the_one_that_an_editor_shows(
    file: Path, catalog: Catalog, spoil: Spoil, line: int
) -> None:
    file.write_bytes(spoil(file.read_text()).encode("utf-8", "surrogateescape"))

    assert refusal(file, catalog).startswith(f", line {line}: ")


def test_blank_lines_are_nobody(file: Path, catalog: Catalog) -> None:
    plain = reading(file, catalog)
    file.write_text("\n" + file.read_text().replace("m00007", "\n\nm00007") + "\n\n")

    assert reading(file, catalog) == plain


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"person,role\xff\xfe\n", ": it is not UTF-8 text."),
        ("person,role".encode("utf-16"), ": it is not UTF-8 text."),
        (b"\x00" * 50, f": it lacks the columns person, role, in_core and {COLUMNS} more."),
    ],
    ids=["another encoding", "UTF-16", "zeros"],
)
def test_what_is_no_text_is_told(
    tmp_path: Path, catalog: Catalog, raw: bytes, told: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(raw)

    assert refusal(path, catalog).endswith(told)


def test_a_file_that_is_not_there_is_told(tmp_path: Path, catalog: Catalog) -> None:
    told = refusal(tmp_path / "no.csv", catalog)

    assert told == ": it cannot be read: No such file or directory."


def test_a_folder_is_told(tmp_path: Path, catalog: Catalog) -> None:
    assert refusal(tmp_path, catalog) == ": it cannot be read: Is a directory."


def test_a_table_without_end_is_refused_and_not_kept_in_memory(catalog: Catalog) -> None:
    told = refusal(Path("/dev/zero"), catalog)

    assert told == ", line 1: it has 100,000 characters and more."


def test_more_people_than_fit_are_refused(
    file: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "MOST_PEOPLE", 40)

    assert refusal(file, catalog) == ": it has more than 40 people."


def test_the_file_is_one_that_a_spreadsheet_would_write(file: Path, catalog: Catalog) -> None:
    plain = reading(file, catalog)
    with file.open(newline="") as opened:
        rows = list(csv.reader(opened))
    with file.open("w", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)

    assert reading(file, catalog) == plain
