"""A workbook that LibreOffice has saved comes back unchanged, with its counts and with what was filled in."""

import shutil
import subprocess
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import (
    Judgement,
)
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.workbook_layout import Field
from sendsat.guide.library import Library
from tests.exchange.filling import Filled
from tests.exchange.test_round_trip import AT, action, assert_nothing_changes, contents, preview, workbook

OFFICE = "LibreOffice is missing, so nothing shows that a workbook survives it. Install it: apt-get install libreoffice"


AWKWARD_TEXTS = (
    '=HYPERLINK("http://x")',
    "-5 per cent",
    "@governors",
    "+44 20 7946 0000",
    "'quoted' and ''twice''",
    "_x0041_ is typed, _x000D_ too",
    "line one\nline two\n\nline four",
    "tabs\tand  double  spaces",
    '<b>&amp; "quotes" ]]> ünïcode 😀 العربية',
    "007",
    "1/2",
    "31/03/2027",
    "TRUE",
    "#REF!",
    "x" * 40_000,
    "😀" * 20_000,
    "12345678901234567890",
    "Green",
)


@pytest.fixture(scope="module")
def through_office(guide: Library, tmp_path_factory: pytest.TempPathFactory) -> tuple[RoundContents, bytes, bytes]:
    """A whole round, its workbook, and the same workbook opened and saved by LibreOffice."""
    statements = list(guide.current.statements)
    said = {
        (1, one): Judgement(
            1,
            1,
            one,
            id=1,
            rating=[None, *Rating][at % 5],
            commentary=AWKWARD_TEXTS[at % len(AWKWARD_TEXTS)],
            evidence=AWKWARD_TEXTS[(at * 7 + 3) % len(AWKWARD_TEXTS)],
            seen_evidence=("Minutes",) if at % 3 else (),
            carried_forward=bool(at % 5) and at % 7 == 3,
            updated_at=AT,
        )
        for at, one in enumerate(statements)
    }
    dates = (None, date(2027, 3, 31), date(2026, 2, 28), date(2000, 1, 1))
    actions = tuple(
        action(at, text, f"Owner {at}", dates[at % 4], (statements[at % 9], statements[at]))
        for at, text in enumerate(AWKWARD_TEXTS)
    )
    made = contents(guide.current, said, actions)
    folder = tmp_path_factory.mktemp("office")
    (folder / "in").mkdir()
    (folder / "in" / "round.xlsx").write_bytes(workbook(made))
    office = shutil.which("soffice")
    if office is None:
        pytest.fail(OFFICE)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    source = str(folder / "in" / "round.xlsx")
    command = [office, "--headless", profile, "--convert-to", "xlsx", "--outdir", str(folder), source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return made, workbook(made), (folder / "round.xlsx").read_bytes()


def test_a_workbook_saved_by_libreoffice_changes_nothing(through_office: tuple[RoundContents, bytes, bytes]) -> None:
    made, before, after = through_office
    assert before != after
    assert_nothing_changes(preview(made, before))
    assert_nothing_changes(preview(made, after))


def test_libreoffice_counts_the_ratings_on_the_summary(through_office: tuple[RoundContents, bytes, bytes]) -> None:
    made, _, after = through_office
    summary = load_workbook(BytesIO(after), data_only=True)["Summary"]
    rows = [[cell.value for cell in row] for row in summary.iter_rows(min_row=4, max_row=8, max_col=8)]
    counts = made.snapshot.counts()
    total = [counts.red, counts.amber, counts.green, counts.not_applicable]
    total += [counts.carried_forward, counts.not_rated, counts.total]
    assert counts.carried_forward
    assert rows[-1] == ["All sections", *total]
    assert [row[-1] for row in rows[:-1]] == [27, 22, 18, 24]


def test_what_is_filled_in_after_libreoffice_is_what_would_change(
    through_office: tuple[RoundContents, bytes, bytes],
) -> None:
    made, _, after = through_office
    filled = Filled(after).put("LM2", Field.RATING, "Green").put("LM3", Field.COMMENTARY, "Said in LibreOffice")
    found = preview(made, filled.saved())
    assert {(one.statement_id, one.field, one.value) for one in found.changes} == {
        ("LM2", "rating", "green"),
        ("LM3", "commentary", "Said in LibreOffice"),
    }
    assert found.conflicts == found.problems == ()
