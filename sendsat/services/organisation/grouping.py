"""Verbs on the group an organisation is in: start one, join one, leave it, begin a round in all its organisations."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sendsat.assessment.groups.common import CommonRound, common_rounds
from sendsat.assessment.organisations import Group, Organisation
from sendsat.assessment.rules import check_name
from sendsat.errors import Refused, SendsatError
from sendsat.services.desk import Desk
from sendsat.services.rounds import rounds
from sendsat.services.work import May, Work, reading, writing
from sendsat.storage.queries import group_words, groups, organisations


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


def common_rounds_of(desk: Desk) -> tuple[CommonRound, ...]:
    """The rounds that colleges of the group share by name, newest first, as far as the person may see the colleges;
    none where the organisation is in no group. At most four statements, however many colleges there are."""
    with reading(desk) as scope:
        group = groups.group_of(scope)
        if group is None:
            return ()
        with scope.seeing_every():
            visible = organisations.seen_by(scope.session, desk.person.subject, whole=True)
            mine = sorted(
                (organisation for organisation in visible if organisation.group_id == group.id),
                key=lambda organisation: (organisation.name, organisation.id),
            )
            return common_rounds(mine, groups.every_round(scope, mine, desk.library.current))


def words_of(desk: Desk, wanted: Mapping[int, Collection[str]]) -> group_words.Written:
    """What teams wrote of the `wanted` statements of each round, by the round's id, as far as the person may see the
    colleges of the group now; nothing where the organisation is in no group. At most two statements, and one more for
    the role of somebody who signed in."""
    with reading(desk) as scope, scope.seeing_every():
        visible = organisations.seen_by(scope.session, desk.person.subject, whole=True)
        group_id = next(
            (organisation.group_id for organisation in visible if organisation.id == desk.organisation.id), None
        )
        mine = [
            organisation.id for organisation in visible if group_id is not None and organisation.group_id == group_id
        ]
        return group_words.said_in(scope.session, mine, wanted)


@dataclass(frozen=True)
class Begun:
    """What came of beginning a round in one organisation: `trouble` says why it did not begin, "" where it did."""

    organisation: Organisation
    trouble: str = ""


def start_common_round(desk: Desk, *, name: str) -> tuple[Begun, ...]:
    """Start a round of this name here, and then in every other organisation of the group that the person may see. Each
    is a round of its own from then on. Where another does not let them, or has such a round, its `trouble` says so.

    Raises `Refused` where this organisation is in no group; what `start_round` raises where it cannot begin here.
    """
    with reading(desk) as scope:
        group = groups.group_of(scope)
        if group is None:
            raise Refused("This organisation is in no group.", "Start the round on Rounds and teams.")
        with scope.seeing_every():
            visible = organisations.seen_by(scope.session, desk.person.subject, whole=True)
    rounds.start_round(desk, name=name)
    others = [
        organisation
        for organisation in visible
        if organisation.group_id == group.id and organisation.id != desk.organisation.id
    ]
    return (Begun(desk.organisation), *(_begin(desk, other, name) for other in others))


def _begin(desk: Desk, organisation: Organisation, name: str) -> Begun:
    try:
        rounds.start_round(replace(desk, organisation=organisation), name=name)
    except SendsatError as error:
        return Begun(organisation, str(error))
    return Begun(organisation)


def _check_alone(work: Work) -> None:
    group = groups.group_of(work)
    if group is not None:
        raise Refused(f"This organisation is already in {group.name}.", "Leave that group first.")
