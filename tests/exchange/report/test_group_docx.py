"""The report of a group: what is left out is said, nothing breaks on awkward names, and LibreOffice opens it."""

import io
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from sendsat.assessment.groups.group import College, Tally, Together
from sendsat.assessment.groups.learning import NOTHING_WRITTEN
from sendsat.assessment.groups.side_by_side import NO_ROUND, OTHER_EDITION, SideBySide
from sendsat.assessment.organisations import Group, Organisation, OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.values import Judgement
from sendsat.exchange.report.group_docx import (
    ACTIONS,
    APART,
    HOW_FAR,
    LEARN,
    LEFT_OUT,
    REDS,
    STANDS,
    group_docx,
)
from tests.exchange.plan.plans import AWKWARD, action, words_of
from tests.factories import make_edition, make_judgement, make_round, make_team

EDITION = make_edition()
SECTIONS = tuple(section.id for section in EDITION.sections)
DAY = date(2026, 7, 1)
HEADINGS = (HOW_FAR, STANDS, APART, LEARN, REDS, ACTIONS, LEFT_OUT)


def college(number: int, ratings: Mapping[str, Rating], *, edition: str = EDITION.id, **fields: Any) -> College:
    round_ = replace(make_round(teams=(make_team(1, sections=SECTIONS),)), edition_id=edition)
    tallies = tuple(Tally(SECTIONS, one, rating, False, 1) for one, rating in ratings.items())
    return College(Organisation(number, str(number), "", OrganisationKind.PROVIDER), round_, tallies, **fields)


RED, GREEN = {"LM1": Rating.RED}, {"LM1": Rating.GREEN}
LATE = action(1, AWKWARD[0], owner="Ann", due=date(2026, 6, 30))
LATER = action(2, "Buy tablets <b>", owner="", due=None)


def group(*named: tuple[str, College], hidden: int = 0) -> SideBySide:
    colleges = tuple(one for _, one in named)
    return SideBySide(Together(Group(1, "uid", "The & Trees"), colleges, hidden), named, EDITION)


WHOLE = group(
    ("Elm", college(1, RED, judged={(1, SECTIONS[0]): 1}, actions=(LATE,))),
    ("Oak <i>", college(2, RED)),
    ("Ash", college(3, GREEN)),
    ("New", College(Organisation(4, "4", "", OrganisationKind.PROVIDER), None)),
    ("Old", college(5, RED, edition="older", actions=(LATER,))),
    hidden=1,
)


WROTE = make_judgement("LM1", Rating.GREEN, commentary="Every lead <b> meets\nus monthly.")


def made(of: SideBySide, *written: Judgement) -> bytes:
    said = {(1, "LM1"): written} if written else {}
    return group_docx(of, said, day=DAY, rounds={one.organisation.id: "Autumn, open" for _, one in of.named})


def text_of(data: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)


def tables(data: bytes) -> dict[str, list[tuple[str, ...]]]:
    """The rows of each table, by the heading above it."""
    found: dict[str, list[tuple[str, ...]]] = {}
    heading = ""
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        if hasattr(part, "rows"):
            found[heading] = [tuple(cell.text for cell in row.cells) for row in part.rows[1:]]
        elif part.style is not None and str(part.style.name).startswith("Heading"):
            heading = part.text
    return found


def test_who_is_not_counted_and_why_stands_in_it_and_their_ratings_nowhere() -> None:
    data = made(WHOLE)
    assert f"New: {NO_ROUND}.\nOld: {OTHER_EDITION}.\n1 more college of this group" in text_of(data)
    assert {row[1] for row in tables(data)[STANDS]} == {"Elm", "Oak <i>", "Ash"}
    assert [row[2] for row in tables(data)[HOW_FAR]] == [
        *(f"{number} of {len(EDITION.statements)}" for number in (1, 0, 0)), NO_ROUND, OTHER_EDITION,
    ]  # fmt: skip


def test_reds_that_colleges_share_and_whom_to_ask_are_told() -> None:
    found = tables(made(WHOLE))
    text = f"LM1 {EDITION.statements['LM1'].text}"
    assert found[REDS] == [(text, "2 of 3", "Elm, Oak <i>")]
    assert found[APART] == [(text, "Red: Elm, Oak <i>. Green: Ash.")]
    assert found[LEARN] == [(text, f"Ash: Green\n{NOTHING_WRITTEN}", "Red: Elm, Oak <i>. Green: Ash.")]


def test_what_the_best_wrote_stands_beside_whom_to_ask() -> None:
    [(_, told, _)] = tables(made(WHOLE, replace(WROTE, evidence="Minutes of May.")))[LEARN]
    assert told == "Ash: Green\nEvery lead <b> meets\nus monthly.\nEvidence: Minutes of May."


def test_each_of_several_who_stand_highest_is_told_with_its_own_words() -> None:
    both = group(("Elm", college(1, RED)), ("Oak", college(2, GREEN)), ("Ash", college(3, GREEN)))
    [(_, told, _)] = tables(made(both))[LEARN]
    assert told == f"Oak: Green\n{NOTHING_WRITTEN}\n\nAsh: Green\n{NOTHING_WRITTEN}"


def test_actions_are_counted_by_college_and_all_together_and_what_is_late_comes_first() -> None:
    found = tables(made(WHOLE))
    assert found[ACTIONS] == [
        ("Elm", "1", "1", "0", "0"),
        ("Oak <i>", "0", "0", "0", "0"),
        ("Ash", "0", "0", "0", "0"),
        ("New", "0", "0", "0", "0"),
        ("Old", "1", "0", "1", "1"),
        ("All together", "2", "1", "1", "1"),
    ]
    assert found["Overdue"] == [("Elm", "◷ 30 June 2026, overdue", AWKWARD[0], "Ann", "Not started", "LM1")]
    assert found["Not overdue"] == [("Old", "No date", "Buy tablets <b>", "Nobody yet", "Not started", "LM1")]


def test_a_group_where_nothing_is_said_yet_says_so_under_each_heading() -> None:
    data = made(group(("Elm", college(1, {})), ("Oak", college(2, {}))))
    told = text_of(data)
    assert "No two colleges rated the same statement differently." in told
    assert "No statement is red in two colleges or more." in told
    assert "Nothing: every college of the group is counted." in told
    assert not {APART, LEARN, REDS} & tables(data).keys()
    assert "No college is asked anything yet." in text_of(made(group()))


def test_libreoffice_opens_it_with_every_heading_and_row(tmp_path: Path) -> None:
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    assert office, "LibreOffice is missing. Install it: apt-get install libreoffice-writer"
    assert reader, "pdftotext is missing. Install it: apt-get install poppler-utils"
    file = tmp_path / "group.docx"
    file.write_bytes(made(WHOLE))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=120)
    pdf = str(file.with_suffix(".pdf"))
    printed = words_of(subprocess.run([reader, "-layout", pdf, "-"], check=True, capture_output=True).stdout.decode())
    assert [one for one in (*HEADINGS, "The & Trees: group report", "30 June 2026") if one not in printed] == []


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_names_and_texts_stand_there_as_they_were_typed(text: str) -> None:
    data = made(group((text, college(1, RED, actions=(action(1, text),))), ("Oak", college(2, GREEN))))
    [row] = tables(data)["Not overdue"]
    assert words_of(row[2]) == words_of(text)
