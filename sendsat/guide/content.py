"""What every piece of content is made of: frozen values, plain text without markup, ids, web addresses.

Must not import anything but pydantic.
"""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Origin = Literal["guide", "sendsat"]
Colour = Literal["red", "amber", "green"]
_MARKUP = re.compile(r"<[a-zA-Z/!]|\x00|[\x01-\x08\x0b\x0c\x0e-\x1f]|!\[|\]\(|javascript:", re.IGNORECASE)
_ID = r"^[A-Za-z0-9][A-Za-z0-9.&-]{0,79}$"


def _plain(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValueError("is empty")
    if len(text) > 4000:
        raise ValueError(f"is {len(text)} characters long; 4000 is the most")
    if markup := _MARKUP.search(text):
        raise ValueError(f"holds markup ({markup.group()!r}); use plain text")
    return text


def _web_address(url: str) -> str:
    if url and not re.match(r"^https?://[^\s<>\"']+$", url):
        raise ValueError("is not a web address that starts with http:// or https://")
    return url


Text = Annotated[str, AfterValidator(_plain)]
Id = Annotated[str, Field(pattern=_ID)]
Url = Annotated[str, AfterValidator(_web_address)]


class Content(BaseModel):
    """A frozen piece of content; a field nobody knows is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
