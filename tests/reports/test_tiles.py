"""A tile for every statement asked: its sign, its direction and its words; filters, and what the counts are of."""

from dataclasses import replace

import pytest

from sendsat.assessment.rating import Rating, State, Waiting
from sendsat.assessment.results.comparison import compare
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Status
from sendsat.guide.edition import Edition
from sendsat.guide.law import Strength
from sendsat.reports.tiles import Tile, Wanted, make_board, tiles_of
from tests.content import shipped
from tests.factories import make_action, make_edition, make_judgement, make_library, make_snapshot

R, A, G, N = Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE


def tile(rating: Rating | None, movement: Movement | None = None, *, actions: int = 0, carried: bool = False) -> Tile:
    said = replace(make_judgement("LM3", rating), carried_forward=carried)
    return Tile(Standing("LM3", (said,)), movement, actions)


@pytest.mark.parametrize(
    ("shown", "sign", "direction", "name"),
    [
        (tile(A, Movement.SLIPPED, actions=1), "◆", "↓", "LM3: Amber, slipped, open action"),
        (tile(G, Movement.IMPROVED), "●", "↑", "LM3: Green, improved"),
        (tile(R, Movement.STAYED, actions=2), "▲", "=", "LM3: Red, stayed the same, 2 open actions"),
        (tile(R, Movement.BOTH_WAYS), "▲", "↕", "LM3: Red, both ways"),
        (tile(R, Movement.REJUDGED), "▲", "≈", "LM3: Red, re-judged"),
        (tile(A, Movement.NEWLY_RATED), "◆", "+", "LM3: Amber, newly rated"),
        (tile(A, Movement.UNCONFIRMED, carried=True), "□", "", "LM3: Amber, carried forward"),
        (tile(N, Movement.STILL_NOT_APPLICABLE), "–", "", "LM3: Not applicable"),
        (tile(None, Movement.NOT_YET_RATED), "○", "", "LM3: Not rated"),
        (tile(None), "○", "", "LM3: Not rated"),
    ],
)
def test_a_tile_says_in_words_all_that_it_shows(shown: Tile, sign: str, direction: str, name: str) -> None:
    assert (shown.sign, shown.direction, shown.name) == (sign, direction, name)


def test_every_statement_asked_has_a_tile_in_the_guides_order_and_only_open_actions_count() -> None:
    now = make_snapshot(make_judgement("LM1", R))
    before = make_snapshot(make_judgement("LM1", A))
    done = make_action(status=Status.DONE)

    found = tiles_of(now, compare(before, now, make_library()), [make_action(), done, make_action(statements=("SP1",))])

    assert [one.name for one in found] == [
        "LM1: Red, slipped, open action",
        "LM2: Not rated",
        "LM3: Not rated",
        "SP1: Not rated, open action",
        "SP2: Not rated",
    ]


def test_without_a_round_before_no_tile_has_a_direction() -> None:
    assert {one.direction for one in tiles_of(make_snapshot(make_judgement("LM1", R)), None, [])} == {""}


def marked() -> Edition:
    """The small edition; LM1 is marked as law."""
    edition = make_edition()
    law = next(one.ours for one in shipped.statements() if shipped.ours(one).duty is Strength.LAW)
    section = edition.sections[0]
    [question] = section.subsections[0].questions
    first = question.statements[0].model_copy(update={"ours": law})
    question = question.model_copy(update={"statements": (first, *question.statements[1:])})
    part = section.subsections[0].model_copy(update={"questions": (question,)})
    section = section.model_copy(update={"subsections": (part, *section.subsections[1:])})
    return make_edition(section, *edition.sections[1:])


def rated(edition: Edition) -> Snapshot:
    carried = replace(make_judgement("SP2", G), carried_forward=True)
    return make_snapshot(make_judgement("LM1", R), make_judgement("LM3", A), carried, edition=edition)


def ids(wanted: Wanted, choices: dict[tuple[str, str], tuple[str, ...]] | None = None) -> list[str]:
    edition = marked()
    board = make_board(edition, tiles_of(rated(edition), None, []), wanted, choices or {})
    return [one.statement_id for one in board.tiles]


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (Wanted(), ["LM1", "LM2", "LM3", "SP1", "SP2"]),
        (Wanted(part="leadership"), ["LM1", "LM2", "LM3"]),
        (Wanted(part="1.2"), ["LM3"]),
        (Wanted(duty=Strength.LAW), ["LM1"]),
        (Wanted(duty=Strength.GUIDE), []),
        (Wanted(area=("framework-2025", "inclusion")), ["LM1", "LM2", "LM3", "SP1", "SP2"]),
        (Wanted(states=(A,)), ["LM3"]),
        (Wanted(states=(None,)), ["LM2", "SP1"]),
        (Wanted(states=(Waiting.CARRIED,)), ["SP2"]),
        (Wanted(part="study-programmes", states=(R,)), []),
    ],
)
def test_a_filter_shows_what_fits_and_nothing_else(wanted: Wanted, shown: list[str]) -> None:
    assert ids(wanted) == shown


def test_an_area_is_the_organisations_own_where_it_chose_one() -> None:
    elsewhere: dict[tuple[str, str], tuple[str, ...]] = {("LM1", "framework-2025"): ()}
    assert ids(Wanted(area=("framework-2025", "inclusion")), elsewhere) == ["LM2", "LM3", "SP1", "SP2"]


@pytest.mark.parametrize(
    ("wanted", "counts", "told"),
    [
        (Wanted(), {R: 1, A: 1, None: 2, Waiting.CARRIED: 1}, "of 5 asked"),
        (Wanted(states=(R,)), {R: 1, A: 1, None: 2, Waiting.CARRIED: 1}, "of 5 asked"),
        (Wanted(part="leadership"), {R: 1, A: 1, None: 1}, "of 3 asked that fit the filters (5 in all)"),
        (Wanted(part="1.2"), {A: 1}, "of 1 asked that fits the filters (5 in all)"),
        (Wanted(duty=Strength.GUIDE), {}, "of 0 asked that fit the filters (5 in all)"),
    ],
)
def test_counts_are_of_every_rating_of_what_fits_and_say_so(
    wanted: Wanted, counts: dict[State, int], told: str
) -> None:
    board = make_board(marked(), tiles_of(rated(marked()), None, []), wanted, {})
    assert {one: board.counts.of(one) for one in (R, A, G, N, None, Waiting.CARRIED) if board.counts.of(one)} == counts
    assert board.counted == told


def test_tiles_stand_under_their_sections_and_parts_and_empty_ones_are_left_out() -> None:
    edition = marked()
    board = make_board(edition, tiles_of(rated(edition), None, []), Wanted(states=(R, A)), {})
    assert [
        (section.id, [(part.number, [one.statement_id for one in tiles]) for part, tiles in parts])
        for section, parts in board.sections
    ] == [("leadership", [("1.1", ["LM1"]), ("1.2", ["LM3"])])]
