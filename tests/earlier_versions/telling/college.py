"""What a made-up college does in its rounds: it rates, gives reasons, plans, closes, carries forward."""

from dataclasses import replace
from datetime import date
from typing import Any

from .verbs import meaning, verb

REASONS = {
    "LM1": "Quillfeather governors ask about SEND at every meeting; café talks help too 😀",
    "LM2": "=SUM(1,2) is how one tutor began this Brackenford sentence",
    "LM3": "First line of Thistledown\nSecond line, with “quotes”, commas; and semicolons\n\n- Ümläut and a dash",
    "SP1": "Marrowby tutors plan from the learner's starting point",
    "WBL1": "Pennywhistle employers were asked, two of nine answered",
}
RATINGS = {"LM1": "green", "LM2": "amber", "LM3": "red", "LM4": "amber", "SP1": "red", "SP2": "green", "WBL1": "amber"}
EVIDENCE = {"LM1": "Minutes of Larkspur House, 3 June", "SP1": "Fernhollow timetable, https://example.org/plan?a=1&b=2"}
PLANNED = "Write the Copperbeech transition policy"
LATER = "Ask the Driftwood employers again"
REMOVED = "Buy the Gannet minibus"
PROGRESS = "The Saffron draft went round"
MEASURE = "Nine of ten Tanglewood leavers know their next step"
MILESTONE = "Hazelmere draft agreed"
NEW_TEAM = "Learning support"


def rate(desk: Any, round_id: int, team_id: int, ratings: dict[str, str]) -> None:
    for statement_id, rating in ratings.items():
        verb("rate", of="judging")(
            desk, round_id=round_id, team_id=team_id, statement_id=statement_id, rating=meaning("Rating")(rating)
        )


def write(desk: Any, round_id: int, team_id: int, field: str, texts: dict[str, str]) -> None:
    for statement_id, text in texts.items():
        verb("write", of="judging")(
            desk, round_id=round_id, team_id=team_id, statement_id=statement_id, field=field, text=text, seen=""
        )


def first_round(desk: Any, round_id: int, team_id: int) -> None:
    """The whole college says what it thinks, a second team something else."""
    rate(desk, round_id, team_id, RATINGS)
    write(desk, round_id, team_id, "commentary", REASONS)
    write(desk, round_id, team_id, "evidence", EVIDENCE)
    write(desk, round_id, team_id, "minority_note", {"LM2": "Two of the Nightjar group would say red"})
    place = {"round_id": round_id, "team_id": team_id}
    verb("tick_evidence")(desk, **place, statement_id="LM1", prompt="Minutes of meetings", seen=True)
    areas: dict[str, Any] = {"statement_id": "LM2", "framework_id": "fes2025", "areas": ("participation",)}
    try:
        verb("choose_ofsted_areas")(desk, **place, **areas)
    except TypeError:
        verb("choose_ofsted_areas")(desk, edition_id=desk.library.current.id, **areas)
    support = verb("add_team")(desk, name=NEW_TEAM, sections=("leadership", "study-programmes"))
    rate(desk, round_id, support.id, {"LM1": "amber", "SP1": "amber", "SP3": "green"})
    write(desk, round_id, support.id, "commentary", {"SP3": "Foxglove mentors meet learners weekly"})
    rate(desk, round_id, support.id, {"SP3": "red"})
    rate(desk, round_id, support.id, {"SP3": "green"})
    gone = verb("add_team")(desk, name="Evening classes", sections=("study-programmes",))
    rate(desk, round_id, gone.id, {"SP2": "amber"})
    verb("retire_team")(desk, team_id=gone.id)


def plan(desk: Any, round_id: int, team_id: int) -> None:
    """Three actions, one of them removed again; notes, and what later versions keep with an action."""
    draft, priority, status = meaning("Draft"), meaning("Priority"), meaning("Status")
    add = verb("plan_action")
    first = add(
        desk,
        round_id=round_id,
        team_id=team_id,
        statements=("LM1", "SP1"),
        draft=draft(PLANNED, "Robin Example", date(2026, 3, 31), priority("high"), status("in_progress")),
    )
    add(desk, round_id=round_id, team_id=None, statements=("WBL1",), draft=draft(LATER, "Sam Sample"))
    gone = add(desk, round_id=round_id, team_id=team_id, statements=("LM3",), draft=draft(REMOVED))
    verb("note_progress")(desk, action_id=first.id, text=PROGRESS)
    if hasattr(first, "success_measure"):
        stored = verb("actions_of")(desk)[0]
        first = verb("change_action")(desk, action=replace(stored, success_measure=MEASURE))
    if add_milestone := verb("add_milestone"):
        add_milestone(desk, action_id=first.id, text=MILESTONE, due=date(2026, 1, 15))
    verb("remove_action")(desk, action_id=gone.id)


def second_round(desk: Any, first_id: int, team_id: int) -> Any:
    """The first round is closed and the next one begins with what it said, some of it confirmed."""
    verb("close_round")(desk, round_id=first_id)
    spring = verb("start_round")(desk, name="Spring review", carry_forward_from=first_id)
    place = {"round_id": spring.id, "team_id": team_id}
    verb("confirm")(desk, **place, statement_id="LM1")
    rate(desk, spring.id, team_id, {"LM3": "amber", "SP2": "amber"})
    if mark := verb("mark_rejudged"):
        mark(desk, **place, statement_id="SP2", rejudged=True)
    return spring
