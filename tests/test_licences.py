"""docs/dependencies.md lists every package that running sendsat brings along, with the licence that it names itself."""

import re
from importlib.metadata import PackageNotFoundError, metadata

from packaging.utils import canonicalize_name

from tests.test_pins import ROOT, SYSTEMS, installed_with, surroundings_of

LISTED = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+?) \|$", (ROOT / "docs/dependencies.md").read_text("utf-8"), re.M))
COPYLEFT = re.compile(r"\b(A?GPL|GNU (Affero )?General)", re.I)


def needed() -> set[str]:
    """The packages that running sendsat brings along on any system."""
    return {
        str(name)
        for system in SYSTEMS
        for name in installed_with(("requirements.txt",), surroundings_of(system, "3.12"))
    }


def named_by_itself(package: str) -> str:
    """The licence in a package's own description; "" for one that this system does not install."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return ""
    classified = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if line.startswith("License")]
    return told.get("License-Expression") or "; ".join(classified) or (told.get("License") or "").partition("\n")[0]


def test_every_package_that_running_it_brings_along_is_listed_and_no_other() -> None:
    assert set(LISTED) == {canonicalize_name(name) for name in needed()}


def test_each_licence_is_the_one_the_package_names_itself() -> None:
    here = {name: named_by_itself(name) for name in LISTED}
    assert {name: told for name, told in here.items() if told and told != LISTED[name]} == {}
    assert {name for name, told in here.items() if not told} <= {"watchdog"}, "not on every system"


def test_none_asks_that_sendsat_be_under_its_licence_too() -> None:
    assert {name: licence for name, licence in LISTED.items() if COPYLEFT.search(licence)} == {}
