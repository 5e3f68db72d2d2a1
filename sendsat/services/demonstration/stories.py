"""The demonstrations that can be loaded: a college alone, in a group, or beside its local authority."""

from enum import StrEnum

from sendsat.assessment.organisations import Organisation
from sendsat.services.demonstration.area import gather_area
from sendsat.services.demonstration.group import gather_group
from sendsat.services.desk import Desk


class Story(StrEnum):
    """Which demonstration."""

    COLLEGE = "college"
    GROUP = "group"
    AREA = "area"


def gather(story: Story, college: Desk) -> tuple[Organisation, ...]:
    """Add to the demonstration's college, which is loaded, what else a story tells of. Returns the organisations that
    came, none for the college alone."""
    if story is Story.GROUP:
        return gather_group(college)
    return (gather_area(college),) if story is Story.AREA else ()
