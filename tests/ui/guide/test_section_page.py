"""A section's page: names as they were typed, the open part's progress, and a drawer that says what it does."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import TIE_BREAK, Rating
from sendsat.errors import StorageError
from sendsat.guide.law import Strength
from sendsat.services import viewing
from sendsat.services.organisation import founding
from sendsat.services.plan import planning
from sendsat.services.rounds import judging, rounds, teams
from sendsat.ui.frame import workplace
from tests.ui.guide.section_page import (
    an_action,
    box,
    commentary,
    html,
    leadership_page,
    open_drawer,
    rated,
    rating,
    section_page_of,
    somebody_else_rates,
    somebody_else_writes,
)
from tests.ui.visit import desk


@pytest.fixture
def page(own_database: None) -> AppTest:
    return leadership_page()


def test_a_round_is_named_as_it_was_typed(page: AppTest) -> None:
    assert any("Autumn *2026* &lt;i&gt;late&lt;/i&gt; · Whole organisation" in one for one in html(page))


def test_the_rule_for_a_tie_stands_above_the_ratings_and_beside_every_statements_colours(page: AppTest) -> None:
    told = [one for one in html(page) if TIE_BREAK in one]
    assert len([one for one in told if 'class="part"' in one]) == 1
    assert len([one for one in told if "What each colour looks like" in one]) == 10


def test_the_open_part_counts_what_is_answered(page: AppTest) -> None:
    assert any("1.1 Duty to co-operate · 0/10" in one for one in html(page))
    ratings = [one for one in page.get("button_group") if str(one.key).startswith("rating_")]
    assert len(ratings) == 10
    ratings[0].set_value(Rating.NOT_APPLICABLE).run()
    assert any("1.1 Duty to co-operate · 1/10" in one for one in html(page))


def test_what_is_opened_can_be_closed_again(page: AppTest) -> None:
    drawer = next(one for one in page.button if one.label == "Evidence, actions and more")
    drawer.click().run()
    assert [one.value for one in page.markdown if one.value == "##### Evidence"]
    next(one for one in page.button if one.label == "Hide evidence, actions and more").click().run()
    assert not [one.value for one in page.markdown if one.value == "##### Evidence"]


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("Keep what is stored", "Theirs."),
        ("Take what is new", "Mine, and more."),
        ("Keep both", "Theirs.\n\nMine, and more."),
    ],
)
def test_a_choice_between_two_texts_keeps_what_the_box_holds_at_the_click(
    page: AppTest, choice: str, kept: str
) -> None:
    mine = box(page)
    somebody_else_writes("Theirs.")
    mine.set_value("Mine.").run()
    box(page).set_value("Mine, and more.")
    next(one for one in page.button if one.label == choice).click().run()
    assert (box(page).value, commentary()) == (kept, kept)


def test_words_not_saved_yet_wait_in_their_box_while_another_part_is_looked_at(page: AppTest) -> None:
    mine = box(page)
    somebody_else_writes("Theirs.")
    mine.set_value("Mine.").run()
    page.button(key="go_1.2").click().run()
    assert not [one for one in page.text_area if one.label == "Why this rating? (LM1)"]
    page.button(key="go_1.1").click().run()
    assert box(page).value == "Mine."
    next(one for one in page.button if one.label == "Take what is new").click().run()
    assert commentary() == "Mine."


def test_a_rating_over_somebody_elses_says_what_it_replaced(page: AppTest) -> None:
    somebody_else_rates(Rating.RED)
    rating(page).set_value(Rating.GREEN).run()
    assert any("Somebody else had chosen ▲ Red meanwhile." in one for one in html(page))
    rating(page).set_value(Rating.AMBER).run()
    assert not any("Somebody else" in one for one in html(page))


def test_two_people_of_one_mind_are_told_nothing(page: AppTest) -> None:
    somebody_else_rates(Rating.RED)
    rating(page).set_value(Rating.RED).run()
    assert not any("Somebody else" in one for one in html(page))
    assert any("✓ Saved" in one for one in html(page))


def test_a_control_that_gives_nothing_changes_nothing(page: AppTest) -> None:
    rating(page).set_value(Rating.GREEN).run()
    assert rating(page).proto.required
    rating(page).set_value(None).run()
    assert (rating(page).value, rated()) == (Rating.GREEN, Rating.GREEN)


def test_history_tells_who_said_what_with_every_word_of_a_long_text(page: AppTest) -> None:
    rating(page).set_value(Rating.RED).run()
    for text in ("Word ", "Word " * 60 + "end."):
        box(page).set_value(text).run()
    open_drawer(page)
    [told] = [one for one in html(page) if "<b>Commentary:</b>" in one]
    assert "<b>Rating:</b> ▲ Red" in told
    assert "Someone at this computer" in told
    assert told.count("<b>Commentary:</b>") == 1, "what was typed on the way is not a change of its own"
    assert f'<div class="typed">{"Word " * 60}end.</div>' in told


def shown_changes(page: AppTest) -> list[int]:
    """How many changes of the rating each list of the history shows."""
    return [one.count("<b>Rating:</b>") for one in html(page) if "<b>Rating:</b>" in one]


def test_history_of_many_changes_shows_the_newest_and_the_rest_behind_one_click(page: AppTest) -> None:
    for number in range(13):
        somebody_else_rates(list(Rating)[number % 3])
    open_drawer(page)
    assert shown_changes(page) == [10]

    place = str(rating(page).key).removeprefix("rating_")
    page.session_state[f"older_history_{place}"] = True
    page.run()
    assert "3 earlier changes" in [one.label for one in page.expander]
    assert shown_changes(page) == [10, 3]


def test_words_that_could_not_be_saved_are_told_until_they_are_whatever_else_is_saved(page: AppTest) -> None:
    box(page).set_value("x" * 100_001).run()
    rating(page).set_value(Rating.RED).run()
    assert [one.value for one in page.error if "NOT SAVED" in one.value]
    assert not any("✓ Saved" in one for one in html(page))
    assert len(box(page).value) == 100_001
    box(page).set_value("Shorter.").run()
    assert not page.error
    assert (commentary(), any("✓ Saved" in one for one in html(page))) == ("Shorter.", True)


def test_a_rating_that_could_not_be_saved_can_be_tried_again(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StorageError("The database is in use.", "Try again.")

    with monkeypatch.context() as broken:
        broken.setattr(judging, "rate", busy)
        rating(page).set_value(Rating.AMBER).run()
    assert page.error
    next(one for one in page.button if one.label == "Try to save again").click().run()
    assert not page.error
    assert rating(page).value == Rating.AMBER


def _hasty() -> None:
    import streamlit as st

    from sendsat.ui.frame import kept_text, notices
    from sendsat.ui.guide import answer
    from tests.ui.visit import arrive

    arrive()
    key = f"text_commentary_{answer.place('LM1')}"
    for text in ("One.", "One. Two."):
        st.session_state[key] = text
        kept_text.write(answer.kept("LM1", "commentary", ""))
    st.write(notices.notice(f"{answer.place('LM1')}_commentary"))


def test_words_sent_before_the_page_is_drawn_again_are_no_conflict_with_oneself(page: AppTest) -> None:
    AppTest.from_function(_hasty, default_timeout=20).run()
    assert commentary() == "One. Two."


def test_a_closed_round_is_read_as_text_not_in_boxes_that_cannot_be_used(page: AppTest) -> None:
    box(page).set_value("Kept <for> ever.").run()
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    page.run()
    assert not page.text_area
    assert any("Kept &lt;for&gt; ever." in one for one in html(page))


def test_ofsted_areas_of_a_closed_round_are_read_as_text_too(page: AppTest) -> None:
    edition = workplace.library().current
    next(one for one in page.button if one.label == "Evidence, actions and more").click().run()
    assert [one.label for one in page.multiselect].count(edition.current_framework.title) == 1

    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    page.run()

    assert not page.multiselect
    of_this_section = [one for one in edition.frameworks if one.id in edition.statements["LM1"].ofsted]
    assert len(of_this_section) >= 2
    for framework in of_this_section:
        titles = [a.title for a in framework.areas if a.id in edition.statements["LM1"].ofsted[framework.id].areas]
        assert any(one.value == f"{framework.title}: {', '.join(titles)}" for one in page.markdown)


def test_all_of_the_last_rounds_reason_is_at_hand(page: AppTest) -> None:
    long = "Word " * 60 + "end."
    box(page).set_value(long).run()
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    rounds.start_round(desk(), name="Next")
    page.run()
    assert any(f'<div class="typed">{long}</div>' in one for one in html(page))


def test_a_team_that_is_new_reads_what_each_team_wrote_last_round_under_its_name(page: AppTest) -> None:
    round_ = viewing.rounds_of(desk())[-1]
    second = teams.add_team(desk(), name="Second team", sections=("leadership",))
    for team_id, name in ((round_.teams[0].id, "first"), (second.id, "second")):
        ids = {"round_id": round_.id, "team_id": team_id, "statement_id": "LM1"}
        judging.rate(desk(), **ids, rating=Rating.RED)
        for field in ("commentary", "minority_note"):
            judging.write(desk(), **ids, field=field, text=f"The {field} of the {name}.", seen="")
    rounds.close_round(desk(), round_id=round_.id)
    rounds.start_round(desk(), name="Next")
    third = teams.add_team(desk(), name="Third team", sections=("leadership",))

    [told] = [one for one in html(section_page_of(third.id)) if "Minority view" in one]

    for name, team in (("first", "Whole organisation"), ("second", "Second team")):
        assert f"{team}: The commentary of the {name}." in told
        assert f"Minority view: “{team}: The minority_note of the {name}.”" in told


@pytest.mark.parametrize(("choice", "kept"), [("Keep what is stored", "Theirs."), ("Take what is new", "Mine.")])
def test_where_two_people_changed_an_action_one_of_them_is_chosen(page: AppTest, choice: str, kept: str) -> None:
    text = an_action(page.run())
    [action] = viewing.actions_of(desk())
    planning.change_action(desk(), action=replace(action, text="Theirs.", owner="Ann"))
    text.set_value("Mine.").run()
    assert "Someone else changed this action's text" in page.warning[0].value
    assert "**Stored now**  \nTheirs\\." in [one.value for one in page.markdown]
    next(one for one in page.button if one.label == choice).click().run()
    [action] = viewing.actions_of(desk())
    assert (action.text, action.owner) == (kept, "Ann")
    assert not page.warning


def test_a_statement_elsewhere_opens_in_the_same_round_and_team(page: AppTest) -> None:
    page.session_state["round"], page.session_state["team"] = "Autumn & winter", "A team"
    next(one for one in page.button if one.label == "Evidence, actions and more").click().run()
    assert [one for one in page.markdown if "&round=Autumn+%26+winter&team=A+team&at=LA" in one.value]


def shown_statements(page: AppTest) -> list[str]:
    return [str(one.label).split()[-1] for one in page.get("button_group") if str(one.key).startswith("rating_")]


def test_each_statement_has_its_mark_and_names_the_law_with_whom_it_binds(page: AppTest) -> None:
    told = html(page)
    (first,) = (one for one in told if 'id="LM2"' in one)
    assert '<span class="kind">Law</span>' in first
    assert "Children and Families Act 2014, section 28 (binds further education colleges," in first
    assert "unbound" not in "".join(told), "nobody is told what binds whom before the kind of provider is known"


def test_an_organisation_that_the_law_leaves_out_is_told_so_beside_statement_and_guidance(page: AppTest) -> None:
    founding.change_organisation(desk(), name="Elm", kind=OrganisationKind.TRAINING_PROVIDER)
    told = html(page.run())
    (second,) = (one for one in told if 'id="LM2"' in one)
    (third,) = (one for one in told if 'id="LM3"' in one)
    assert "Does not bind you by law. It binds further education colleges" in second
    assert "Does not bind you" not in third, "the Equality Act binds everyone"
    (panel,) = (one for one in told if 'id="guidance-start"' in one)
    assert "MUST: LAW" in panel
    assert "Does not bind you by law." in panel


def test_statements_are_shown_by_their_mark_and_come_back(page: AppTest) -> None:
    assert len(shown_statements(page)) == 10
    marks = page.get("button_group")[0]
    assert marks.label == "Show only"
    marks.set_value([Strength.LAW]).run()
    assert shown_statements(page) == ["LM2", "LM3"]
    assert "2 of 10 statements shown." in [one.value for one in page.caption]
    page.get("button_group")[0].set_value([]).run()
    assert len(shown_statements(page)) == 10
