"""Whole pages of HTML, each from a template in a file beside its writer.

Every text put into one is escaped, and one that is missing is an error. A template is compiled once, when its writer is
imported; pieces of a page that are drawn at every click are `Markup` in the code, which is faster.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup


def template(file: Path, *, clean: Callable[[str], str] = str, **names: Any) -> Template:
    """The template in a file; `clean` is done to every text before it is escaped, `names` are what it may call."""

    def cleaned(value: Any) -> Any:
        return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=FileSystemLoader(file.parent),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(names)
    return environment.get_template(file.name)
