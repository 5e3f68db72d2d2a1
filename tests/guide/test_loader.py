"""An edition is used whole or not at all, and whoever wrote it reads in one line what to mend and where."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sendsat.errors import EditionError
from sendsat.guide.edition import EditionMap
from sendsat.guide.library import Library
from sendsat.guide.loader import check_folder, load_edition
from tests.editions import make_whole_edition, write_edition

FILE_AND_LINE = re.compile(r"^(?P<file>[a-z-]+\.yaml): line (?P<line>\d+): (?P<fault>.+)$")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_edition(tmp_path / "edition")


def change(folder: Path, name: str, old: str, new: str, *, count: int = 1) -> int:
    """Change a file as a person would, and return the line (from 1) of the change."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, count), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def only_fault(folder: Path) -> str:
    """The one fault of the folder, after making sure that nothing starts with it."""
    (fault,) = check_folder(folder)
    with pytest.raises(EditionError) as caught:
        load_edition(folder)
    assert caught.value.faults == [fault]
    assert fault in str(caught.value)
    assert "\n" not in fault
    return fault


def test_a_sound_folder_has_no_fault_and_reads_as_it_was_written(folder: Path) -> None:
    assert check_folder(folder) == []
    assert load_edition(folder) == make_whole_edition()


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        pytest.param("leadership.yaml", "id: LM2", "id: LM1", "LM1: the statement id stands 2 times", id="statement"),
        pytest.param("study-programmes.yaml", "id: SP2", "id: SP1", "SP1: the statement id", id="other file"),
        pytest.param("leadership.yaml", "number: 2\n", "number: 3\n", "statement 2 is missing", id="missing"),
        pytest.param("leadership.yaml", "number: '1.2'", "number: '1.1'", "1.1: the subsection number", id="part"),
        pytest.param("leadership.yaml", "number: '1.2'", "number: '2.2'", "2.2: does not belong", id="foreign part"),
        pytest.param("leadership.yaml", "id: LM3", "id: SP3", "SP3: a statement of this section", id="prefix"),
        pytest.param("leadership.yaml", "- code-of-practice", "- nowhere", "the resource 'nowhere'", id="resource"),
        pytest.param("related.yaml", "- SP1", "- SP9", "the statement 'SP9'", id="related"),
        pytest.param("changes.yaml", "- '1.1'", "- '9.9'", "the subsection '9.9'", id="change"),
        pytest.param("leadership.yaml", "- inclusion", "- kindness", "'framework-2025/kindness'", id="ofsted area"),
        pytest.param("leadership.yaml", "kind: good", "kind: must\n    law: [act-1]", "by 'act-1'", id="law of all"),
        pytest.param("leadership.yaml", "kind: good", "kind: must\n    law: [act-9]", "'act-9', which", id="no law"),
        pytest.param("ofsted.yaml", "current: true", "current: false", "exactly one framework", id="no framework"),
        pytest.param("leadership.yaml", "audience:", "audiense:", "audiense is not a field", id="unknown field"),
        pytest.param("glossary.yaml", "EHC plan", "<b>EHC plan</b>", "holds markup ('<b')", id="markup"),
        pytest.param("glossary.yaml", "A plan.", "<script>x</script>", "holds markup", id="script"),
        pytest.param("glossary.yaml", "A plan.", "'[here](javascript:x)'", "holds markup", id="link"),
        pytest.param("glossary.yaml", "A plan.", "''", "is empty", id="empty text"),
        pytest.param("glossary.yaml", "A plan.", "12", "should be text (put it in quotes)", id="number as text"),
        pytest.param("glossary.yaml", "A plan.", "x" * 4001, "4000 is the most", id="long text"),
        pytest.param("glossary.yaml", "EHC plan", "[EHC plan", "broken YAML", id="broken line"),
        pytest.param("glossary.yaml", "term: EHC plan", "id: again", "the key 'id' stands twice", id="key twice"),
        pytest.param("glossary.yaml", "EHC plan", "!!python/object:os.system x", "broken YAML", id="python object"),
        pytest.param("glossary.yaml", "term: EHC plan", "[a]: b", "broken YAML", id="list as key"),
        pytest.param("glossary.yaml", "EHC plan", "\t- x", "broken YAML", id="tab"),
        pytest.param("leadership.yaml", "reviewed: 2026-01-05", "reviewed: 2026-13-45", "month", id="no such date"),
        pytest.param("changes.yaml", "https://example.org/funding", "javascript:x", "web address", id="address"),
        pytest.param("ofsted.yaml", "id: leadership", "id: inclusion", "the area id stands 2 times", id="area twice"),
        pytest.param("leadership.yaml", "number: 1\n", "number: one\n", "should be a whole number", id="not a number"),
        pytest.param("ofsted.yaml", "current: true", "current: x", "current should be true or false", id="yes or no"),
        pytest.param("changes.yaml", "evidenced", "sure", "certainty should be 'evidenced', 'well-", id="choice"),
        pytest.param("glossary.yaml", "id: ehcp", "id: an id", "id is not written as this field", id="id with space"),
        pytest.param("leadership.yaml", "reviewed: 2026-01-05", "reviewed: May", "a day written as", id="no day"),
        pytest.param("related.yaml", "  - SP1\n", "", "statements should have at least 2 in the list", id="too few"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(folder: Path, name: str, old: str, new: str, says: str) -> None:
    line = change(folder, name, old, new)

    told = [found for fault in check_folder(folder) if (found := FILE_AND_LINE.match(fault))]

    assert len(told) == len(check_folder(folder)), "every fault names file and line"
    fitting = [one for one in told if says in one["fault"]]
    assert [one["file"] for one in fitting] == [name]
    assert -1 <= line - int(fitting[0]["line"]) <= 3, "the fault names the line, or the one its entry begins on"
    with pytest.raises(EditionError):
        load_edition(folder)


def test_a_missing_field_is_told_where_its_entry_begins(folder: Path) -> None:
    change(folder, "leadership.yaml", "  - id: LM2\n", "  - \n")

    fault = FILE_AND_LINE.match(only_fault(folder))

    assert fault
    assert "id is missing" in fault["fault"]
    lines = (folder / "leadership.yaml").read_text(encoding="utf-8").splitlines()
    assert "number: 2" in lines[int(fault["line"]) - 1]


def test_a_statement_taken_out_is_missed(folder: Path) -> None:
    text = (folder / "leadership.yaml").read_text(encoding="utf-8")
    start, end = text.index("    - id: LM1"), text.index("    - id: LM2")
    (folder / "leadership.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    change(folder, "related.yaml", "- LM1", "- LM2")

    fault = only_fault(folder)

    assert fault.startswith("leadership.yaml: line ")
    assert "statement 1 is missing" in fault


def test_a_statement_id_used_in_two_sections_is_told_where_it_stands_again(folder: Path) -> None:
    change(folder, "study-programmes.yaml", "prefix: SP", "prefix: L")
    for old, new in (("id: SP1", "id: LM1"), ("id: SP2", "id: LM2")):
        change(folder, "study-programmes.yaml", old, new)
    change(folder, "related.yaml", "- SP1", "- LM3")

    faults = check_folder(folder)

    assert [fault.split(": ")[0] for fault in faults] == ["study-programmes.yaml"] * 2
    assert ["LM1" in faults[0], "LM2" in faults[1]] == [True, True]


def test_a_file_of_50_mb_is_not_read(folder: Path) -> None:
    with (folder / "glossary.yaml").open("ab") as file:
        file.truncate(50 * 1024 * 1024)

    assert only_fault(folder) == "glossary.yaml: is larger than 2 MB, so it was not read"


@pytest.mark.parametrize("name", ["edition.yaml", "leadership.yaml", "glossary.yaml", "ofsted.yaml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    assert only_fault(folder) == f"{name}: is missing"


@pytest.mark.parametrize("name", ["../leadership.yaml", "/etc/passwd", "x/leadership.yaml"])
def test_an_edition_names_only_files_of_its_own_folder(folder: Path, name: str) -> None:
    edition = folder / "edition.yaml"
    edition.write_text(edition.read_text("utf-8").replace("leadership.yaml", name), "utf-8")

    assert f"{name}: leads out of its folder, so it was not read" in check_folder(folder)


def test_a_folder_where_a_file_belongs_is_named(folder: Path) -> None:
    (folder / "glossary.yaml").unlink()
    (folder / "glossary.yaml").mkdir()

    assert only_fault(folder).startswith("glossary.yaml: cannot be read")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert only_fault(tmp_path / "nowhere") == f"{tmp_path / 'nowhere'}: there is no such folder"


def test_a_file_that_is_not_utf_8_is_named(folder: Path) -> None:
    (folder / "glossary.yaml").write_bytes("- id: x\n  term: Café".encode("latin-1"))

    assert only_fault(folder).startswith("glossary.yaml: is not UTF-8 text")


@pytest.mark.parametrize(("content", "says"), [("", "is empty"), ("# nothing\n", "is empty"), ("a: b\n", "a list")])
def test_a_file_without_entries_is_named(folder: Path, content: str, says: str) -> None:
    (folder / "glossary.yaml").write_text(content, encoding="utf-8")

    fault = only_fault(folder)

    assert fault.startswith("glossary.yaml: ")
    assert says in fault


def test_an_alias_bomb_is_refused_at_once(folder: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (folder / "glossary.yaml").write_text("\n".join(lines), encoding="utf-8")

    assert "aliases" in only_fault(folder)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_file_nested_without_end_is_refused_and_kills_nothing(folder: Path, opening: str) -> None:
    (folder / "glossary.yaml").write_text(opening * 300_000, encoding="utf-8")
    command = "import sys; from pathlib import Path; from sendsat.guide.loader import check_folder as check;"
    command += "print(*check(Path(sys.argv[1])), sep='\\n')"

    ran = subprocess.run([sys.executable, "-c", command, folder], capture_output=True, text=True, cwd=os.getcwd())

    assert (ran.returncode, ran.stderr[-300:]) == (0, "")
    assert ran.stdout.startswith("glossary.yaml: ")


def test_a_section_file_whose_name_no_file_can_have_is_a_fault(folder: Path) -> None:
    change(folder, "edition.yaml", "- leadership.yaml", '- "lead\\0ership.yaml"')

    assert "cannot be read" in only_fault(folder)


def test_all_faults_are_told_at_once_not_one_after_another(folder: Path) -> None:
    change(folder, "glossary.yaml", "A plan.", "<b>A plan</b>")
    change(folder, "changes.yaml", "topic: Funding", "topic: ''")
    (folder / "related.yaml").unlink()

    faults = check_folder(folder)

    assert {fault.split(":")[0] for fault in faults} == {"glossary.yaml", "changes.yaml", "related.yaml"}
    with pytest.raises(EditionError, match=r"and 2 more"):
        load_edition(folder)


def test_whatever_line_is_lost_the_check_says_something_or_the_edition_is_sound(folder: Path) -> None:
    for name in ("edition.yaml", "ofsted.yaml", "related.yaml", "study-programmes.yaml"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        for place in range(len(lines)):
            (folder / name).write_text("".join(lines[:place] + lines[place + 1 :]), encoding="utf-8")
            assert all(isinstance(fault, str) and "\n" not in fault for fault in check_folder(folder))
        (folder / name).write_text("".join(lines), encoding="utf-8")
    assert check_folder(folder) == []


def test_a_library_with_one_damaged_edition_does_not_open(folder: Path, tmp_path: Path) -> None:
    sound = write_edition(tmp_path / "sound")
    change(folder, "glossary.yaml", "EHC plan", "[")

    with pytest.raises(EditionError):
        Library.open((sound, folder))


def test_a_map_from_an_older_edition_leads_to_statements_that_are_there(tmp_path: Path) -> None:
    maps = (EditionMap(edition="older", statements={"A1": ("LM1", "LM9"), "A2": ()}),)
    folder = write_edition(tmp_path / "edition", make_whole_edition(maps=maps))

    assert only_fault(folder).endswith(": A1: goes to the statement 'LM9', which no section has")


def test_an_example_or_framework_that_stands_twice_is_a_fault(folder: Path) -> None:
    example = "id: two\n  kind: practice\n  title: T\n  who: W\n  did: D\n  source: S\n"
    with (folder / "leadership.yaml").open("a", encoding="utf-8") as file:
        file.write(f"exemplars:\n- {example}- {example}")
    assert "two: the example id stands 2 times" in only_fault(folder)

    (folder / "leadership.yaml").write_text(
        (folder / "leadership.yaml").read_text(encoding="utf-8").replace("id: two", "id: one", 1), encoding="utf-8"
    )
    frameworks = (folder / "ofsted.yaml").read_text(encoding="utf-8")
    again = frameworks.replace("current: true", "current: false")
    (folder / "ofsted.yaml").write_text(frameworks + again, encoding="utf-8")
    assert "framework-2025: the framework id stands 2 times" in only_fault(folder)


@pytest.mark.parametrize("text", ["5", "- a", "hello"])
@pytest.mark.parametrize("name", ["edition.yaml", "leadership.yaml"])
def test_a_file_that_is_something_else_altogether_says_so_in_plain_words(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert f"{name}: line 1: entry should be made of fields (name: value)" in check_folder(folder)[0]


def test_a_framework_that_maps_one_section_asks_nothing_of_the_others(folder: Path) -> None:
    area = "- id: area-1\n  title: Areas\n  since: 2023-01-01\n  current: true\n  inspects: areas\n  source: S\n"
    area += "  sections: [{section}]\n  areas:\n  - id: help\n    title: Help\n"
    frameworks = (folder / "ofsted.yaml").read_text(encoding="utf-8")
    (folder / "ofsted.yaml").write_text(frameworks + area.format(section="section-9"), encoding="utf-8")
    assert only_fault(folder).endswith("area-1: maps the section 'section-9', which the edition lacks")

    (folder / "ofsted.yaml").write_text(frameworks + area.format(section="leadership"), encoding="utf-8")
    assert all("has no Ofsted area for the framework 'area-1'" in one for one in check_folder(folder))
    assert {one.split(": ")[2] for one in check_folder(folder)} == {"LM1", "LM2", "LM3"}


def test_areas_are_inspected_by_one_framework_at_a_time(folder: Path) -> None:
    area = "- id: {id}\n  title: Areas\n  since: 2023-01-01\n  current: true\n  inspects: areas\n  source: S\n"
    area += "  sections: [leadership]\n  areas:\n  - id: help\n    title: Help\n"
    frameworks = (folder / "ofsted.yaml").read_text(encoding="utf-8")
    (folder / "ofsted.yaml").write_text(frameworks + area.format(id="a-1") + area.format(id="a-2"), encoding="utf-8")
    assert any(one.endswith("only one framework for areas may be marked current") for one in check_folder(folder))
