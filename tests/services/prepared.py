"""Every verb with all that must stand before it can be called, for tests that walk through them all."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlmodel import select

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import Person, Role
from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import RollUp
from sendsat.assessment.values import HistoryEntry
from sendsat.assessment.workshop.votes import Tally
from sendsat.services.desk import Desk
from sendsat.services.importing import importing
from sendsat.services.moving import moving
from sendsat.services.organisation.sharing import Sharing
from sendsat.services.plan.planning import Draft, Edit
from sendsat.services.workshop import joining
from sendsat.services.workshop.workshops import Plan
from sendsat.settings import DEMONSTRATION
from sendsat.storage.queries.records.history import history_of
from sendsat.storage.store import Store
from sendsat.storage.tables.rounds import ChangeRow
from tests.factories import STARTED
from tests.services.prepared_area import (
    a_provider,
    authority,
    file_of,
    five_sent,
    received,
    removed,
    sending,
    shared,
    sharing,
    signed,
    waiting,
)
from tests.services.prepared_files import (
    a_preview,
    binned,
    binned_team,
    closed_round,
    edited_plan,
    filled_workbook,
    imported_plan,
    moving_file,
)
from tests.services.prepared_people import (
    a_member,
    another_group,
    deletable,
    in_group,
    invited,
    merged_site,
    north_site,
    placed_team,
    retired,
    retired_site,
    standing,
    team_seen_at_site,
    two_sites,
)
from tests.services.prepared_rounds import (
    TWO_TEAMS,
    Arguments,
    all_carried,
    all_confirmed,
    an_action,
    carried_forward,
    cleared,
    divided,
    here,
    leaders_agreed,
    milestone,
    picked,
    rated,
    report_item,
    second_team,
)
from tests.services.prepared_workshop import (
    agreed,
    closed,
    in_the_lobby,
    joined,
    leaver,
    over,
    practice_vote,
    voter,
    voting,
)
from tests.services.verbs import changing_verbs
from tests.services.workshop.meeting import NAMES, Room
from tests.storage.owned_rows import rows_of

VERBS = changing_verbs()


KIM = Person("kim", "Kim")


PREPARED: dict[str, Callable[[Room], Arguments]] = {
    "agreeing.agree_rating": divided,
    "agreeing.forget_agreed": leaders_agreed,
    "agreeing.set_roll_up": lambda room: {"round_id": room.workshop.round_id, "roll_up": RollUp.COMMON},
    "binning.put_in_bin": deletable,
    "binning.take_out_of_bin": binned,
    "binning.erase_round": binned,
    "binning.put_team_in_bin": lambda room: {"team_id": second_team(room).id},
    "binning.take_team_out_of_bin": binned_team,
    "binning.erase_team": binned_team,
    "organisation_binning.put_organisation_in_bin": over,
    "confirming.confirm_all": all_carried,
    "confirming.take_back": all_confirmed,
    "founding.change_organisation": lambda room: {"name": "Oak", "kind": OrganisationKind.PROVIDER},
    "grouping.join_group": another_group,
    "grouping.leave_group": in_group,
    "grouping.start_common_round": lambda room: {**in_group(room), "name": "Spring"},
    "grouping.start_group": lambda room: {"name": "The Elms"},
    "importing.apply_import": lambda room: {"preview": a_preview(room)},
    "importing.import_file": lambda room: {
        "content": filled_workbook(room),
        "filename": "filled.xlsx",
        "round_id": room.workshop.round_id,
    },
    "importing.undo_import": lambda room: {"import_id": importing.apply_import(room.desk, a_preview(room)).id},
    "joining.cast": voter,
    "joining.cast_together": lambda room: {"ballots": [joining.Ballot(**voter(room))]},
    "joining.enter": lambda room: {"device": joining.new_device(), "code": room.workshop.code},
    "joining.say_worth": leaver,
    "judging.choose_ofsted_areas": lambda room: {**here(room), "framework_id": "framework-2025", "areas": ()},
    "judging.confirm": carried_forward,
    "judging.mark_rejudged": lambda room: {**rated(room), "rejudged": True},
    "judging.put_back": cleared,
    "judging.rate": lambda room: {**here(room), "rating": Rating.GREEN},
    "judging.tick_evidence": lambda room: {**here(room), "prompt": "Minutes", "seen": True},
    "judging.write": lambda room: {**here(room), "field": "commentary", "text": "Because", "seen": ""},
    "links.make_link": lambda room: {"name": "Governors", "days": 7},
    "moving.move_in": moving_file,
    "moving.undo_move": lambda room: {"import_id": moving.move_in(room.desk, **moving_file(room)).id},
    "people.change_role": lambda room: {"person_id": a_member(room), "role": Role.READER},
    "people.invite": lambda room: {"who": "@elm.ac.uk", "role": Role.READER},
    "people.remove_person": lambda room: {"person_id": a_member(room)},
    "people.take_back_invitation": lambda room: {"invitation_id": invited(room).id},
    "phones.remove_phone": joined,
    "phones.say_how_many": lambda room: {"workshop_id": room.workshop.id, "people_here": 9},
    "phones.remove_all_phones": lambda room: {"workshop_id": room.workshop.id},
    "phones.set_locked": lambda room: {"workshop_id": room.workshop.id, "locked": True},
    "plan_importing.import_plan": lambda room: {"seen": edited_plan(room)},
    "undoing.undo_import": lambda room: {"import_id": imported_plan(room)},
    "milestones.add_milestone": lambda room: {"action_id": an_action(room).id, "text": "A draft is out"},
    "milestones.change_milestone": lambda room: {
        **(of := milestone(room)),
        "wanted": replace(of["seen"], done=True),
    },
    "milestones.remove_milestone": milestone,
    "planning.change_action": lambda room: {"action": replace(an_action(room), text="Better")},
    "planning.change_actions": lambda room: {"edits": [Edit(one := an_action(room), replace(one, owner="Jo"))]},
    "planning.note_progress": lambda room: {"action_id": an_action(room).id, "text": "Half done"},
    "planning.plan_action": lambda room: {
        "round_id": room.workshop.round_id,
        "team_id": room.workshop.team_id,
        "statements": ("LM1",),
        "draft": Draft("Write the policy"),
    },
    "removing.remove_action": lambda room: {"action_id": an_action(room).id},
    "recording.take_away": lambda room: {"file": "x.csv", "make": lambda: b"x", "round_id": room.workshop.round_id},
    "redacting.erase_person": lambda room: {"name": "the policy", "seen": standing(room, "the policy", person=True)},
    "redacting.remove_words": lambda room: {"words": "Write the policy", "seen": standing(room, "Write the policy")},
    "governors.pick": picked,
    "chapters.arrange": lambda room: {
        "round_id": room.workshop.round_id,
        "team_id": None,
        "numbers": ("1",),
        "seen": (),
    },
    "reporting.edit_item": lambda room: {**(of := report_item(room)), "text": "Ours", "seen": of["item"].text},
    "accepting.accept_waiting": waiting,
    "accepting.refuse_waiting": waiting,
    "receiving.accept": lambda room: {"data": file_of(room)},
    "receiving.delete_submission": received,
    "receiving.draw_area": five_sent,
    "registering.add_provider": lambda room: {
        "name": "Oak",
        "kind": authority(room) and OrganisationKind.FE_COLLEGE,
    },
    "registering.bring_back_provider": removed,
    "registering.change_provider": lambda room: {
        "provider_id": a_provider(room),
        "name": "Ash",
        "kind": OrganisationKind.FE_COLLEGE,
        "contact": "",
        "alias": "",
    },
    "registering.let_send": lambda room: {"anyone": bool(authority(room))},
    "registering.merge_provider": lambda room: {"provider_id": a_provider(room), "into_id": a_provider(room, "Ash")},
    "registering.remove_provider": lambda room: {"provider_id": a_provider(room)},
    "submitting.submit": sharing,
    "submitting.send": sending,
    "submitting.withdraw": shared,
    "signing_keys.change_key": signed,
    "rounds.close_round": lambda room: {"round_id": room.workshop.round_id},
    "rounds.rename_round": lambda room: {"round_id": room.workshop.round_id, "name": "Winter"},
    "rounds.reopen_round": closed_round,
    "rounds.set_supplements": lambda room: {"round_id": room.workshop.round_id, "supplements": ("extra",)},
    "rounds.start_round": lambda room: {"name": "Spring", "carry_forward_from": room.workshop.round_id},
    "sharing.make_own_link": lambda room: {"sharing": Sharing(room.desk.store, room.desk.now)},
    "sharing.shut_out_others": lambda room: {"sharing": Sharing(room.desk.store, room.desk.now), "own": ""},
    "sites.add_site": lambda room: {"name": "North"},
    "sites.bring_back_site": retired_site,
    "merging.merge_site": two_sites,
    "merging.undo_merge": merged_site,
    "placing.undo_place": placed_team,
    "placing.bring_rounds_along": team_seen_at_site,
    "sites.place_team": lambda room: {"team_id": room.workshop.team_id, **north_site(room)},
    "sites.rename_site": lambda room: {**north_site(room), "name": "South"},
    "sites.retire_site": north_site,
    "teams.add_team": lambda room: {"name": "Second", "sections": TWO_TEAMS},
    "teams.bring_back_team": retired,
    "teams.change_team": lambda room: {"team_id": room.workshop.team_id, "name": "First", "sections": TWO_TEAMS[:1]},
    "teams.retire_team": lambda room: {"team_id": second_team(room).id},
    "voting.count_hands": lambda room: {**room.ids(), "hands": Tally(green=2)},
    "voting.key_in_paper": lambda room: {"workshop_id": room.workshop.id, "number": 1, "marks": "12"},
    "voting.open_vote": lambda room: room.ids(),
    "voting.reveal": voting,
    "practising.open_practice": in_the_lobby,
    "practising.show_practice": practice_vote,
    "running.agree": lambda room: {**room.ids(), "rating": Rating.GREEN},
    "running.end_early": lambda room: {"workshop_id": room.workshop.id},
    "running.go_to": lambda room: {"workshop_id": room.workshop.id, "place": 1},
    "running.park": lambda room: room.ids(),
    "running.set_safe": lambda room: {"workshop_id": room.workshop.id, "safe": True},
    "running.step": lambda room: {"workshop_id": room.workshop.id, "seen": 2, "by": -1},
    "running.undo": agreed,
    "workshops.close": lambda room: {"workshop_id": room.workshop.id},
    "workshops.reopen": closed,
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


BESIDE = {
    "founding.found_another",
    "organisation_binning.take_organisation_out_of_bin",
    "organisation_binning.erase_organisation",
}
"""Verbs of one organisation that begin another, and note it there: see test_organisations.py; and those on one in the
bin, where nothing else can be done first: see test_organisation_binning.py."""


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
