"""``whichrole check``, run inside the test; one test sees to it that a process does so too."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.paths import content_folder
from tests.catalog.spoiling import spoil
from tests.cli import running
from tests.cli.running import Ran, Terminal

WHOLE = "The content is whole: 5 roles, 18 questions."
PHONE = 40

Check = Callable[..., Ran]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content, in English only, that a test may spoil."""
    ignored = shutil.ignore_patterns("locales")
    return Path(shutil.copytree(content_folder(), tmp_path / "content", ignore=ignored))


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Check:
    """Run the command with nothing of ours in the environment but what is named."""

    def ran(*arguments: object, **environ: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["whichrole", "check", *map(str, arguments)])
        monkeypatch.setattr("os.environ", running.clean(environ))
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, out, err)

    return ran


def in_german(content: Path, overlay: str) -> None:
    (content / "locales").mkdir(exist_ok=True)
    (content / "locales/de.toml").write_text(overlay)


def test_whole_content_is_one_line_and_code_0(check: Check, content: Path) -> None:
    assert check(content) == Ran(0, f"{WHOLE}\n", "")


def test_a_process_checks_the_content_in_use(content: Path) -> None:
    ended = running.whichrole("check", environ={"WHICHROLE_CONTENT": str(content)})

    assert ended == Ran(0, f"{WHOLE}\n", "")


def test_every_fault_is_told_on_a_line_of_its_own_and_the_code_is_1(
    check: Check, content: Path
) -> None:
    spoil(content, "by_hand.toml", "pipeline = {", "pipelin = {")
    spoil(content, "speech.toml", "$minutes", "$hours")
    (content / "question.toml").write_text("")

    ended = check(content)

    assert (ended.code, ended.err) == (1, "")
    assert ended.out.splitlines() == [
        (
            "fault by_hand.toml: question.afternoon.pipelin: there is no option 'pipelin'; "
            "did you mean 'pipeline'?"
        ),
        "fault by_hand.toml: question.afternoon.pipeline: it has no weights",
        (
            "fault speech.toml: welcome.hello: $hours is not known here; "
            "known: $minutes, $questions"
        ),
        "fault question.toml: nothing reads this file; did you mean 'questions.toml'?",
        "The content is not whole: 4 faults.",
    ]


def test_what_stands_in_brackets_is_shown_as_it_is(check: Check, content: Path) -> None:
    spoil(content, "questions.toml", 'kind = "single"', 'kind = "[red]"')

    assert "question[1].kind: input" in check(content).out


def test_a_fault_that_the_program_could_run_with_is_a_fault_too(
    check: Check, content: Path
) -> None:
    (content / "notes.txt").write_text("")

    ended = check(content)

    assert ended == Ran(
        1,
        "fault notes.txt: nothing reads this file\nThe content is not whole: 1 fault.\n",
        "",
    )


@pytest.mark.parametrize("name", ["nowhere", "not\nhere", "file.toml/inside"])
def test_a_folder_that_is_not_there_is_told(check: Check, tmp_path: Path, name: str) -> None:
    ended = check(tmp_path / name)

    assert ended.code == 1
    assert "there is no such folder" in ended.out
    assert ended.out.endswith("The content is not whole: 1 fault.\n")


def test_a_process_can_tell_a_name_that_is_no_text() -> None:
    ended = running.whichrole("check", "/not/\udcff/there")

    assert (ended.code, ended.err) == (1, "")
    assert ended.out.startswith("fault /not/?/there: there is no such folder\n")


def test_what_german_leaves_in_english_is_a_note(check: Check, content: Path) -> None:
    in_german(content, '[fortnight.task]\n1 = { name = "A", text = "B", sign = "C" }')

    ended = check(content)

    note, whole = ended.out.splitlines()
    assert (ended.code, whole) == (0, WHOLE)
    assert re.fullmatch(
        r"note de: \d+ texts still in English: "
        r"questions \d+, fortnight 3, adverts \d+, speech \d+, roles \d+, ladders 360",
        note,
    )


def test_a_fault_in_german_is_told(check: Check, content: Path) -> None:
    in_german(content, '[speech]\nbutton.strat = "Los"')

    ended = check(content)

    assert ended.code == 1
    assert "fault locales/de.toml: speech.button.strat: the content has no such" in ended.out


def test_all_links_are_listed_those_to_look_at_first(check: Check, content: Path) -> None:
    listed = check(content, "--links").out.splitlines()[:-1]

    seen = [line.split()[0] for line in listed]
    first_known = next(at for at, one in enumerate(seen) if one != "unchecked")
    assert len(listed) == 60
    assert set(seen[:first_known]) == {"unchecked"}
    assert "unchecked" not in seen[first_known:]
    assert all(
        re.search(r" ladders/\w+\.toml: step \d+  https://\S+$", line) for line in listed
    )


def test_a_fair_quiz_is_proven_with_its_figures(check: Check, content: Path) -> None:
    ended = check(content, "--proof", "--people", "600")

    lines = ended.out.splitlines()
    assert (ended.code, ended.err) == (0, "")
    assert lines[-1] == WHOLE
    assert sum(bool(re.fullmatch(r"[a-z ]+ 0\.\d\d +\d+\.\d%", line)) for line in lines) == 5
    assert "Changed by asking all: " in ended.out


def test_an_unfair_quiz_is_told_with_code_1(check: Check, content: Path) -> None:
    spoil(content, "by_hand.toml", "[prior]\ndata_analyst = 0.0", "[prior]\ndata_analyst = 9.0")
    spoil(content, "by_hand.toml", "\nlimit = 0.08", "\nlimit = 0.90")

    ended = check(content, "--proof", "--people", "300")

    assert ended.code == 1
    assert "unfair the best answers for data_engineer make data_analyst lead" in ended.out
    assert "unfair random answers make data_analyst lead" in ended.out
    assert re.search(r"The quiz is not fair: \d+ problems\.\n$", ended.out)


def test_other_people_may_be_asked(check: Check, content: Path) -> None:
    some = check(content, "--proof", "--people", "150", "--seed", "1").out
    others = check(content, "--proof", "--people", "150", "--seed", "2").out

    assert some != others


@pytest.mark.parametrize("arguments", [["--people", "0"], ["--people", "x"], ["--seed", "1.5"]])
def test_an_option_that_cannot_be_is_refused(check: Check, arguments: list[str]) -> None:
    ended = check(*arguments)

    assert (ended.code, ended.out) == (2, "")
    assert arguments[0] in ended.err


def test_on_a_phone_no_word_is_torn_and_the_progress_is_seen(content: Path) -> None:
    spoil(content, "speech.toml", "$minutes", "$hours")
    with Terminal("check", str(content), columns=PHONE) as terminal:
        terminal.to_end()

    lines = terminal.seen.split("\r\n")
    assert max(map(len, lines)) <= PHONE
    assert "is not known here;" in " ".join(line.strip() for line in lines)


def test_on_a_phone_the_figures_of_a_role_stay_on_one_line(content: Path) -> None:
    with Terminal("check", str(content), "--proof", "--people", "300", columns=PHONE) as phone:
        phone.to_end()

    assert "Asking" in phone.seen
    assert re.search(r"machine learning researcher 0\.\d\d +\d+\.\d%\r\n", phone.seen)
