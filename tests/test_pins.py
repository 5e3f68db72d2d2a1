"""constraints.txt pins all that gets installed, to one version, on every system and Python that sendsat runs on."""

from importlib.metadata import PackageNotFoundError, distribution
from itertools import product
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
}
PYTHONS = ("3.11", "3.12", "3.13")
Surroundings = dict[str, str]


def read(name: str) -> list[Requirement]:
    """The packages that a file names, without those of files it names in turn."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-r ")]


def applies(wanted: Requirement, surroundings: Surroundings, extras: set[str]) -> bool:
    """Whether a package is wanted there by one that is itself wanted with these extras."""
    marker = wanted.marker
    return marker is None or any(marker.evaluate({**surroundings, "extra": extra}) for extra in extras or {""})


def wanted_by(package: str) -> list[Requirement]:
    """What an installed package brings along; nothing for one that this system does not install."""
    try:
        return [Requirement(line) for line in distribution(package).requires or ()]
    except PackageNotFoundError:
        return []


def installed_with(files: tuple[str, ...], surroundings: Surroundings) -> set[str]:
    """The names of all packages that get installed, also those that come along with others."""
    waiting = [(one, set[str]()) for name in files for one in read(name)]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted, extras = waiting.pop()
        entry = (canonicalize_name(wanted.name), frozenset(wanted.extras))
        if applies(wanted, surroundings, extras) and entry not in seen:
            seen.add(entry)
            waiting += [(one, set(wanted.extras)) for one in wanted_by(wanted.name)]
    return {name for name, _ in seen}


REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
PINS = read("constraints.txt")


def pins_for(surroundings: Surroundings) -> dict[str, list[str]]:
    """The versions pinned there, by name: one each, or the file is wrong."""
    pins: dict[str, list[str]] = {}
    for one in PINS:
        if applies(one, surroundings, set()):
            pins.setdefault(canonicalize_name(one.name), []).append(str(one.specifier))
    return pins


def surroundings_of(system: str, python: str) -> Surroundings:
    here = {name: str(value) for name, value in default_environment().items()}
    return {**here, **SYSTEMS[system], "python_version": python, "python_full_version": f"{python}.9"}


@pytest.mark.parametrize(("system", "python"), [*product(SYSTEMS, PYTHONS)])
def test_all_that_gets_installed_is_pinned_to_one_version(system: str, python: str) -> None:
    there = surroundings_of(system, python)
    pins = pins_for(there)

    found = {name: pins.get(name, []) for name in installed_with(REQUIREMENTS, there)}

    assert {name: versions for name, versions in found.items() if len(versions) != 1} == {}


def test_what_is_installed_is_what_is_pinned() -> None:
    here = {name: str(value) for name, value in default_environment().items()}
    pins = pins_for(here)

    names = installed_with(REQUIREMENTS, here)
    differ = {name: distribution(name).version for name in names if pins[name] != [f"=={distribution(name).version}"]}

    assert differ == {}, "Install what is pinned: pip install -r requirements-dev.txt -c constraints.txt"


def test_what_comes_along_with_others_and_on_other_systems_is_seen() -> None:
    linux, macos, windows = (installed_with(REQUIREMENTS, surroundings_of(one, "3.12")) for one in SYSTEMS)

    assert {"streamlit", "starlette", "numpy", "psycopg-binary", "markupsafe", "pytest"} <= linux & macos & windows
    assert windows - linux == {"colorama"}
    assert linux - macos == {"watchdog"}
    assert "pytest" not in installed_with(("requirements.txt",), surroundings_of("linux", "3.12"))


def test_the_requirements_name_exact_versions_and_the_pins_agree() -> None:
    pins = {(canonicalize_name(one.name), str(one.specifier)) for one in PINS}
    named = {(canonicalize_name(one.name), str(one.specifier)) for file in REQUIREMENTS for one in read(file)}

    assert named - pins == set(), "make pins writes constraints.txt anew"


def test_the_pins_name_no_place_on_the_network_or_on_a_disk() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")

    assert {str(one.specifier)[:2] for one in PINS} == {"=="}
    assert [line for line in text.splitlines() if line.startswith("-") or {"/", "\\", "@"} & set(line)] == []
