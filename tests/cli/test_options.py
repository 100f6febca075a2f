import getpass

import pytest

from bot import __version__
from bot.cli.chat import checked_name, login_name
from bot.errors import ConfigError
from tests.cli.running import whichrole


def test_the_version_is_one_line() -> None:
    ended = whichrole("--version")

    assert (ended.code, ended.out) == (0, f"whichrole {__version__}\n")


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_names_every_command(arguments: list[str]) -> None:
    said = whichrole(*arguments)

    assert {"run", "chat", "check", "backup", "restore", "bench"} <= set(
        (said.out + said.err).split()
    )


def test_the_help_of_chat_names_its_options() -> None:
    ended = whichrole("chat", "--help")

    assert {"--as", "--db", "--jsonl", "--clock"} <= set(ended.out.split())


@pytest.mark.parametrize(
    ("given", "kept"),
    [("sam", "sam"), ("  Ana Maria ", "Ana Maria"), ("x" * 80, "x" * 80), ("e\u0301", "é")],
)
def test_a_name_is_kept_without_space_around_it_and_in_one_spelling(
    given: str, kept: str
) -> None:
    assert checked_name(given) == kept


@pytest.mark.parametrize("given", ["", " ", "x" * 81, "a\x00b", "\u200f", "\udcff", "a\u2028b"])
def test_a_name_that_cannot_be_shown_is_refused(given: str) -> None:
    with pytest.raises(ConfigError, match="1 to 80 printable characters"):
        checked_name(given)


def test_without_a_name_whoever_is_logged_in_talks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "ana")

    assert login_name() == "ana"


@pytest.mark.parametrize("login", ["", "\udcff", "x" * 81])
def test_a_login_that_cannot_be_shown_talks_as_you(
    monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: login)

    assert login_name() == "you"


@pytest.mark.parametrize("missing", [KeyError("uid not found"), OSError("no username")])
def test_a_container_without_users_talks_as_you(
    monkeypatch: pytest.MonkeyPatch, missing: Exception
) -> None:
    def nobody() -> str:
        raise missing

    monkeypatch.setattr(getpass, "getuser", nobody)

    assert login_name() == "you"
