"""Which statements of section 4 and of the other sections speak of one duty: read from `data/mirror.yaml`. Ours, not
the guide's."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from sendsat.errors import EditionError


class Duty(BaseModel):
    """A duty that a local authority and providers share: the statements in which each rates itself for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    authority: tuple[str, ...]
    providers: tuple[str, ...]


class Mirror(BaseModel):
    """The duties, for one edition."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    edition: str
    duties: tuple[Duty, ...]


def load_mirror(file: Path) -> Mirror:
    """The duties of the file. Raises `EditionError` where it cannot be used."""
    try:
        return Mirror.model_validate(yaml.safe_load(file.read_text("utf-8")))
    except (OSError, yaml.YAMLError, ValidationError):
        raise EditionError([f"{file.name} cannot be read"]) from None
