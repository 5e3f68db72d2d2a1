"""Each thing is written one way: `check` finds every slip, whatever file it is in, and stops no edition for it."""

from pathlib import Path

import pytest

from sendsat.guide.loader import check_folder, load_edition
from sendsat.guide.words.wording import check_file
from tests.editions import write_edition


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_edition(tmp_path / "edition")


def _rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_slip_is_told_with_file_line_and_the_right_way_but_stops_nothing(folder: Path) -> None:
    _rewrite(folder / "changes.yaml", "One thing.", "Every EHCP changed.")

    (told,) = check_folder(folder)

    assert told.startswith("changes.yaml: line ")
    assert told.endswith("change-1: 'EHCP' is written 'EHC plan' here")
    assert load_edition(folder).changes[0].guide_says == "Every EHCP changed."


@pytest.mark.parametrize("text", ["'Two EHCPs.'", "'The EHC plan.'", "'The pre-EHCP time.'"])
def test_whole_words_count_as_they_are_written(folder: Path, text: str) -> None:
    _rewrite(folder / "changes.yaml", "One thing.", text)

    assert check_folder(folder) == []


def test_a_slip_across_two_lines_of_a_file_is_found(folder: Path) -> None:
    _rewrite(folder / "changes.yaml", "One thing.", ">-\n    The new ehc\n    plan.")

    assert [one.partition(": '")[2] for one in check_folder(folder)] == ["ehc plan' is written 'EHC plan' here"]


def test_the_glossary_entry_that_lists_another_name_may_explain_it_and_no_other_entry(folder: Path) -> None:
    _rewrite(folder / "glossary.yaml", "definition: A plan.", "forms: [EHCP]\n  definition: Many say EHCP.")
    assert check_folder(folder) == []

    _rewrite(folder / "glossary.yaml", "[EHCP]", "[plan]")
    assert len(check_folder(folder)) == 1


def test_a_file_that_belongs_to_no_edition_is_read_by_the_same_words(folder: Path, tmp_path: Path) -> None:
    demonstration = tmp_path / "demonstration.yaml"
    demonstration.write_text("- id: EHCP\n  text: Read the EHCP.\n", encoding="utf-8")

    assert check_file(demonstration, folder / "wording.yaml") == [
        "demonstration.yaml: line 2: EHCP: 'EHCP' is written 'EHC plan' here"
    ]
    assert check_file(tmp_path / "nowhere.yaml", folder / "wording.yaml") == ["nowhere.yaml: is missing"]
