"""Finds what an earlier version has by name, wherever it kept it."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType
from typing import Any


@cache
def _modules(package: str) -> tuple[ModuleType, ...]:
    folder = importlib.import_module(package)
    found = pkgutil.walk_packages(folder.__path__, f"{package}.")
    return tuple(importlib.import_module(one.name) for one in found if ".migrations" not in one.name)


def verb(name: str, *, of: str = "") -> Any:
    """The service verb of this name, or None where this version has none. `of` is part of its module's name, for names
    that several modules use."""
    return _named("sendsat.services", name, of)


def meaning(name: str, *, of: str = "") -> Any:
    """The value or rule of this name in `assessment` or in the services."""
    found = _named("sendsat.assessment", name, of) or _named("sendsat.services", name, of)
    assert found is not None, f"This version has no {name}."
    return found


def college_kind() -> Any:
    """A further education college, which the first versions did not tell from other providers."""
    kinds = meaning("OrganisationKind")
    return getattr(kinds, "FE_COLLEGE", None) or kinds.PROVIDER


def _named(package: str, name: str, of: str) -> Any:
    at_home = {
        module.__name__: vars(module)[name]
        for module in _modules(package)
        if of in module.__name__ and getattr(vars(module).get(name), "__module__", "") == module.__name__
    }
    assert len(at_home) < 2, f"Several modules have {name}: {', '.join(at_home)}."
    return next(iter(at_home.values()), None)
