"""What is ours reads easily and amber has room: measured by the check, which says where it is not so."""

import re
import shutil
from pathlib import Path

import pytest

from sendsat.__main__ import main
from sendsat.guide.words.readability import leaves_room, readability_faults, reading_grade, syllables
from sendsat.settings import SHIPPED_EDITION

COUNTED_BY_HAND = """
    a1 the1 learner2 learners2 support2 plan1 year1 week1 course1 agreed2 trained1 started2 needs1 people2 team1 used1
    outcome2 programme2 review2 reviewed2 employer3 adviser3 authority4 policy3 governor3 local2 offer2 college2
    evidence3 assessment3 curriculum4 education4 provision3 consultation4 tribunal3 mediation4 certificate4 special2
    social2 specialist3 disability5 equality4 impartial3 independent4 employment3 apprentice3 apprenticeships5 area3
    vulnerable4 emergency4 qualification5 reasonable4 adjustments3 communication5 guardian3 appropriate4 exemption3
    language2 changes2 places2 pages2 times1 those1 these1 shared1 asked1 tested2 transition3 destination4 SEND1 PEEP1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED_EDITION, tmp_path / "edition"))


def _say(folder: Path, field: str, text: str) -> None:
    """Let the first statement of section 1 say `text` in `field`."""
    path = folder / "leadership.yaml"
    field_with_lines = re.compile(rf"^( *){field}: >-\n(?:\1  .*\n)+", re.MULTILINE)
    said, count = field_with_lines.subn(rf"\1{field}: '{text}'\n", path.read_text(encoding="utf-8"), count=1)
    assert count == 1
    path.write_text(said, encoding="utf-8")


def test_syllables_are_counted_nearly_as_a_person_counts_them() -> None:
    counted = {word[:-1]: int(word[-1]) for word in COUNTED_BY_HAND.split()}
    wrong = {word: syllables(word) for word, count in counted.items() if syllables(word) != count}
    assert all(abs(found - counted[word]) == 1 for word, found in wrong.items())
    assert len(wrong) <= 0.06 * len(counted), wrong


def test_the_grade_is_flesch_and_kincaids() -> None:
    assert reading_grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert reading_grade("Plans help. Plans help learners.") == pytest.approx(0.39 * 2.5 + 11.8 * 6 / 5 - 15.59)
    assert reading_grade("") == 0.0


def test_one_long_sentence_reads_harder_than_two_short_ones_and_section_numbers_end_none() -> None:
    short = "Each learner has a plan. It is ready on the first day."
    assert reading_grade(short) < reading_grade(short.replace(". It", " and it"))
    assert reading_grade("See 9.42-9.43 first.") == pytest.approx(reading_grade("See one first."))


@pytest.mark.parametrize(
    ("amber", "room"),
    [
        ("Plans exist. At least one is true: some are late; you do not yet know that they help.", True),
        ("Plans exist. At least one is true: some are not yet signed; some are late.", False),
        ("Plans exist. At least one is true: you cannot yet show that they help.", False),
        ("Plans exist, but some are late, or you do not yet know that they help.", False),
    ],
    ids=["effect last", "effect nowhere", "nothing else open", "no list"],
)
def test_amber_has_room_where_it_lists_what_is_open_and_ends_with_an_effect_not_yet_shown(
    amber: str, room: bool
) -> None:
    assert leaves_room(amber) is room


def test_the_shipped_edition_is_easy_to_read_and_has_room_in_every_amber() -> None:
    assert readability_faults(SHIPPED_EDITION) == []


def test_the_check_names_the_field_that_is_hard_to_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _say(folder, "why", "Organisational responsibilities necessitate comprehensive interdisciplinary collaboration.")

    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "LM1: why reads at grade" in said
    assert said.startswith("leadership.yaml: line ")


def test_the_check_names_a_statement_that_is_hard_to_read(folder: Path) -> None:
    _say(folder, "text", "Organisational responsibilities necessitate comprehensive interdisciplinary collaboration.")

    assert any("LM1: statement reads at grade" in fault for fault in readability_faults(folder))


def test_the_check_names_an_amber_without_room(folder: Path) -> None:
    _say(folder, "amber", "A strategy exists, but it is late.")

    (fault,) = readability_faults(folder)
    assert "LM1: amber has no room" in fault


def test_the_check_says_when_a_field_reads_too_hard_on_the_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sendsat.guide.words.readability.HIGHEST_MEAN", 7.0)

    assert [fault.split(": ")[2].split()[0] for fault in readability_faults(folder)] == ["statement", "red", "amber"]


def test_an_edition_in_another_language_is_not_measured_as_english(folder: Path) -> None:
    _say(folder, "amber", "Mae strategaeth, ond mae ar ei hol hi.")
    header = folder / "edition.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace("language: en", "language: cy"), encoding="utf-8")

    assert readability_faults(folder) == []


def test_an_unsound_edition_is_left_to_the_check_of_its_files(tmp_path: Path) -> None:
    assert readability_faults(tmp_path / "nowhere") == []
