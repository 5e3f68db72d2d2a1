"""A YAML file is read into plain values that remember on which line they stand."""

import os
from pathlib import Path

import pytest

from sendsat.guide.reading import Faulty, read

TEXT = """\
# A file
- id: one
  points:
    - text: first
    - text: second
- number: '1.2'
  statements: []
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "things.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("path", "line"),
    [((), 2), ((0, "id"), 2), ((0, "points", 1, "text"), 5), ((1, "number"), 6), ((1, "gone"), 6), ((9,), 2)],
)
def test_every_value_has_its_line_and_a_missing_one_the_line_around_it(
    file: Path, path: tuple[str | int, ...], line: int
) -> None:
    assert read(file).line(path) == line


@pytest.mark.parametrize(
    ("path", "owner"), [((0, "points", 1, "text"), "one"), ((1, "statements"), "1.2"), ((), ""), ((7, "id"), "")]
)
def test_every_value_belongs_to_the_entry_around_it(file: Path, path: tuple[str | int, ...], owner: str) -> None:
    assert read(file).owner(path) == owner


def test_windows_line_ends_and_a_byte_order_mark_are_no_fault(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())

    document = read(file)

    assert document.data[0]["id"] == "one"
    assert document.line((0, "points", 1, "text")) == 5


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "a: !!binary x", "a: \x01", "a: 'open", "<<: 3"])
def test_what_cannot_be_used_is_told_in_one_line(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")

    with pytest.raises(Faulty) as caught:
        read(file)
    assert "\n" not in str(caught.value)


def test_an_asterisk_or_ampersand_in_a_text_is_no_alias(file: Path) -> None:
    file.write_text("- text: 'Research & development, *see below*'\n- R&D\n", encoding="utf-8")

    assert read(file).data == [{"text": "Research & development, *see below*"}, "R&D"]


@pytest.mark.skipif(os.name == "nt", reason="no links or named pipes")
def test_only_a_regular_file_of_the_folder_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    folder.mkdir()
    (tmp_path / "secret.yaml").write_text("id: secret\n")
    (folder / "inside.yaml").write_text("id: inside\n")
    (folder / "link-inside.yaml").symlink_to("inside.yaml")
    (folder / "link-outside.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "device.yaml").symlink_to("/dev/zero")
    (folder / "folder.yaml").mkdir()
    os.mkfifo(folder / "pipe.yaml")

    assert read(folder / "link-inside.yaml").data == {"id": "inside"}
    for name, says in (
        ("link-outside", "leads out of its folder"),
        ("device", "leads out of its folder"),
        ("folder", "cannot be read"),
        ("pipe", "is not a file"),
        ("nothing", "is missing"),
    ):
        with pytest.raises(Faulty, match=says):
            read(folder / f"{name}.yaml")
