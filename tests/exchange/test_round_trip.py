"""What goes out comes back unchanged, through LibreOffice too; what was filled in comes back as it was filled in."""

import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Judgement, Priority, Round, Status, Team
from sendsat.errors import Invalid
from sendsat.exchange.files.safe_text import escaped, for_cell, same
from sendsat.exchange.round_in.comparing import make_preview
from sendsat.exchange.round_in.preview import RoundPreview
from sendsat.exchange.round_in.upload import Asked, read_upload
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.csv_file import round_csv
from sendsat.exchange.round_out.json_file import round_json
from sendsat.exchange.round_out.table import round_rows
from sendsat.exchange.round_out.workbook_layout import PLACE, Field
from sendsat.exchange.round_out.workbook_out import round_workbook
from sendsat.guide.edition import Edition
from sendsat.guide.library import Library
from tests.content.shipped import edition
from tests.exchange.filling import Filled

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["=1+1", "-5", "@home", "+44 20", "_x0041_ and _x000D_", "1/2", "007", "TRUE", " two  spaces ", "a\nb", "#REF!"]
)


@st.composite
def fillings(draw: st.DrawFn, edition: Edition, statements: tuple[str, ...]) -> RoundContents:
    """A round of one team that has said and planned anything at all."""
    said = {}
    for statement_id in statements:
        said[1, statement_id] = Judgement(
            round_id=1,
            team_id=1,
            statement_id=statement_id,
            id=1,
            rating=draw(st.none() | st.sampled_from(Rating)),
            commentary=draw(WORDS),
            evidence=draw(WORDS),
            minority_note=draw(WORDS),
            updated_at=AT,
        )
    typed = draw(st.lists(st.tuples(WORDS, WORDS, DUE), max_size=3))
    actions = (action(number, *one, statements) for number, one in enumerate(typed))
    return contents(edition, said, tuple(one for one in actions if one.text.strip()))


DUE = st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31))


def action(number: int, text: str, owner: str, due: date | None, statements: tuple[str, ...]) -> Action:
    return Action(
        id=number + 1,
        text=text.strip(),
        owner=" ".join(owner.split()),
        due=due,
        priority=Priority.MEDIUM,
        status=Status.NOT_STARTED,
        statements=statements[: number + 1],
        round_id=1,
        team_id=1,
        created_at=AT,
        updated_at=AT,
    )


def contents(
    edition: Edition, said: dict[tuple[int, str], Judgement], actions: tuple[Action, ...] = ()
) -> RoundContents:
    team = Team(1, "The team", tuple(section.id for section in edition.sections))
    round_ = Round(1, "Spring 2026", edition.id, AT, None, None, (team,))
    organisation = Organisation(1, "uid", "R&D =College", OrganisationKind.PROVIDER)
    return RoundContents(organisation, Snapshot(round_, edition, said), AT, actions)


def workbook(made: RoundContents) -> bytes:
    return round_workbook(made, made.snapshot.round.teams[0])


def preview(made: RoundContents, content: bytes, filename: str = "round.xlsx") -> RoundPreview:
    return make_preview(read_upload(content, filename), made, Asked(filename, None))


def assert_nothing_changes(found: RoundPreview) -> None:
    differing = [(one.key, one.stored, one.value) for one in (*found.changes, *found.conflicts)]
    assert differing == []
    assert (found.guesses, found.problems, found.notes) == ((), (), ())


SMALL = ("LM1", "LM2", "SP1")
FEWER = settings(max_examples=settings().max_examples // 2)
"""Each example writes and reads a workbook of the whole guide."""


@FEWER
@given(st.data())
def test_what_goes_out_comes_back_unchanged(library: Library, data: st.DataObject) -> None:
    made = data.draw(fillings(library.current, SMALL))
    assert_nothing_changes(preview(made, workbook(made)))
    assert_nothing_changes(preview(made, round_csv(made), "round.csv"))
    assert_nothing_changes(preview(made, round_json(made), "round.json"))


@FEWER
@given(st.data())
def test_what_was_said_offline_is_what_would_change(library: Library, data: st.DataObject) -> None:
    """Two random states: the workbook of the first, filled in as the second, brings the first to the second."""
    before = replace(data.draw(fillings(library.current, SMALL)), actions=())
    after = data.draw(fillings(library.current, SMALL)).snapshot.judgements
    filled = Filled(workbook(before))
    for row in (row for sheet in filled.book.worksheets[2:-1] for row in sheet.iter_rows(min_row=4)):
        if said := after.get((1, str(row[0].value))):
            type_into(row[PLACE[Field.RATING] - 1], said.rating.word if said.rating else "")
            type_into(row[PLACE[Field.COMMENTARY] - 1], said.commentary)
    found = preview(before, filled.saved())
    assert found.conflicts == found.problems == ()
    changed = {(one.statement_id, one.field): one.value for one in found.changes}
    for (_, statement_id), said in after.items():
        old = before.snapshot.judgement(1, statement_id)
        assert changed.get((statement_id, "rating"), old.rating or "") == (said.rating or "")
        assert same(changed.get((statement_id, "commentary"), old.commentary), said.commentary)


def type_into(cell: Any, text: str) -> None:
    """Type a text as a person does in Excel, who cannot type what a workbook cannot hold."""
    cell.value = escaped(for_cell(text)) or None
    if cell.value:
        cell.data_type = "s"


def test_random_damage_is_refused_or_read_but_never_breaks(library: Library) -> None:
    made = contents(library.current, {})
    good = workbook(made)

    @given(st.lists(st.tuples(st.integers(0, len(good) - 1), st.integers(0, 255)), min_size=1, max_size=20))
    def damaged(places: list[tuple[int, int]]) -> None:
        content = bytearray(good)
        for place, value in places:
            content[place] = value
        _read_or_refuse(made, bytes(content))

    damaged()


def test_random_damage_inside_the_parts_never_breaks(library: Library) -> None:
    made = contents(library.current, {})
    with zipfile.ZipFile(BytesIO(workbook(made))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]

    @given(st.sampled_from(names), st.integers(0, 10_000), st.integers(1, 40), st.sampled_from([b"", b"9", b"x"]))
    def damaged(name: str, start: int, length: int, put: bytes) -> None:
        part = parts[name]
        start %= len(part)
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w") as new:
            for other, content in parts.items():
                new.writestr(other, part[:start] + put + part[start + length :] if other == name else content)
        _read_or_refuse(made, stream.getvalue())

    damaged()


def _read_or_refuse(made: RoundContents, content: bytes) -> None:
    try:
        found = preview(made, content)
    except Invalid as refusal:
        said = refusal.remedy
    else:
        said = found.filename
    assert said


@pytest.mark.parametrize(
    ("kind", "binds"),
    [
        (OrganisationKind.FE_COLLEGE, {"LM2": "yes", "LM3": "yes", "SP7": "", "LM1": ""}),
        (OrganisationKind.TRAINING_PROVIDER, {"LM2": "no", "LM3": "yes", "SP7": "", "LM1": ""}),
        (OrganisationKind.PROVIDER, {"LM2": "", "LM3": "", "SP7": "", "LM1": ""}),
    ],
)
def test_each_row_says_how_strongly_it_is_asked_for_and_whether_that_binds_and_comes_back_unchanged(
    kind: OrganisationKind, binds: dict[str, str]
) -> None:
    made = contents(edition(), {})
    made = replace(made, organisation=replace(made.organisation, kind=kind))
    rows = {row["statement_id"]: row for row in round_rows(made)}
    assert {sid: rows[sid]["mark"] for sid in binds} == {
        "LM2": "Law", "LM3": "Law", "SP7": "The guide says must", "LM1": "Good practice",
    }  # fmt: skip
    assert rows["LM2"]["rests_on"] == "Children and Families Act 2014, section 28; CoP 3.13"
    assert {sid: rows[sid]["binds"] for sid in binds} == binds
    assert_nothing_changes(preview(made, round_csv(made), "round.csv"))
    assert_nothing_changes(preview(made, round_json(made), "round.json"))
