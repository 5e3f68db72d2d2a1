"""Every verb with all that must stand before it can be called, for tests that walk through them all."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlmodel import select

from sendsat.assessment.area.submission import Choice
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import Person, Role, stranger
from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import ItemKind
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import HistoryEntry
from sendsat.assessment.workshop.votes import Tally, Vote
from sendsat.assessment.workshop.workshop import Worth
from sendsat.services import viewing
from sendsat.services.area import accepting, receiving, registering, submitting
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.moving import moving
from sendsat.services.organisation import founding, grouping, people, sites
from sendsat.services.organisation.admitting import admit
from sendsat.services.plan import exporting as plan_exporting
from sendsat.services.plan import importing as plan_importing
from sendsat.services.plan import milestones, planning
from sendsat.services.plan.planning import Draft, Edit
from sendsat.services.records import binning, redacting
from sendsat.services.report import exporting, governors, reporting
from sendsat.services.rounds import agreeing, confirming, judging, rounds, teams
from sendsat.services.work import May, reading, writing
from sendsat.services.workshop import joining, phones, practising, running, workshops
from sendsat.services.workshop.workshops import Plan
from sendsat.settings import DEMONSTRATION
from sendsat.storage.queries.area.area import area_of, receipts_of
from sendsat.storage.queries.area.unaccepted import unaccepted_of
from sendsat.storage.queries.people.people import members_of
from sendsat.storage.queries.records.history import history_of
from sendsat.storage.store import Store
from sendsat.storage.tables.rounds import ChangeRow
from tests.factories import STARTED
from tests.services.area.sending import submission_from
from tests.services.filling import filled
from tests.services.verbs import changing_verbs
from tests.services.workshop.meeting import NAMES, Room
from tests.storage.owned_rows import rows_of

Arguments = dict[str, Any]


VERBS = changing_verbs()


KIM = Person("kim", "Kim")


TWO_TEAMS = ("leadership", "study-programmes")


def _here(room: Room) -> Arguments:
    return {"round_id": room.workshop.round_id, "team_id": room.workshop.team_id, "statement_id": "LM1"}


def _rated(room: Room) -> Arguments:
    """A place where something is rated."""
    judging.rate(room.desk, **_here(room), rating=Rating.AMBER)
    return _here(room)


def _action(room: Room) -> Any:
    return planning.plan_action(
        room.desk, round_id=room.workshop.round_id, team_id=None, statements=("LM1",), draft=Draft("Write the policy")
    )


def _milestone(room: Room) -> Arguments:
    action_id = _action(room).id
    return {"action_id": action_id, "seen": milestones.add_milestone(room.desk, action_id=action_id, text="A draft")}


def _second_team(room: Room) -> Any:
    return teams.add_team(room.desk, name="Second", sections=TWO_TEAMS)


def _north(room: Room) -> Arguments:
    return {"site_id": sites.add_site(room.desk, name="North").id}


def _in_group(room: Room) -> Arguments:
    grouping.start_group(room.desk, name="The Elms")
    return {}


def _another_group(room: Room) -> Arguments:
    code = grouping.start_group(room.desk, name="The Elms").uid
    grouping.leave_group(room.desk)
    return {"code": code}


def _retired_site(room: Room) -> Arguments:
    north = _north(room)
    sites.retire_site(room.desk, **north)
    return north


def _voting(room: Room) -> Arguments:
    room.open_vote()
    return room.ids()


def _agreed(room: Room) -> Arguments:
    running.agree(room.desk, **room.ids(), rating=Rating.GREEN)
    return {"workshop_id": room.workshop.id}


def _filled_workbook(room: Room) -> bytes:
    content = exporting.round_workbook(room.desk, room.workshop.round_id, room.workshop.team_id)[1]
    return filled(content, {("LM1", "E"): "Green"})


def _preview(room: Room) -> Any:
    return importing.preview_import(
        room.desk, room.workshop.round_id, room.workshop.team_id, _filled_workbook(room), "filled.xlsx"
    )


def _moving(room: Room) -> Arguments:
    """A round that comes in with a team of its own."""
    content = exporting.round_json(room.desk, room.workshop.round_id)[1]
    arrival = moving.preview_move(room.desk, content, "round.json")
    return {"arrival": arrival, "name": arrival.name, "teams": arrival.by_name}


def _edited_plan(room: Room) -> Any:
    _action(room)
    data = plan_exporting.plan_file(room.desk, "csv")[1].replace(b"Write the policy", b"Write it this term")
    return plan_importing.preview_plan(room.desk, data)


def _imported_plan(room: Room) -> int:
    batch = plan_importing.import_plan(room.desk, seen=_edited_plan(room))
    assert batch is not None
    return batch.id


def _carried(room: Room) -> Arguments:
    _rated(room)
    next_ = rounds.start_round(room.desk, name="Spring", carry_forward_from=room.workshop.round_id)
    return {**_here(room), "round_id": next_.id}


def _all_carried(room: Room) -> Arguments:
    carried = _carried(room)
    return {"round_id": carried["round_id"], "team_id": carried["team_id"], "statement_ids": ("LM1",)}


def _all_confirmed(room: Room) -> Arguments:
    return {"confirmed": confirming.confirm_all(room.desk, **_all_carried(room))}


def _cleared(room: Room) -> Arguments:
    return {"cleared": judging.rate(room.desk, **_rated(room), rating=None)}


def _report_item(room: Room) -> Arguments:
    item = reporting.report(room.desk, room.workshop.round_id).summary
    return {"round_id": room.workshop.round_id, "item": item}


def _picked(room: Room) -> Arguments:
    judging.rate(room.desk, **{**_rated(room), "rating": Rating.RED})
    built = reporting.report(room.desk, room.workshop.round_id)
    [first, *_] = governors.offered(built, ItemKind.IMPROVEMENT)
    return {"built": built, "team_id": None, "kind": ItemKind.IMPROVEMENT, "statement_ids": (first,), "seen": ()}


def _edited_item(room: Room) -> Arguments:
    arguments = _report_item(room)
    reporting.edit_item(room.desk, **arguments, text="Ours", seen=arguments["item"].text)
    return _report_item(room)


def _retired(room: Room) -> Arguments:
    team = _second_team(room)
    teams.retire_team(room.desk, team_id=team.id)
    return {"team_id": team.id}


def _deletable(room: Room) -> Arguments:
    """A round that is not the only one, without a workshop that runs."""
    return {"round_id": rounds.start_round(room.desk, name="By mistake").id}


def _binned(room: Room) -> Arguments:
    arguments = _deletable(room)
    binning.put_in_bin(room.desk, **arguments)
    return arguments


def _closed_round(room: Room) -> Arguments:
    rounds.close_round(room.desk, round_id=room.workshop.round_id)
    return {"round_id": room.workshop.round_id}


def _divided(room: Room) -> Arguments:
    """A statement on which teams differ, in a round that leaves it to leaders."""
    other, here = _second_team(room), _rated(room)
    agreeing.set_roll_up(room.desk, round_id=here["round_id"], roll_up=RollUp.LEADERS)
    judging.rate(room.desk, **{**here, "team_id": other.id}, rating=Rating.GREEN)
    seen = viewing.snapshots(room.desk, here["round_id"])[0].standings["LM1"]
    ids = {"round_id": here["round_id"], "statement_id": "LM1"}
    return {**ids, "rating": Rating.AMBER, "reason": "It holds for most.", "seen": seen}


def _leaders_agreed(room: Room) -> Arguments:
    arguments = _divided(room)
    agreeing.agree_rating(room.desk, **arguments)
    return {name: arguments[name] for name in ("round_id", "statement_id")}


def _voter(room: Room) -> Arguments:
    device = room.join()
    room.open_vote()
    where = {"workshop_id": room.workshop.id, "statement_id": room.item.statement_id, "vote_round": 1}
    return {"device": device, **where, "vote": Vote.GREEN}


def _joined(room: Room) -> Arguments:
    room.join()
    (phone,) = phones.phones_of(room.desk, room.workshop.id)
    return {"workshop_id": room.workshop.id, "device_id": phone.id}


def _leaver(room: Room) -> Arguments:
    device = room.join()
    workshops.close(room.desk, workshop_id=room.workshop.id)
    return {"device": device, "worth": Worth.YES}


def _invited(room: Room) -> Any:
    return people.invite(room.desk, who="jo@elm.ac.uk", role=Role.LEAD)


def _member(room: Room) -> int:
    """Somebody who was invited and came in."""
    _invited(room)
    jo = stranger(subject="https://login.example|jo", mail="jo@elm.ac.uk", name="Jo")
    admit(room.desk.store, jo, first_administrator="", now=STARTED)
    with reading(room.desk) as scope:
        return members_of(scope)[0].id


def _in_the_lobby(room: Room) -> Arguments:
    """Another workshop, whose first statement has not begun."""
    plan = Plan(room.workshop.round_id, room.workshop.team_id, ("1.1",))
    return {"workshop_id": workshops.prepare(room.desk, plan).id}


def _practising(room: Room) -> Arguments:
    arguments = _in_the_lobby(room)
    practising.open_practice(room.desk, **arguments)
    return arguments


def _closed(room: Room) -> Arguments:
    workshops.close(room.desk, workshop_id=room.workshop.id)
    return {"workshop_id": room.workshop.id}


def _standing(room: Room, words: str, *, person: bool = False) -> int:
    """In how many places words stand once an action is planned with them."""
    _action(room)
    return len((redacting.find_person if person else redacting.find_words)(room.desk, words))


CHOICE = Choice("Hill", "0" * 32, ("leadership",))


def _authority(room: Room) -> Desk:
    founding.change_organisation(room.desk, name="Elm", kind=OrganisationKind.LOCAL_AUTHORITY)
    return room.desk


def _sharing(room: Room) -> Arguments:
    round_id = room.workshop.round_id
    seen = submitting.preview_submission(room.desk, round_id, CHOICE)
    return {"round_id": round_id, "choice": CHOICE, "seen": seen}


def _sending(room: Room) -> Arguments:
    """All that is needed to send something to a local authority in the same database."""
    hill = founding.found_another(room.desk, name="Hill", kind=OrganisationKind.LOCAL_AUTHORITY, round_name="Autumn")
    choice, round_id = replace(CHOICE, authority_code=hill.uid), room.workshop.round_id
    return {
        "round_id": round_id,
        "choice": choice,
        "seen": submitting.preview_submission(room.desk, round_id, choice),
    }


def _shared(room: Room) -> Arguments:
    submitting.submit(room.desk, **_sharing(room))
    with reading(room.desk) as scope:
        return {"receipt_id": receipts_of(scope)[0].id}


def _signed(room: Room) -> Arguments:
    submitting.submit(room.desk, **_sharing(room))
    return {}


def _file(room: Room, number: int = 1) -> bytes:
    _authority(room)
    return submission_from(room.desk.organisation.uid, number)


def _waiting(room: Room) -> Arguments:
    """Somebody whom the authority does not know has sent it something directly."""
    arrived = receiving.look_at(room.desk, _file(room))
    with writing(room.desk, May.BRING_IN, "accept_waiting") as work:
        accepting.let_wait(work, arrived)
    with reading(room.desk) as scope:
        return {"unaccepted_id": unaccepted_of(scope)[0].id}


def _provider(room: Room, name: str = "Oak") -> int:
    return registering.add_provider(_authority(room), name=name, kind=OrganisationKind.FE_COLLEGE).id


def _removed(room: Room) -> Arguments:
    provider_id = _provider(room)
    registering.remove_provider(room.desk, provider_id=provider_id)
    return {"provider_id": provider_id}


def _received(room: Room) -> Arguments:
    receiving.accept(room.desk, data=_file(room))
    with reading(room.desk) as scope:
        return {"received_id": area_of(scope).received[0].id}


def _five_sent(room: Room) -> Arguments:
    for number in range(5):
        receiving.accept(room.desk, data=_file(room, number))
    return {"minimum": 5}


PREPARED: dict[str, Callable[[Room], Arguments]] = {
    "agreeing.agree_rating": _divided,
    "agreeing.forget_agreed": _leaders_agreed,
    "agreeing.set_roll_up": lambda room: {"round_id": room.workshop.round_id, "roll_up": RollUp.COMMON},
    "binning.put_in_bin": _deletable,
    "binning.take_out_of_bin": _binned,
    "binning.erase_round": _binned,
    "confirming.confirm_all": _all_carried,
    "confirming.take_back": _all_confirmed,
    "founding.change_organisation": lambda room: {"name": "Oak", "kind": OrganisationKind.PROVIDER},
    "grouping.join_group": _another_group,
    "grouping.leave_group": _in_group,
    "grouping.start_common_round": lambda room: {**_in_group(room), "name": "Spring"},
    "grouping.start_group": lambda room: {"name": "The Elms"},
    "importing.apply_import": lambda room: {"preview": _preview(room)},
    "importing.import_file": lambda room: {
        "content": _filled_workbook(room),
        "filename": "filled.xlsx",
        "round_id": room.workshop.round_id,
    },
    "importing.undo_import": lambda room: {"import_id": importing.apply_import(room.desk, _preview(room)).id},
    "joining.cast": _voter,
    "joining.cast_together": lambda room: {"ballots": [joining.Ballot(**_voter(room))]},
    "joining.enter": lambda room: {"device": joining.new_device(), "code": room.workshop.code},
    "joining.say_worth": _leaver,
    "judging.choose_ofsted_areas": lambda room: {**_here(room), "framework_id": "framework-2025", "areas": ()},
    "judging.confirm": _carried,
    "judging.mark_rejudged": lambda room: {**_rated(room), "rejudged": True},
    "judging.put_back": _cleared,
    "judging.rate": lambda room: {**_here(room), "rating": Rating.GREEN},
    "judging.tick_evidence": lambda room: {**_here(room), "prompt": "Minutes", "seen": True},
    "judging.write": lambda room: {**_here(room), "field": "commentary", "text": "Because", "seen": ""},
    "moving.move_in": _moving,
    "moving.undo_move": lambda room: {"import_id": moving.move_in(room.desk, **_moving(room)).id},
    "people.change_role": lambda room: {"person_id": _member(room), "role": Role.READER},
    "people.invite": lambda room: {"who": "@elm.ac.uk", "role": Role.READER},
    "people.remove_person": lambda room: {"person_id": _member(room)},
    "people.take_back_invitation": lambda room: {"invitation_id": _invited(room).id},
    "phones.remove_phone": _joined,
    "phones.say_how_many": lambda room: {"workshop_id": room.workshop.id, "people_here": 9},
    "phones.set_locked": lambda room: {"workshop_id": room.workshop.id, "locked": True},
    "plan_importing.import_plan": lambda room: {"seen": _edited_plan(room)},
    "undoing.undo_import": lambda room: {"import_id": _imported_plan(room)},
    "milestones.add_milestone": lambda room: {"action_id": _action(room).id, "text": "A draft is out"},
    "milestones.change_milestone": lambda room: {
        **(of := _milestone(room)),
        "wanted": replace(of["seen"], done=True),
    },
    "milestones.remove_milestone": _milestone,
    "planning.change_action": lambda room: {"action": replace(_action(room), text="Better")},
    "planning.change_actions": lambda room: {"edits": [Edit(one := _action(room), replace(one, owner="Jo"))]},
    "planning.note_progress": lambda room: {"action_id": _action(room).id, "text": "Half done"},
    "planning.plan_action": lambda room: {
        "round_id": room.workshop.round_id,
        "team_id": room.workshop.team_id,
        "statements": ("LM1",),
        "draft": Draft("Write the policy"),
    },
    "removing.remove_action": lambda room: {"action_id": _action(room).id},
    "recording.take_away": lambda room: {"file": "x.csv", "make": lambda: b"x", "round_id": room.workshop.round_id},
    "redacting.erase_person": lambda room: {"name": "the policy", "seen": _standing(room, "the policy", person=True)},
    "redacting.remove_words": lambda room: {"words": "Write the policy", "seen": _standing(room, "Write the policy")},
    "governors.pick": _picked,
    "chapters.arrange": lambda room: {
        "round_id": room.workshop.round_id,
        "team_id": None,
        "numbers": ("1",),
        "seen": (),
    },
    "reporting.edit_item": lambda room: {**(of := _report_item(room)), "text": "Ours", "seen": of["item"].text},
    "accepting.accept_waiting": _waiting,
    "accepting.refuse_waiting": _waiting,
    "receiving.accept": lambda room: {"data": _file(room)},
    "receiving.delete_submission": _received,
    "receiving.draw_area": _five_sent,
    "registering.add_provider": lambda room: {
        "name": "Oak",
        "kind": _authority(room) and OrganisationKind.FE_COLLEGE,
    },
    "registering.bring_back_provider": _removed,
    "registering.change_provider": lambda room: {
        "provider_id": _provider(room),
        "name": "Ash",
        "kind": OrganisationKind.FE_COLLEGE,
        "contact": "",
        "alias": "",
    },
    "registering.let_send": lambda room: {"anyone": bool(_authority(room))},
    "registering.merge_provider": lambda room: {"provider_id": _provider(room), "into_id": _provider(room, "Ash")},
    "registering.remove_provider": lambda room: {"provider_id": _provider(room)},
    "submitting.submit": _sharing,
    "submitting.send": _sending,
    "submitting.withdraw": _shared,
    "signing_keys.change_key": _signed,
    "rounds.close_round": lambda room: {"round_id": room.workshop.round_id},
    "rounds.rename_round": lambda room: {"round_id": room.workshop.round_id, "name": "Winter"},
    "rounds.reopen_round": _closed_round,
    "rounds.set_supplements": lambda room: {"round_id": room.workshop.round_id, "supplements": ("extra",)},
    "rounds.start_round": lambda room: {"name": "Spring", "carry_forward_from": room.workshop.round_id},
    "sites.add_site": lambda room: {"name": "North"},
    "sites.bring_back_site": _retired_site,
    "sites.place_team": lambda room: {"team_id": room.workshop.team_id, **_north(room)},
    "sites.rename_site": lambda room: {**_north(room), "name": "South"},
    "sites.retire_site": _north,
    "teams.add_team": lambda room: {"name": "Second", "sections": TWO_TEAMS},
    "teams.bring_back_team": _retired,
    "teams.change_team": lambda room: {"team_id": room.workshop.team_id, "name": "First", "sections": TWO_TEAMS[:1]},
    "teams.retire_team": lambda room: {"team_id": _second_team(room).id},
    "voting.count_hands": lambda room: {**room.ids(), "hands": Tally(green=2)},
    "voting.key_in_paper": lambda room: {"workshop_id": room.workshop.id, "number": 1, "marks": "12"},
    "voting.open_vote": lambda room: room.ids(),
    "voting.reveal": _voting,
    "practising.open_practice": _in_the_lobby,
    "practising.show_practice": _practising,
    "running.agree": lambda room: {**room.ids(), "rating": Rating.GREEN},
    "running.end_early": lambda room: {"workshop_id": room.workshop.id},
    "running.go_to": lambda room: {"workshop_id": room.workshop.id, "place": 1},
    "running.park": lambda room: room.ids(),
    "running.set_safe": lambda room: {"workshop_id": room.workshop.id, "safe": True},
    "running.step": lambda room: {"workshop_id": room.workshop.id, "seen": 2, "by": -1},
    "running.undo": _agreed,
    "workshops.close": lambda room: {"workshop_id": room.workshop.id},
    "workshops.reopen": _closed,
    "workshops.prepare": lambda room: {"plan": Plan(room.workshop.round_id, room.workshop.team_id, ("1.1",))},
    "workshops.say_who_is_here": lambda room: {"workshop_id": room.workshop.id, "people": "Ann", "seen": NAMES},
}
"""What each verb is called with once everything stands as it needs it."""


FOUNDING: dict[str, Arguments] = {
    "founding.found_organisation": {
        "name": "Elm",
        "kind": OrganisationKind.PROVIDER,
        "round_name": "Autumn",
        "now": STARTED,
    },
    "college.load_demonstration": {"file": DEMONSTRATION, "now": STARTED},
}
"""Verbs that begin an organisation: there is nobody yet whose permission could be asked."""


ADMITTING = {"admitting.admit", "admitting.note_sign_in", "admitting.note_refusal", "admitting.note_untrusted"}
"""Verbs on somebody at the door, whose role is only found out by them: see test_admitting.py."""


BY_ITSELF = {"untying.untie_votes", "emptying.empty_bins"}
"""Verbs that sendsat does without being asked: see test_untying.py and test_binning.py."""


BESIDE = {"founding.found_another"}
"""Verbs of one organisation that begin another, and note it there: see test_organisations.py."""


PHONES = {name for name in PREPARED if name.startswith("joining.")}


FROM_FILES = {name for name in PREPARED if "import" in name or name.startswith("moving.") or name == "receiving.accept"}


def call(name: str, room: Room, arguments: Arguments, *, desk: Desk | None = None) -> Any:
    """Do what the verb does: a phone stands at the door, everybody else sits at a desk."""
    return VERBS[name](room.door if name in PHONES else desk or room.desk, **arguments)


def noted(store: Store, *, of: int | None = None) -> list[HistoryEntry]:
    """All that is noted in the database, or of one organisation."""
    with store.looking() as session:
        ids = {one.organisation_id for one in session.exec(select(ChangeRow)) if of in (None, one.organisation_id)}
    found: list[HistoryEntry] = []
    for one in sorted(ids):
        with store.reading(one) as scope:
            found += history_of(scope, limit=10_000)
    return found


def rows(room: Room) -> Any:
    with room.desk.store.looking() as session:
        return rows_of(session, room.desk.organisation.id)
