from pathlib import Path

import pytest

from bot import paths


def test_a_checkout_has_content_migrations_and_the_manifest_beside_the_package() -> None:
    checkout = Path(__file__).parent.parent

    assert paths.content_folder() == checkout / "content"
    assert paths.migrations_folder() == checkout / "migrations"
    assert paths.slack_folder() == checkout / "slack"
    assert (paths.content_folder() / "questions.toml").is_file()
    assert (paths.migrations_folder() / "env.py").is_file()
    assert (paths.slack_folder() / "manifest.yaml").is_file()


def test_a_wheel_has_them_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("content", "migrations", "slack"):
        (tmp_path / "bot" / name).mkdir(parents=True)
    (tmp_path / "content").mkdir()  # somebody else's folder in site-packages
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "bot")

    found = (paths.content_folder(), paths.migrations_folder(), paths.slack_folder())

    inside = tmp_path / "bot"
    assert found == (inside / "content", inside / "migrations", inside / "slack")
