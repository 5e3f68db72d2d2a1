"""A trend counts the same statements in every round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.assessment.counts import added
from sendsat.assessment.rating import Rating
from sendsat.assessment.results.outline import Outline
from sendsat.assessment.results.trend import by_section, by_team, make_trend
from sendsat.assessment.snapshot import Snapshot
from sendsat.guide.edition import EditionMap
from sendsat.guide.library import Library
from tests.factories import make_edition, make_judgement, make_library, make_round, make_snapshot, make_team

RATINGS = st.sampled_from([*Rating, None])
SECTIONS = st.sampled_from([("elsewhere",), ("leadership",), ("leadership", "study-programmes")])


@st.composite
def a_round(draw: st.DrawFn) -> Snapshot:
    said = [make_judgement(one, draw(RATINGS)) for one in ("LM1", "LM2", "LM3", "SP1", "SP2")]
    return make_snapshot(*said, round_=make_round(teams=(make_team(sections=draw(SECTIONS)),)))


@given(st.lists(a_round(), max_size=4))
def test_every_round_has_the_same_total_and_nothing_is_lost_without_a_word(rounds: list[Snapshot]) -> None:
    trend = make_trend(rounds, make_library())

    assert {one.counts.total for one in trend.stretches} <= {trend.total}
    assert len(trend.stretches) == sum(bool(one.asked) for one in rounds)
    assert len({sid for one in rounds for sid in one.asked}) == trend.total + len(trend.left_out)


def test_a_rating_of_a_statement_that_another_round_does_not_ask_is_not_counted() -> None:
    leaders = make_round(teams=(make_team(sections=("leadership",)),))
    first = make_snapshot(make_judgement("LM1", Rating.RED), make_judgement("SP1", Rating.RED))

    trend = make_trend([first, make_snapshot(make_judgement("LM1", Rating.GREEN), round_=leaders)], make_library())

    assert [(one.counts.red, one.counts.green) for one in trend.stretches] == [(1, 0), (0, 1)]
    assert trend.left_out == ("SP1", "SP2")


def test_across_editions_a_renumbered_statement_is_the_same_and_a_split_or_merged_one_is_not() -> None:
    moves = {"LM1": ("LM2",), "LM2": ("LM1", "LM3"), "LM3": (), "SP1": ("SP1",), "SP2": ("SP1",)}
    old = make_edition(id_="old")
    new = make_edition(id_="new", maps=(EditionMap(edition="old", statements=moves),))

    trend = make_trend([make_snapshot(edition=old), make_snapshot(edition=new)], Library([new, old]))

    assert [one.statement_ids for one in trend.stretches] == [("LM1",), ("LM2",)]
    assert trend.left_out == ("LM2 (old)", "LM3 (old)", "SP1 (old)", "SP2 (old)", "LM1", "LM3", "SP1", "SP2")


@given(st.lists(a_round(), max_size=4))
def test_the_trends_of_sections_add_up_to_the_trend_of_all(rounds: list[Snapshot]) -> None:
    trend = make_trend(rounds, make_library())
    panels = by_section(trend)

    for place, stretch in enumerate(trend.stretches if trend.total else ()):
        assert added(panel.trend.stretches[place].counts for panel in panels) == stretch.counts
    assert sum(panel.trend.total for panel in panels) == trend.total


def test_each_team_has_a_trend_of_the_rounds_in_which_it_takes_part() -> None:
    leaders, tutors, gone = (
        make_team(1, sections=("leadership",)),
        make_team(2, sections=("study-programmes",)),
        make_team(3),
    )
    before = make_snapshot(make_judgement("LM1", Rating.RED), round_=make_round(1, "Autumn", teams=(leaders, gone)))
    after = make_snapshot(
        make_judgement("LM1", Rating.GREEN),
        make_judgement("SP1", Rating.AMBER, team_id=2),
        round_=make_round(2, "Spring", teams=(leaders, tutors)),
    )

    panels = by_team((before, after), (leaders, tutors), make_library())

    told = [
        [(one.snapshot.round.name, one.counts.rated, one.counts.total) for one in p.trend.stretches] for p in panels
    ]
    assert told == [[("Autumn", 1, 3), ("Spring", 1, 3)], [("Spring", 1, 2)]]


def test_an_edition_is_looked_up_once_however_many_rounds_were_rated_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    library, looked_up = make_library(), list[str]()

    def noted(self: Library, statement_id: str, *, from_edition: str, to_edition: str) -> tuple[str, ...]:
        looked_up.append(statement_id)
        return translate(self, statement_id, from_edition=from_edition, to_edition=to_edition)

    translate = Library.translate
    monkeypatch.setattr(Library, "translate", noted)
    make_trend([make_snapshot(), make_snapshot(), make_snapshot()], library)

    assert looked_up == list(library.current.statements)


def test_a_round_looked_at_as_before_is_the_same_and_is_not_worked_out_again() -> None:
    whole, outline = make_snapshot(make_judgement("LM1", Rating.RED)), Outline(make_round(), make_edition())

    assert whole.for_team(None) is whole
    assert outline.for_team(None) is outline
    alone = whole.for_team(1)
    assert alone.only_team == 1
    assert alone.for_team(1) is alone
