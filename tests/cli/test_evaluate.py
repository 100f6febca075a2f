"""``whichrole evaluate`` and ``fit``, on made-up people."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from bot.catalog import Catalog
from bot.catalog.loader import load
from bot.clock import SystemClock
from bot.evaluating.answering import Answering
from bot.evaluating.table import read
from bot.paths import content_folder
from tests.cli import running
from tests.cli.running import Start
from tests.evaluating.practitioners import GATED, some_rows, written

KEYS = [
    *("n", "questions_mean", "balanced_accuracy", "macro_f1", "balanced_top2", "log_loss"),
    *("ece", "ece_raw", "recall", "changed"),
]


@pytest.fixture(scope="session")
def people(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("made-up") / "p.csv", some_rows(catalog, 300))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(content_folder(), tmp_path / "content"))


def told_json(start: Start, *arguments: str, **environ: str) -> dict[str, object]:
    ended = start("evaluate", *arguments, "--json", environ=environ)
    assert (ended.code, ended.err) == (0, "")
    told: dict[str, object] = json.loads(ended.out)
    return told


def test_one_object_holds_every_figure(start: Start, people: Path, catalog: Catalog) -> None:
    told = told_json(start, "--practitioners", str(people))

    assert list(told) == KEYS
    assert (told["n"], told["questions_mean"], told["changed"]) == (300, 5.0, None)
    assert isinstance(told["recall"], dict)
    assert list(told["recall"]) == list(catalog.roles)


def test_only_the_first_questions_may_be_asked(start: Start, people: Path) -> None:
    few = told_json(start, "--practitioners", str(people), "--questions", "1")
    many = told_json(start, "--practitioners", str(people), "--questions", "5")

    assert (few["questions_mean"], many["questions_mean"]) == (1.0, 5.0)
    assert few["log_loss"] != many["log_loss"]
    assert many == told_json(start, "--practitioners", str(people))


def test_the_engine_may_stop_by_itself(start: Start, people: Path) -> None:
    told = told_json(start, "--practitioners", str(people), "--adaptive")

    assert isinstance(told["questions_mean"], float)
    assert 1.0 <= told["questions_mean"] < 5.0
    assert isinstance(told["changed"], float)


def test_the_report_names_every_role_and_fits_a_screen(start: Start, people: Path) -> None:
    ended = start("evaluate", "--practitioners", str(people), "--adaptive")

    assert (ended.code, ended.err) == (0, "")
    for part in ("Balanced accuracy", "Asking all changes", "data engineer", "Recall:", "mle"):
        assert part in ended.out
    assert max(map(len, ended.out.splitlines())) <= 120


def test_folds_learn_anew_what_made_up_people_like(start: Start, people: Path) -> None:
    shipped = told_json(start, "--practitioners", str(people))
    learned = told_json(start, "--practitioners", str(people), "--folds", "2")

    assert isinstance(learned["balanced_accuracy"], float)
    assert isinstance(shipped["balanced_accuracy"], float)
    assert learned["balanced_accuracy"] > 0.7 > shipped["balanced_accuracy"]


def test_weights_are_fitted_and_refuse_their_own_people(
    start: Start, people: Path, content: Path
) -> None:
    environ = {"WHICHROLE_CONTENT": str(content)}
    fitting = ("fit", "--practitioners", str(people), "--date", "2026-11-27")
    fitted = start(*fitting, environ=environ)
    text = (content / "weights.toml").read_text()
    again = start(*fitting, "--to", str(content / "again.toml"), environ=environ)
    refused = start("evaluate", "--practitioners", str(people), environ=environ)
    in_sample = told_json(start, "--practitioners", str(people), "--in-sample", **environ)

    assert (fitted.code, again.code) == (0, 0)
    assert "300 people" in fitted.out
    assert (content / "again.toml").read_text() == text
    catalog = load(content)
    table = read(people, Answering(catalog).columns, list(catalog.roles))
    assert catalog.weights.measured.training == table.training()
    assert refused.code == 2
    assert "the weights were fitted on all of its 300 people, so it says nothing" in refused.err
    assert len(refused.err.splitlines()) == 1
    assert isinstance(in_sample["balanced_accuracy"], float)
    assert in_sample["balanced_accuracy"] > 0.9


def test_weights_that_are_worse_than_guessing_are_written_with_a_warning(
    start: Start, people: Path, content: Path, catalog: Catalog, tmp_path: Path
) -> None:
    environ = {"WHICHROLE_CONTENT": str(content)}
    rows = some_rows(catalog, 180)
    swapped = [row["role"] for row in reversed(rows)]
    of_nobody = [{**row, "role": role} for row, role in zip(rows, swapped, strict=True)]
    table = written(tmp_path / "of_nobody.csv", of_nobody)

    fitted = start("fit", "--practitioners", str(table), environ=environ)
    clear = start("fit", "--practitioners", str(people), environ=environ)

    assert (fitted.code, clear.code) == (0, 0)
    assert fitted.err.startswith("Warning: the log loss of ")
    assert "is above that of guessing, 1.61," in fitted.err
    assert len(fitted.err.splitlines()) == 1
    assert clear.err == ""


def test_some_of_their_own_people_are_refused_and_others_with_the_same_ids_are_not(
    start: Start, people: Path, content: Path, tmp_path: Path, catalog: Catalog
) -> None:
    environ = {"WHICHROLE_CONTENT": str(content)}
    start("fit", "--practitioners", str(people), environ=environ)
    own, others = some_rows(catalog, 300), some_rows(catalog, 300, seed=2)
    less = written(tmp_path / "less.csv", own[1:])
    mixed = written(tmp_path / "mixed.csv", [*own[:30], *others[30:]])
    unseen = written(tmp_path / "unseen.csv", others)

    refused = [
        start("evaluate", "--practitioners", str(path), environ=environ)
        for path in (less, mixed)
    ]

    assert [one.code for one in refused] == [2, 2]
    assert "the weights were fitted on all of its 299 people, so" in refused[0].err
    assert "the weights were fitted on at least 30 of its 300 people, so" in refused[1].err
    assert told_json(start, "--practitioners", str(less), "--in-sample", **environ)["n"] == 299
    assert told_json(start, "--practitioners", str(less), "--folds", "2", **environ)["n"] == 299
    assert told_json(start, "--practitioners", str(unseen), **environ)["n"] == 300


def test_a_fit_is_dated_today_and_does_not_depend_on_when_its_table_was_copied(
    start: Start, people: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copy(people, tmp_path / "copy.csv"))
    os.utime(copy, (0, 0))
    before = SystemClock().now().date()
    texts = []
    for table_of_people, to in ((people, tmp_path / "one"), (copy, tmp_path / "other")):
        start("fit", "--practitioners", str(table_of_people), "--to", str(to))
        texts.append(to.read_text())

    days = [date.fromisoformat(tomllib.loads(text)["measured"]["date"]) for text in texts]

    assert all(before <= day <= SystemClock().now().date() for day in days)
    undated = [text.replace(f'"{day}"', "") for text, day in zip(texts, days, strict=True)]
    assert undated[0] == undated[1]


def test_what_cannot_be_asked_is_told_with_code_2(start: Start, people: Path) -> None:
    many = start("evaluate", "--practitioners", str(people), "--questions", "6")
    both = start("evaluate", "--practitioners", str(people), "--questions", "2", "--adaptive")

    assert (many.code, both.code) == (2, 2)
    assert many.err == "whichrole: --questions is 6, and only 5 questions are fitted.\n"
    assert both.err == "whichrole: --questions and --adaptive exclude each other.\n"


@pytest.mark.parametrize("command", ["fit", "evaluate"])
def test_a_table_that_cannot_be_used_is_one_sentence_with_code_2(
    start: Start, tmp_path: Path, command: str
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("person,role\n")

    ended = start(command, "--practitioners", str(bad))

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"whichrole: {bad}: it lacks the columns in_core, ")
    assert len(ended.err.splitlines()) == 1


def test_too_few_people_for_the_folds_are_told(
    start: Start, tmp_path: Path, catalog: Catalog
) -> None:
    few = written(tmp_path / "few.csv", some_rows(catalog, 30))

    ended = start("evaluate", "--practitioners", str(few), "--folds", "30")

    assert ended.code == 2
    assert "and 30 folds need 30 of each" in ended.err


def test_a_question_that_nobody_was_asked_is_told_before_anything_is_learned(
    start: Start, tmp_path: Path, catalog: Catalog
) -> None:
    rows = some_rows(catalog, 60)
    never = catalog.questions[GATED].options.values()
    blank = {column: "" for option in never for column in option.columns}
    table = written(tmp_path / "never.csv", [{**row, **blank} for row in rows])
    to = tmp_path / "weights.toml"

    ended = start("fit", "--practitioners", str(table), "--to", str(to))

    assert ended.code == 2
    assert ended.err.splitlines()[-1].endswith(
        f"nobody in it was asked about {GATED}, so it teaches nothing."
    )
    assert not to.exists()


def test_where_the_weights_cannot_be_written_the_old_ones_stay(
    start: Start, people: Path, tmp_path: Path
) -> None:
    ended = start("fit", "--practitioners", str(people), "--to", str(tmp_path / "no" / "w"))

    assert ended.code == 2
    assert "it cannot be written: No such file or directory." in ended.err


def test_measuring_needs_none_of_what_fitting_needs(people: Path) -> None:
    program = (
        "import sys; from bot.cli import main\n"
        f"sys.argv = ['whichrole', 'evaluate', '--practitioners', {str(people)!r}, '--json',"
        " '--adaptive']\n"
        "main.__globals__['app'](standalone_mode=False)\n"
        "print({'numpy', 'scipy', 'sklearn'} & {*sys.modules})"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=running.clean({"PYTHONPATH": ":".join(filter(None, sys.path))}),
        check=True,
    )

    assert ended.stdout.splitlines()[-1] == "set()"
