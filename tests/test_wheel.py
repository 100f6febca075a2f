"""The package works without a checkout: built, installed into an empty environment, used."""

import ast
import json
import re
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.parser import Parser
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parent.parent
SITE_PACKAGES = sysconfig.get_path("purelib")
FONTS = ("OpenSans-Regular.ttf", "OpenSans-Bold.ttf", "LICENSE.txt", "README.md")
TEMPLATES = {f"bot/charts/{name}.svg" for name in ("chart", "sheet", "weeks")}
WALK = [{"text": "/whichrole"}, {"choose": ["start"]}, *[{"text": "1"}] * 40]


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the wheel in it.

    Attributes:
        programs: its ``bin`` folder.
        home: an empty folder that is home and working directory.
    """

    programs: Path
    home: Path

    def run(self, program: str, *arguments: str, typed: str = "") -> str:
        """Standard output of a program that has only HOME and PATH."""
        environ = {"HOME": str(self.home), "PATH": f"{self.programs}:/usr/bin:/bin"}
        return _run(
            self.programs / program, *arguments, environ=environ, at=self.home, typed=typed
        )


def _run(
    *command: str | Path, at: Path, environ: Mapping[str, str] | None = None, typed: str = ""
) -> str:
    ended = subprocess.run(
        command, cwd=at, env=environ, input=typed, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def _pip(*arguments: str | Path, at: Path) -> None:
    quiet = ("--quiet", "--disable-pip-version-check")
    _run(sys.executable, "-m", "pip", *quiet, *arguments, at=at)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built as ``make wheel`` builds it."""
    folder = tmp_path_factory.mktemp("dist")
    offline = ("--no-deps", "--no-build-isolation", "--no-index")
    _pip("wheel", *offline, "--wheel-dir", folder, CHECKOUT, at=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A new environment with the wheel and, to stay offline, our own dependencies.

    They come through a ``.pth`` line. Python reads no ``.pth`` file in a folder that came
    in so, and therefore not the one that makes the checkout importable.
    """
    environment = tmp_path_factory.mktemp("environment")
    _run(sys.executable, "-m", "venv", "--without-pip", environment, at=environment)
    (libraries,) = environment.glob("lib/python*/site-packages")
    python = environment / "bin" / "python"
    _pip("--python", python, "install", "--no-deps", "--no-index", wheel, at=environment)
    (libraries / "dependencies.pth").write_text(f"{SITE_PACKAGES}\n")
    return Installed(environment / "bin", tmp_path_factory.mktemp("home"))


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def shipped(folder: str) -> set[str]:
    """What the checkout holds for the wheel, by the name it has inside."""
    return {
        f"bot/{path.relative_to(CHECKOUT)}"
        for path in (CHECKOUT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_content_migrations_and_the_manifest_are_inside(wheel: Path) -> None:
    inside = names(wheel)

    assert {
        "bot/content/questions.toml",
        "bot/migrations/env.py",
        "bot/slack/manifest.yaml",
    } <= inside
    assert shipped("content") | shipped("migrations") | shipped("slack") <= inside


def test_the_template_and_the_fonts_are_inside_with_their_licence(wheel: Path) -> None:
    fonts = {f"bot/charts/fonts/{name}" for name in FONTS}

    assert fonts | TEMPLATES <= names(wheel)


def test_nothing_else_is_inside(wheel: Path) -> None:
    code = {str(path.relative_to(CHECKOUT)) for path in (CHECKOUT / "bot").rglob("*.py")}
    data = {"bot/py.typed", *TEMPLATES}
    data |= {f"bot/charts/fonts/{name}" for name in FONTS}

    files = shipped("content") | shipped("migrations") | shipped("slack")
    others = names(wheel) - code - data - files

    assert {name.split("/")[0].split("-")[0] for name in others} == {"whichrole"}
    assert {name.partition(".dist-info/")[2] for name in others} == {
        "METADATA",
        "RECORD",
        "WHEEL",
        "entry_points.txt",
        "licenses/LICENSE",
    }


def test_the_type_checkers_mark_is_inside(wheel: Path) -> None:
    assert "bot/py.typed" in names(wheel)


def test_every_library_that_is_imported_is_required(wheel: Path) -> None:
    required = requirements(wheel)

    missing = {
        module: providers
        for module, providers in imported_libraries().items()
        if not required & providers
    }

    assert missing == {}


def requirements(wheel: Path) -> set[str]:
    """The distributions that the wheel names, with each extra once more in brackets."""
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        named = Parser().parsestr(archive.read(metadata).decode()).get_all("Requires-Dist", [])
    found: set[str] = set()
    for requirement in named:
        match = re.match(r"([\w.-]+)(?:\[([\w,-]+)\])?", requirement)
        assert match is not None
        name = normal(match[1])
        found |= {name} | {f"{name}[{extra}]" for extra in (match[2] or "").split(",") if extra}
    return found


def imported_libraries() -> dict[str, set[str]]:
    """What our code imports that is neither ours nor Python's, and who provides it."""
    trees = (
        ast.parse(path.read_text())
        for folder in ("bot", "migrations")
        for path in (CHECKOUT / folder).rglob("*.py")
    )
    modules = {name.partition(".")[0] for tree in trees for name in imports(tree)}
    providers = packages_distributions()
    return {
        module: set(map(normal, providers.get(module, [])))
        for module in modules - sys.stdlib_module_names - {"bot"}
    }


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.thorough
def test_the_installed_program_is_not_the_checkout(installed: Installed) -> None:
    where = "import bot, bot.paths as p; print(bot.__file__, p.content_folder(), sep='\\n')"

    files = installed.run("python", "-c", where).splitlines()

    library = installed.programs.parent / "lib"
    assert [Path(file).is_relative_to(library) for file in files] == [True, True]


@pytest.mark.thorough
def test_the_installed_program_draws_with_its_own_fonts(installed: Installed) -> None:
    draw = (
        "from bot.cards import Bar; from bot.charts.drawing import to_png;"
        "print(to_png([Bar('Data analyst', 1)], '') != to_png([Bar('', 1)], ''))"
    )

    assert installed.run("python", "-c", draw) == "True\n"


@pytest.mark.thorough
def test_the_installed_program_reaches_a_result(installed: Installed) -> None:
    typed = "".join(f"{json.dumps(line)}\n" for line in WALK)

    out = installed.run("whichrole", "chat", "--jsonl", typed=typed)

    results = [json.loads(line).get("result") for line in out.splitlines()]
    assert [result for result in results if result]
    assert list(installed.home.rglob("whichrole.db"))
