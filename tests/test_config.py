from collections.abc import Mapping
from pathlib import Path

import pytest
from platformdirs import user_data_path

from bot.config import Settings
from bot.errors import ConfigError
from bot.ports.keeping import Keeping, Rule

SECRETS = {
    "DATABASE_URL": "postgresql://sam:hunter2@example.org/db",
    "SLACK_BOT_TOKEN": "xoxb-1234-real",
    "SLACK_APP_TOKEN": "xapp-1-A1-2-hushed",
    "DISCORD_TOKEN": "MTA.real.token",
}


def refusal(environ: Mapping[str, str]) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        Settings.from_env(environ)
    return caught.value


def test_nothing_needs_to_be_set() -> None:
    settings = Settings.from_env({})

    assert settings.data_folder == user_data_path("whichrole")
    assert settings.database_url is None
    assert settings.content_folder is None
    assert settings.locale == "en"
    assert settings.discord() is None


def test_each_variable_is_read() -> None:
    settings = Settings.from_env(
        {"WHICHROLE_DATA": "/data", "WHICHROLE_CONTENT": "/content", **SECRETS}
    )

    assert settings.data_folder == Path("/data")
    assert settings.content_folder == Path("/content")
    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == SECRETS["DATABASE_URL"]
    access = settings.discord()
    assert access is not None
    assert access.token.get_secret_value() == SECRETS["DISCORD_TOKEN"]
    assert access.api_url == "https://discord.com/api/v10"


@pytest.mark.parametrize("empty", ["", " ", "\t"])
def test_an_empty_variable_counts_as_not_set(empty: str) -> None:
    names = ("WHICHROLE_DATA", "WHICHROLE_CONTENT", *SECRETS)

    settings = Settings.from_env(dict.fromkeys(names, empty))

    assert settings == Settings.from_env({})


def test_variables_of_other_programs_do_not_matter() -> None:
    settings = Settings.from_env({"PATH": "/bin", "data_folder": "/x", "slack_token": "x"})

    assert settings == Settings.from_env({})


def test_every_sample_value_is_named_in_one_error() -> None:
    error = refusal({"SLACK_BOT_TOKEN": "changeme", "DISCORD_TOKEN": " Your-Token-Here "})

    assert [problem.split()[0] for problem in error.problems] == [
        "SLACK_BOT_TOKEN",
        "DISCORD_TOKEN",
    ]
    assert str(error).count("sample value") == 2


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/sam")

    settings = Settings.from_env({"WHICHROLE_DATA": "~/d", "WHICHROLE_CONTENT": "~/c"})

    assert settings.data_folder == Path("/home/sam/d")
    assert settings.content_folder == Path("/home/sam/c")


def test_paths_that_cannot_be_are_all_named() -> None:
    error = refusal({"WHICHROLE_DATA": "~nobody-at-all/x", "WHICHROLE_CONTENT": "/\udcff"})

    assert error.problems == (
        "WHICHROLE_DATA: there is no such home folder.",
        "WHICHROLE_CONTENT: the path is not UTF-8 text.",
    )


@pytest.mark.parametrize("secret", SECRETS.values())
def test_a_secret_stands_in_no_text_that_the_settings_make(secret: str) -> None:
    settings = Settings.from_env(SECRETS)

    texts = (repr(settings), str(settings), settings.model_dump_json())

    assert not [text for text in texts if secret in text]


def test_a_secret_stands_in_no_error() -> None:
    error = refusal({**SECRETS, "WHICHROLE_DATA": "changeme"})

    assert not [secret for secret in SECRETS.values() if secret in str(error)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("de", "de"),
        (" DE ", "de"),
        ("pt_BR", "pt-br"),
        ("en-ourclub", "en-ourclub"),
        ("", "en"),
    ],
)
def test_the_setting_names_a_language(given: str, kept: str) -> None:
    assert Settings.from_env({"WHICHROLE_LOCALE": given}).locale == kept


@pytest.mark.parametrize(
    "odd",
    ["../x", "de.toml", "de/at", "d", "german", "de_DE.UTF-8", "C", "dé", "de\x00"],
)
def test_a_setting_that_is_no_language_is_refused_clearly(odd: str) -> None:
    assert refusal({"WHICHROLE_LOCALE": odd}).problems == (
        "WHICHROLE_LOCALE: a language is called like en, de or pt-br.",
    )


def test_F44_the_setting_names_the_zone_of_those_whose_own_is_lost() -> None:
    usual, other = (
        Settings.from_env(one) for one in ({}, {"WHICHROLE_TIME_ZONE": " Asia/Tokyo "})
    )

    assert (usual.time_zone, other.time_zone) == ("UTC", "Asia/Tokyo")


@pytest.mark.parametrize("odd", ["Mars/Base", "../x", "localtime", "Berlin"])
def test_F44_a_setting_that_is_no_zone_is_refused_clearly(odd: str) -> None:
    assert refusal({"WHICHROLE_TIME_ZONE": odd}).problems == (
        "WHICHROLE_TIME_ZONE: a time zone is called like Europe/Berlin or UTC.",
    )


def test_how_long_things_are_kept_has_defaults_and_can_be_set() -> None:
    usual = Settings.from_env({}).keeping
    other = Settings.from_env(
        {
            "WHICHROLE_KEEP_KEYS_DAYS": "2",
            "WHICHROLE_KEEP_COMMUNITIES_DAYS": "3",
            "WHICHROLE_KEEP_LOOKS_DAYS": "4",
            "WHICHROLE_KEEP_TEXTS_DAYS": " 1 ",
            "WHICHROLE_KEEP_PEOPLE_DAYS": "60",
        }
    ).keeping

    assert usual == Keeping()
    assert [usual.older_than(rule).days for rule in Rule] == [
        *(7, 7, 0, 30, 30, 30, 30, 365, 7, 548, 518)
    ]
    assert [other.older_than(rule).days for rule in Rule] == [
        *(2, 2, 0, 3, 3, 3, 30, 4, 1, 60, 30)
    ]


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("WHICHROLE_KEEP_KEYS_DAYS", "1"),
        ("WHICHROLE_KEEP_TEXTS_DAYS", "0"),
        ("WHICHROLE_KEEP_PEOPLE_DAYS", "59"),
        ("WHICHROLE_KEEP_PEOPLE_DAYS", "3651"),
        ("WHICHROLE_KEEP_KEYS_DAYS", "-7"),
        ("WHICHROLE_KEEP_KEYS_DAYS", "seven"),
        ("WHICHROLE_KEEP_TEXTS_DAYS", "7.5"),
    ],
)
def test_a_span_that_is_too_short_too_long_or_no_number_is_refused(name: str, odd: str) -> None:
    (problem,) = refusal({name: odd}).problems

    assert problem.startswith(f"{name}: ")


def test_slack_needs_both_tokens_and_has_its_own_address_unless_told_otherwise() -> None:
    slack = Settings.from_env({**SECRETS, "SLACK_BOT_TOKEN": " xoxb-1234-real "}).slack()

    assert slack is not None
    assert slack.bot_token.get_secret_value() == SECRETS["SLACK_BOT_TOKEN"]
    assert slack.app_token.get_secret_value() == SECRETS["SLACK_APP_TOKEN"]
    assert slack.api_url == "https://slack.com/api/"


def test_without_any_token_there_is_no_slack() -> None:
    assert (
        Settings.from_env({"WHICHROLE_SLACK_API_URL": "http://localhost/api"}).slack() is None
    )


@pytest.mark.parametrize(
    ("there", "lacking"),
    [("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"), ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")],
)
def test_one_token_of_slack_without_the_other_is_refused(there: str, lacking: str) -> None:
    settings = Settings.from_env({there: SECRETS[there]})

    with pytest.raises(ConfigError) as caught:
        settings.slack()

    assert caught.value.problems == (
        f"{there} is set without {lacking}; Slack needs both (docs/slack.md says where).",
    )


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1-A1-2-hushed", "belongs into SLACK_APP_TOKEN"),
        ("SLACK_APP_TOKEN", "xoxb-1234-hushed", "belongs into SLACK_BOT_TOKEN"),
        ("SLACK_BOT_TOKEN", "xoxp-1234-hushed", "is xoxb-, letters"),
        ("SLACK_BOT_TOKEN", "hushed", "is xoxb-, letters"),
        ("SLACK_BOT_TOKEN", "xoxb-12 34-hushed", "is xoxb-, letters"),
        ("SLACK_BOT_TOKEN", "xoxb-12\nX: hushed", "is xoxb-, letters"),
        ("SLACK_APP_TOKEN", "xoxe-1-hushed", "is xapp-, letters"),
    ],
)
def test_a_token_of_another_kind_is_named_and_not_repeated(
    name: str, value: str, told: str
) -> None:
    (problem,) = refusal({name: value}).problems

    assert problem.startswith(f"{name}: ")
    assert told in problem
    assert "hushed" not in problem


@pytest.mark.parametrize(
    "sample",
    ["xoxb-your-token", "XOXB-YOUR-BOT-TOKEN", "xapp-1-your-token", "xoxb-...", "xoxb-xxxx"],
)
def test_a_token_that_was_never_filled_in_is_a_sample_value(sample: str) -> None:
    (problem,) = refusal({"SLACK_BOT_TOKEN": sample}).problems

    assert "sample value" in problem
    assert sample not in problem


def test_sample_values_and_other_faults_are_named_together() -> None:
    error = refusal(
        {"SLACK_BOT_TOKEN": "todo", "SLACK_APP_TOKEN": "xoxb-1", "WHICHROLE_LOG": "loud"}
    )

    assert {problem.split()[0].rstrip(":") for problem in error.problems} == {
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "WHICHROLE_LOG",
    }


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("https://slack.example.org/api", "https://slack.example.org/api/"),
        (" http://127.0.0.1:8080/api/ ", "http://127.0.0.1:8080/api/"),
    ],
)
def test_another_address_of_slack_ends_with_a_slash(given: str, used: str) -> None:
    assert Settings.from_env({"WHICHROLE_SLACK_API_URL": given}).slack_api_url == used


@pytest.mark.parametrize(
    "odd",
    [
        "slack.com/api/",
        "ftp://slack.com/api/",
        "https://",
        "https://sam:hushed@[slack",
        "https://sam:hushed@slack.com/api/",
        "https://slack.com:99999/api/",
        "https://slack.com/api/?token=hushed",
        "https://slack.com/api/#x",
    ],
)
def test_an_address_of_slack_that_is_none_is_refused_and_not_repeated(odd: str) -> None:
    (problem,) = refusal({"WHICHROLE_SLACK_API_URL": odd}).problems

    assert problem == (
        "WHICHROLE_SLACK_API_URL: the address is written like https://slack.com/api/."
    )


def test_settings_do_not_change() -> None:
    settings = Settings.from_env({})

    with pytest.raises(ValueError, match="frozen"):
        settings.data_folder = Path("/elsewhere")
