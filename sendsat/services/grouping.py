"""Verbs on the group an organisation is in: start one, join one, leave it."""

import uuid

from sendsat.assessment.rules import check_name
from sendsat.assessment.values import Group
from sendsat.errors import Refused
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import groups


def start_group(desk: Desk, *, name: str) -> Group:
    """Start a group with this organisation in it. Raises `Invalid`, `Refused` where it is in one already."""
    with writing(desk, May.MANAGE_ORGANISATION, "start_group") as work:
        _check_alone(work)
        group = groups.add_group(work, uid=uuid.uuid4().hex, name=check_name(name, what="group"))
        groups.join(work, group)
        work.note("group started", "", group.name)
    return group


def join_group(desk: Desk, *, code: str) -> Group:
    """Join the group that has this code. Raises `NotFound`, `Refused` where the organisation is in one already."""
    with writing(desk, May.MANAGE_ORGANISATION, "join_group") as work:
        _check_alone(work)
        group = groups.group_coded(work, code.strip().lower())
        groups.join(work, group)
        work.note("group joined", "", group.name)
    return group


def leave_group(desk: Desk) -> Group:
    """Leave the group; nothing of the organisation changes. Raises `Refused` where it is in none."""
    with writing(desk, May.MANAGE_ORGANISATION, "leave_group") as work:
        group = groups.group_of(work)
        if group is None:
            raise Refused("This organisation is in no group.")
        groups.join(work, None)
        work.note("group left", group.name, "")
    return group


def _check_alone(work: Work) -> None:
    group = groups.group_of(work)
    if group is not None:
        raise Refused(f"This organisation is already in {group.name}.", "Leave that group first.")
