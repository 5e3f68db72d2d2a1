"""What a file that comes back would change: how it reads, what can be chosen, and what is written then."""

from dataclasses import replace

import pytest

from sendsat.assessment.imports.preview import NEW_ACTION, Change, Choice, Preview, Remark, decided, things
from sendsat.errors import Invalid


def change(field: str = "commentary", stored: str = "Mine", value: str = "Theirs", **more: str) -> Change:
    return Change(key=field, field=field, stored=stored, value=value, sheet="Leadership", cell="F6", **more)


@pytest.mark.parametrize(
    ("field", "stored", "value", "before", "after"),
    [
        ("rating", "", "green", "○ Not rated", "● Green"),
        ("due", "", "2027-03-31", "", "31/03/2027"),
        ("status", "not_started", "done", "Not started", "Done"),
        ("priority", "low", "high", "Low", "High"),
        ("statements", "LM1", "LM1,SP2", "LM1", "LM1, SP2"),
        ("commentary", "1,2", "2027-03-31", "1,2", "2027-03-31"),
    ],
)
def test_values_read_as_people_say_them(field: str, stored: str, value: str, before: str, after: str) -> None:
    made = change(field, stored, value)
    assert (made.before, made.after) == (before, after)


def test_a_new_action_reads_with_its_owner_and_date() -> None:
    made = change(NEW_ACTION, "", "Start a club", owner="Sam", due="2027-03-31")
    assert made.after == "Start a club · Sam · 31/03/2027"
    assert replace(made, owner="", due="").after == "Start a club"


def test_where_something_stands_reads_as_words_with_or_without_a_sheet() -> None:
    assert change().where == "Leadership, F6"
    assert Remark("", "row 7, Owner", "Bob", "This cannot be used.").where == "Row 7, Owner"


@pytest.mark.parametrize("field", ["rating", "owner", "due", "status", "priority", "statements", "ofsted"])
def test_only_texts_can_be_kept_both(field: str) -> None:
    conflict = change(field, "low", "high", conflict="changed twice")
    assert Choice.BOTH not in conflict.choices
    with pytest.raises(Invalid, match="cannot be both"):
        decided(Preview(filename="a.xlsx", conflicts=(conflict,)), {field: Choice.BOTH})
    assert Choice.BOTH in change("action_text").choices


def test_changes_are_taken_and_conflicts_stay_unless_somebody_chooses() -> None:
    taken, kept = change("evidence"), change("commentary", conflict="changed twice")
    preview = Preview(filename="a.xlsx", changes=(taken,), conflicts=(kept,))
    assert decided(preview, {}) == (taken,)
    assert decided(preview, {"evidence": Choice.MINE, "commentary": Choice.THEIRS}) == (kept,)
    [both] = decided(preview, {"evidence": Choice.MINE, "commentary": Choice.BOTH})
    assert both.value == "Mine\n\nTheirs"


def test_a_choice_about_what_is_not_in_the_preview_is_refused() -> None:
    with pytest.raises(Invalid, match="no change 'owner'"):
        decided(Preview(filename="a.xlsx", changes=(change(),)), {"owner": Choice.MINE})


def test_each_change_counts_as_a_thing_of_its_own() -> None:
    assert things([change("evidence"), change("commentary"), change("commentary")]) == 2
