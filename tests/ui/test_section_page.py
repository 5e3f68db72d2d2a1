"""A section's page: names as they were typed, the open part's progress, and a drawer that says what it does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup, TextArea

from sendsat.assessment.rating import TIE_BREAK, Rating
from sendsat.assessment.values import OrganisationKind
from sendsat.errors import StorageError
from sendsat.guide.law import Strength
from sendsat.services import founding, judging, planning, rounds, viewing
from sendsat.services.founding import found_organisation
from sendsat.services.judging import write
from sendsat.services.planning import Draft
from sendsat.ui.frame import workplace
from tests.factories import STARTED
from tests.services.snapshots import every_snapshot
from tests.ui.visit import desk

ODD = "Autumn *2026* <i>late</i>"


def _page() -> None:
    from sendsat.ui.guide import section
    from tests.ui.visit import arrive

    arrive()
    section.draw("leadership")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{tmp_path / 'section.db'}")
    found_organisation(
        workplace.store(),
        workplace.library(),
        name="Elm",
        kind=OrganisationKind.PROVIDER,
        round_name=ODD,
        now=STARTED,
    )
    yield AppTest.from_function(_page, default_timeout=20).run()
    workplace.store().close()


def html(page: AppTest) -> list[str]:
    return [str(one.proto.body) for one in page.get("html")]


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


def somebody_else_writes(text: str) -> None:
    round_ = viewing.rounds_of(desk())[-1]
    ids = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}
    write(desk(), **ids, field="commentary", text=text, seen="")


def commentary() -> str:
    [said] = viewing.snapshots(desk(), viewing.rounds_of(desk())[-1].id)[0].standings["LM1"].judgements
    return said.commentary


def box(page: AppTest) -> TextArea:
    return next(one for one in page.text_area if one.label == "Why this rating? (LM1)")


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


def rating(page: AppTest) -> ButtonGroup:
    return next(one for one in page.get("button_group") if str(one.key).endswith("_LM1"))


def somebody_else_rates(value: Rating | None) -> None:
    round_ = viewing.rounds_of(desk())[-1]
    judging.rate(desk(), round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM1", rating=value)


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


def rated() -> Rating | None:
    return viewing.snapshots(desk(), viewing.rounds_of(desk())[-1].id)[0].rating("LM1")


def press(page: AppTest, label: str) -> None:
    next(one for one in page.button if one.label == label).click().run()


def labels(page: AppTest) -> list[str]:
    return [one.label for one in page.button]


UNDO = "Undo: LM1 back to Amber"


def test_only_a_rating_that_is_there_can_be_cleared(page: AppTest) -> None:
    open_drawer(page)
    assert "Clear rating" not in labels(page)
    rating(page).set_value(Rating.AMBER).run()
    assert "Clear rating" in labels(page)
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    page.run()
    assert "Clear rating" not in labels(page)


def cleared(page: AppTest) -> None:
    rating(page).set_value(Rating.AMBER).run()
    open_drawer(page)
    press(page, "Clear rating")


def test_clearing_says_what_it_was_and_undo_waits_through_other_clicks(page: AppTest) -> None:
    cleared(page)
    assert any("LM1 cleared: it was Amber. Saved" in one for one in html(page))
    assert (rated(), rating(page).value, "Clear rating" in labels(page)) == (None, None, False)
    press(page, "Hide evidence, actions and more")
    box(page).set_value("Because.").run()
    page.run()
    page.button(key="go_1.2").click().run()
    page.button(key="go_1.1").click().run()
    press(page, UNDO)
    assert any("LM1 is Amber again. Saved" in one for one in html(page))
    assert (rated(), rating(page).value, commentary(), UNDO in labels(page)) == (
        Rating.AMBER, Rating.AMBER, "Because.", False,
    )  # fmt: skip


def test_another_rating_takes_the_place_of_undo(page: AppTest) -> None:
    cleared(page)
    rating(page).set_value(Rating.RED).run()
    assert not [one for one in labels(page) if one.startswith("Undo")]
    press(page, "Clear rating")
    assert [one for one in labels(page) if one.startswith("Undo")] == ["Undo: LM1 back to Red"]


def test_undo_does_not_overwrite_what_somebody_chose_since_and_shows_it(page: AppTest) -> None:
    cleared(page)
    somebody_else_rates(Rating.GREEN)
    press(page, UNDO)
    assert "LM1 has been changed since it was cleared and is Green now" in page.error[0].value
    assert (rated(), rating(page).value, UNDO in labels(page)) == (Rating.GREEN, Rating.GREEN, False)


def test_clearing_over_somebody_elses_newer_rating_says_so(page: AppTest) -> None:
    rating(page).set_value(Rating.AMBER).run()
    open_drawer(page)
    somebody_else_rates(Rating.RED)
    press(page, "Clear rating")
    assert any("LM1 cleared: it was Red, which somebody else had chosen meanwhile." in one for one in html(page))
    press(page, "Undo: LM1 back to Red")
    assert rated() is Rating.RED


def test_clearing_what_somebody_else_cleared_leaves_nothing_to_undo(page: AppTest) -> None:
    rating(page).set_value(Rating.AMBER).run()
    open_drawer(page)
    somebody_else_rates(None)
    press(page, "Clear rating")
    assert any("LM1 was cleared already" in one for one in html(page))
    assert not [one for one in labels(page) if one.startswith("Undo")]


@pytest.mark.parametrize(
    ("verb", "button", "stands"), [("rate", "Clear rating", None), ("put_back", UNDO, Rating.AMBER)]
)
def test_a_clearing_or_undo_that_could_not_be_saved_says_so_and_can_be_tried_again(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, verb: str, button: str, stands: Rating | None
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StorageError("The database is in use.", "Try again.")

    rating(page).set_value(Rating.AMBER).run()
    open_drawer(page)
    if verb == "put_back":
        press(page, "Clear rating")
    before = rated()
    with monkeypatch.context() as broken:
        broken.setattr(judging, verb, busy)
        press(page, button)
    assert "The database is in use" in page.error[0].value
    assert rated() is before
    press(page, "Try to save again" if verb == "rate" else button)
    assert not page.error
    assert (rated(), UNDO in labels(page)) == (stands, stands is None)


def open_drawer(page: AppTest) -> None:
    next(one for one in page.button if one.label == "Evidence, actions and more").click().run()


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


def test_history_of_many_changes_shows_the_newest_and_the_rest_behind_one_click(page: AppTest) -> None:
    for number in range(13):
        somebody_else_rates(list(Rating)[number % 3])
    open_drawer(page)
    [told] = [one for one in html(page) if "<b>Rating:</b>" in one]
    newest, older = told.split("<summary>3 earlier changes</summary>")
    assert (newest.count("<b>Rating:</b>"), older.count("<b>Rating:</b>")) == (10, 3)


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


def an_action(page: AppTest) -> TextArea:
    planning.plan_action(
        desk(), round_id=viewing.rounds_of(desk())[-1].id, team_id=None, statements=("LM1",), draft=Draft("Do it.")
    )
    next(one for one in page.button if one.label == "Evidence, actions and more").click().run()
    return next(one for one in page.text_area if one.label == "What will be done")


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


@pytest.fixture
def carried(page: AppTest) -> AppTest:
    """The page of a round that was started from one in which LM1 and LM2 were rated."""
    before = viewing.rounds_of(desk())[-1]
    ids = {"round_id": before.id, "team_id": before.teams[0].id}
    for one, rating in (("LM1", Rating.GREEN), ("LM2", Rating.AMBER)):
        judging.rate(desk(), **ids, statement_id=one, rating=rating)
        write(desk(), **ids, statement_id=one, field="commentary", text=f"Why *{one}*.", seen="")
    rounds.start_round(desk(), name="Spring", carry_forward_from=before.id)
    return page.run()


def waiting() -> list[str]:
    return [one.statement_id for one in every_snapshot(desk())[-1].waiting()]


def opened_list(page: AppTest) -> AppTest:
    """The page with the list of what waits opened, as its expander keeps that."""
    seen = viewing.rounds_of(desk())[-1]
    page.session_state[f"confirming_{seen.id}_{seen.teams[0].id}_1.1"] = True
    return page.run()


CONFIRMING = "Confirm what was carried forward"


def test_what_was_carried_forward_is_counted_apart_and_not_chosen(carried: AppTest) -> None:
    assert any("1.1 Duty to co-operate · 0/10 · 2 to confirm" in one for one in html(carried))
    ratings = [one for one in carried.get("button_group") if str(one.key).startswith("rating_")]
    assert [one.value for one in ratings[:3]] == [None, None, None]
    badges = [one.value for one in carried.markdown if "badge" in one.value]
    assert badges == [":blue-badge[□ Green, carried forward]", ":blue-badge[□ Amber, carried forward]"]


def test_choosing_the_rating_that_was_carried_forward_confirms_it(carried: AppTest) -> None:
    ratings = [one for one in carried.get("button_group") if str(one.key).startswith("rating_")]
    ratings[0].set_value(Rating.GREEN).run()
    assert waiting() == ["LM2"]
    assert any("1.1 Duty to co-operate · 1/10 · 1 to confirm" in one for one in html(carried))


def test_a_part_is_confirmed_at_once_with_each_reason_in_view_and_undone(carried: AppTest) -> None:
    page = opened_list(carried)
    shown = [one.value for one in page.markdown]
    assert any("Why \\*LM1\\*" in one for one in shown)
    assert any("Why \\*LM2\\*" in one for one in shown)
    press(page, "Confirm all (2)")
    assert waiting() == []
    assert any(one.value.startswith("2 ratings confirmed") for one in page.success)
    assert any("1.1 Duty to co-operate · 2/10<" in one for one in html(page))
    press(page, "Undo: 2 ratings wait to be confirmed again")
    assert waiting() == ["LM1", "LM2"]
    assert not [one for one in page.button if one.label.startswith("Undo")]


def test_only_what_is_ticked_is_confirmed(carried: AppTest) -> None:
    page = opened_list(carried)
    assert next(one for one in page.button if one.label == "Confirm those ticked (0)").disabled
    next(one for one in page.checkbox if one.label == "**LM2** □ Amber, carried forward").check().run()
    press(page, "Confirm those ticked (1)")
    assert waiting() == ["LM1"]


def test_a_closed_round_offers_nothing_to_confirm(carried: AppTest) -> None:
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    assert not [one for one in carried.run().expander if one.label == CONFIRMING]


def test_a_closed_round_writes_its_ratings_and_shows_no_control_for_them(carried: AppTest) -> None:
    ratings = [one for one in carried.get("button_group") if str(one.key).startswith("rating_")]
    ratings[2].set_value(Rating.RED).run()
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    carried.run()
    assert not [one for one in carried.get("button_group") if str(one.key).startswith("rating_")]
    assert not [one for one in carried.button if one.label == "Still true"]
    told = {sid: next(one for one in html(carried) if f'id="{sid}"' in one) for sid in ("LM1", "LM3", "LM4")}
    assert '<b class="rated rag-not_rated">□ Green, carried forward</b>' in told["LM1"]
    assert '<b class="rated rag-red">▲ Red</b>' in told["LM3"]
    assert "Not rated" in told["LM4"]
