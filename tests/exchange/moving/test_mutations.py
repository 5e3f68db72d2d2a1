"""Whatever somebody does to a round's file, it is read whole or refused; teams are told by their names."""

import copy
import json
from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sendsat.assessment.values import Team
from sendsat.errors import Invalid
from sendsat.exchange.moving.moved import MovedRound, match_teams
from sendsat.exchange.moving.reading import read_round
from sendsat.guide.library import Library
from tests.exchange.moving.test_reading import document

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.just([]),
    st.just({}),
    st.lists(st.integers(), max_size=2),
)
NAMES = ("Leadership", "Foundation learning", "Vocational studies", "Apprenticeships")


def places(part: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands in a document, as the keys that lead there; of a long list its first entries."""
    inside = part.items() if isinstance(part, dict) else enumerate(part[:2]) if isinstance(part, list) else ()
    return [place for key, value in inside for place in [(*here, key), *places(value, (*here, key))]]


def test_a_round_with_anything_in_any_place_is_read_or_refused(library: Library) -> None:
    good = document(library)
    good["judgements"] = good["judgements"][:2]

    @settings(max_examples=3 * settings().max_examples)
    @given(st.sampled_from(places(good)), JUNK, st.booleans())
    def changed(place: tuple[Any, ...], junk: object, left_out: bool) -> None:
        document_ = copy.deepcopy(good)
        part = document_
        for key in place[:-1]:
            part = part[key]
        if left_out:
            del part[place[-1]]
        else:
            part[place[-1]] = junk
        with suppress(Invalid):
            assert isinstance(read_round(json.dumps(document_).encode()), MovedRound)

    changed()


@given(
    st.permutations(NAMES),
    st.lists(st.sampled_from(["{}", "{} team", "The {}", "{} 2026"]), min_size=4, max_size=4),
    st.lists(st.sampled_from([str.upper, str.lower, str.title]), min_size=4, max_size=4),
)
def test_a_team_is_told_by_its_name_in_any_order_and_dress(
    names: list[str], dress: list[str], cases: list[Any]
) -> None:
    here = tuple(Team(number, name, ()) for number, name in enumerate(names, start=1))
    theirs = [Team(9, case(dressed.format(name)), ()) for name, dressed, case in zip(NAMES, dress, cases, strict=True)]
    for name, dressed, match in zip(NAMES, dress, match_teams(theirs, here), strict=True):
        taken = match.same if dressed == "{}" else match.like
        assert taken is not None
        assert taken.name == name
        assert (match.same is None) is (dressed != "{}")
