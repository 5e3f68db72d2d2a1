"""What must hold of resources so that a link helps: it ends where it says, or tells what to look for there.

Pure; must not import anything but the model.
"""

import re
from collections.abc import Iterator

from sendsat.guide.checks.fault import Fault
from sendsat.guide.edition import Edition
from sendsat.guide.model import Resource

_EDITORS_NOTE = re.compile(r"\([^)]*\b(?:the guide|probably|inferred)\b|\[sic\]", re.IGNORECASE)


def link_faults(edition: Edition) -> Iterator[Fault]:
    """What is wrong with resources: in which file, which id under which keys, and the sentence."""
    for resource in edition.resources:
        for says in (*_faults(resource), *_faults_of_ours(resource, edition)):
            yield Fault("resources.yaml", resource.id, ("id",), f"{resource.id}: {says}")


def _faults(resource: Resource) -> Iterator[str]:
    if resource.stops_short and not resource.search_for:
        yield "the link ends at a home page or a publisher's site; search_for must say what to look for there"
    if _EDITORS_NOTE.search(resource.title):
        yield "the title holds an editor's note; put it in note"


def _faults_of_ours(resource: Resource, edition: Edition) -> Iterator[str]:
    if not resource.is_ours:
        return
    if not resource.url or resource.confirmed is None:
        yield "is ours, so it needs a url and the day on which it was confirmed"
    for number in resource.used_in:
        if number not in edition.subsections:
            yield f"is ours and used in '{number}', which is no subsection"
