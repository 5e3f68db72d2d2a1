"""Old rounds keep the edition they were rated with, and a map leads from its statements to the newer ones."""

from pathlib import Path

import pytest

from sendsat.errors import NotFound
from sendsat.guide.edition import EditionMap
from sendsat.guide.library import Library
from tests.editions import make_whole_edition, write_edition
from tests.factories import make_edition, make_library, make_supplement

MAP = EditionMap(
    edition="small", statements={"LM1": ("LM2",), "LM2": ("LM1", "LM3"), "LM3": ("LM3",), "SP1": (), "LA1": ("SP1",)}
)


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("editions")
    newer = write_edition(folder / "newer", make_whole_edition("newer", maps=(MAP,)))
    return Library.open((newer, write_edition(folder / "older")))


def test_the_first_folder_is_the_edition_for_new_rounds(two_editions: Library) -> None:
    assert two_editions.current.id == "newer"
    assert two_editions.get("small").id == "small"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("LM1", ("LM2",), id="took another id"),
        pytest.param("LM2", ("LM1", "LM3"), id="was split"),
        pytest.param("SP1", (), id="was dropped"),
        pytest.param("LA1", ("SP1",), id="moved to another section"),
        pytest.param("SP2", ("SP2",), id="is not in the map, so it stayed"),
        pytest.param("XX1", (), id="was never there"),
    ],
)
def test_a_statement_is_followed_into_the_newer_edition(two_editions: Library, old: str, new: tuple[str, ...]) -> None:
    assert two_editions.translate(old, from_edition="small", to_edition="newer") == new


def test_within_one_edition_a_statement_is_itself(two_editions: Library) -> None:
    assert two_editions.translate("LM1", from_edition="newer", to_edition="newer") == ("LM1",)


def test_an_edition_that_is_not_here_is_asked_for_by_name(two_editions: Library) -> None:
    with pytest.raises(NotFound, match="guide-1999") as caught:
        two_editions.get("guide-1999")
    assert "SENDSAT_EDITION_DIR" in caught.value.remedy


def test_where_two_folders_hold_the_same_edition_the_first_counts(tmp_path: Path) -> None:
    own = make_whole_edition()
    own = own.model_copy(update={"header": own.header.model_copy(update={"title": "Our wording"})})

    library = Library.open((write_edition(tmp_path / "own", own), write_edition(tmp_path / "shipped")))

    assert library.get("small").header.title == "Our wording"
    assert library.current.header.title == "Our wording"


def test_a_statement_is_found_in_the_edition_that_has_it_of_those_that_a_round_asks() -> None:
    guide, supplement = make_edition(), make_supplement()
    library = make_library(guide, supplement)
    asked = (guide.id, supplement.id)

    assert library.holding("LM1", asked) is guide
    assert library.holding("SU1", asked) is supplement
    assert library.holding("SU1", asked[:1]) is None
    assert library.holding("SU1", ("gone", *asked)) is supplement


def test_supplements_are_picked_by_name_and_neither_a_guide_nor_one_that_is_gone_is_among_them() -> None:
    guide, supplement = make_edition(), make_supplement()
    assert make_library(guide, supplement).beside((guide.id, "gone", supplement.id)) == (supplement,)
