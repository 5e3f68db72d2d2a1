"""Who did what, in words a person understands, and which of it somebody asks to see. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sendsat.assessment.deeds import Way
from sendsat.assessment.rating import NOT_RATED_WORD, Rating
from sendsat.assessment.values import HistoryEntry

PAGE = 50
"""So many changes are shown at a time."""


class Kind(StrEnum):
    """What a change is about, as a list to choose from says it."""

    RATINGS = "Ratings"
    TEXTS = "Reasons and evidence"
    ACTIONS = "Actions"
    REPORT = "Report"
    ROUNDS = "Rounds and teams"
    WORKSHOPS = "Workshops"
    FILES = "Files in and out"
    PRIVACY = "Privacy"
    PEOPLE = "People"
    AREA = "Local area"


VERBS: dict[Kind, tuple[str, ...]] = {
    Kind.RATINGS: (
        "rate",
        "put_back",
        "confirm",
        "confirm_all",
        "take_back",
        "mark_rejudged",
        "agree",
        "undo",
        "agree_rating",
        "forget_agreed",
    ),
    Kind.TEXTS: ("write", "tick_evidence", "choose_ofsted_areas"),
    Kind.ACTIONS: (
        *("plan_action", "change_action", "change_actions", "note_progress", "remove_action"),
        *("add_milestone", "change_milestone", "remove_milestone"),
    ),
    Kind.REPORT: ("edit_item", "pick", "arrange"),
    Kind.ROUNDS: (
        *("start_round", "rename_round", "set_supplements", "set_roll_up", "close_round", "reopen_round"),
        *("put_in_bin", "take_out_of_bin", "erase_round", "empty_bins"),
        *("put_team_in_bin", "take_team_out_of_bin", "erase_team"),
        *("put_organisation_in_bin", "take_organisation_out_of_bin", "erase_organisation"),
        *("add_team", "change_team", "retire_team", "bring_back_team"),
        *(
            "add_site",
            "rename_site",
            "retire_site",
            "bring_back_site",
            "place_team",
            "undo_place",
            "bring_rounds_along",
        ),
        *("merge_site", "undo_merge"),
        *("start_group", "join_group", "leave_group", "start_common_round"),
        *("found_organisation", "found_another", "change_organisation", "load_demonstration"),
    ),
    Kind.WORKSHOPS: (
        *("prepare", "say_who_is_here", "close", "reopen", "say_how_many", "set_locked"),
        *("remove_phone", "remove_all_phones"),
        *("enter", "cast", "cast_together", "say_worth", "open_vote", "reveal", "count_hands", "key_in_paper"),
        *("go_to", "step", "end_early", "park", "set_safe", "open_practice", "show_practice", "untie_votes"),
    ),
    Kind.FILES: ("import_file", "apply_import", "import_plan", "undo_import", "move_in", "undo_move", "take_away"),
    Kind.PRIVACY: ("remove_words", "erase_person"),
    Kind.PEOPLE: (
        *("admit", "note_sign_in", "note_refusal", "note_untrusted"),
        *("invite", "take_back_invitation", "change_role", "remove_person", "make_link"),
        *("make_own_link", "shut_out_others"),
    ),
    Kind.AREA: (
        *(
            "submit",
            "send",
            "withdraw",
            "change_key",
            "let_send",
            "accept",
            "accept_waiting",
            "refuse_waiting",
            "delete_submission",
            "draw_area",
        ),
        *("add_provider", "change_provider", "merge_provider", "remove_provider", "bring_back_provider"),
    ),
}
"""The verbs of `services` by what they are about."""

WAYS = {
    Way.PAGE: "on a page",
    Way.WALL: "on the wall",
    Way.DESK: "at the desk",
    Way.PHONE: "by phone",
    Way.FILE: "from a file",
    Way.TERMINAL: "in the terminal",
    Way.ITSELF: "by sendsat itself",
}


@dataclass(frozen=True)
class Asked:
    """Which changes are asked for; what is empty narrows nothing. `since` and `until` are days at home, both meant
    whole. `page` counts from 1."""

    statement_id: str = ""
    team_id: int | None = None
    kind: Kind | None = None
    person: str = ""
    way: Way | None = None
    since: date | None = None
    until: date | None = None
    page: int = 1

    def moments(self, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        """The first moment asked for, and the first that no longer is; None for no limit."""
        first = datetime.combine(self.since, time.min, zone) if self.since else None
        last = datetime.combine(self.until + timedelta(days=1), time.min, zone) if self.until else None
        return first, last


@dataclass(frozen=True)
class Told:
    """A page of the record, newest first, whether older changes follow, and who has ever changed anything."""

    entries: tuple[HistoryEntry, ...]
    has_older: bool
    people: tuple[str, ...]


@dataclass(frozen=True)
class Said:
    """A change in words: what was done, and the texts from which and to which, where they do not stand in the words."""

    what: str
    old: str = ""
    new: str = ""


WROTE = {
    "commentary": "why",
    "evidence": "evidence",
    "minority_note": "the minority's view",
    "seen_evidence": "the evidence ticked",
    "closing_evidence": "what shows that the action worked",
    "success_measure": "how people will know that the action worked",
    "note": "a note on the action",
    "milestone": "a milestone of the action",
    "text": "what the action is",
}
CHANGED = {
    "owner": "the action's owner",
    "due": "the action's date",
    "priority": "the action's priority",
    "status": "the action's status",
    "statements": "the action's statements",
    "ofsted": "the Ofsted areas",
    "votes": "the votes kept",
    "supplements": "the supplements asked",
    "team's sections": "the sections a team rates",
    "organisation's kind changed": "the organisation's type",
    "round renamed": "a round's name",
    "team renamed": "a team's name",
    "site renamed": "a site's name",
    "team's site": "the site a team belongs to",
    "organisation renamed": "the organisation's name",
    "people in the workshop": "who is in the workshop",
    "people here": "how many people are here",
}


def said(entry: HistoryEntry) -> Said:
    """What a change did, as a person would tell it."""
    at = f" at {entry.statement_id}" if entry.statement_id else ""
    if entry.field == "rating":
        return _rated(entry)
    if entry.field == "carried_forward":
        return Said(f"Confirmed the rating{at}" if entry.old else f"Carried the rating forward{at}")
    if entry.field == "rejudged":
        return Said(f"{'Marked' if entry.new else 'No longer marked'} as re-judged{at}")
    if entry.field in WROTE:
        return _wrote(entry, WROTE[entry.field], at)
    if entry.field.startswith("report: "):
        return _wrote(entry, f"in the report, {entry.field.removeprefix('report: ')}", at)
    if entry.field in CHANGED:
        return _changed(entry, CHANGED[entry.field], at)
    if entry.field in ("planned", "removed"):
        return Said(f"{'Planned' if entry.new else 'Removed'} an action{at}", entry.old, entry.new)
    return _other(entry, at)


def _rated(entry: HistoryEntry) -> Said:
    old, new = (_word(value) for value in (entry.old, entry.new))
    if not entry.new:
        return Said(
            f"Cleared {entry.statement_id} (was {old})" if entry.old else f"Left {entry.statement_id} not rated"
        )
    return Said(f"Rated {entry.statement_id} {new} (was {old if entry.old else NOT_RATED_WORD.lower()})")


def _word(rating: str) -> str:
    return Rating(rating).word if rating in set(Rating) else rating


def _wrote(entry: HistoryEntry, what: str, at: str) -> Said:
    verb = "Changed" if entry.old else "Wrote"
    if not entry.new:
        verb = "Emptied"
    return Said(f"{verb} {what}{at}", entry.old, entry.new)


def _changed(entry: HistoryEntry, what: str, at: str) -> Said:
    old, new = (value.replace("_", " ") for value in (entry.old, entry.new))
    to = f" to {new}" if new else " to nothing"
    return Said(f"Changed {what}{at}{to}" + (f" (was {old})" if old else ""))


def _other(entry: HistoryEntry, at: str) -> Said:
    what = entry.field.replace("_", " ").capitalize()
    told = " → ".join(value for value in (entry.old, entry.new) if value)
    return Said(f"{what}{at}" + (f": {told}" if told else ""))
