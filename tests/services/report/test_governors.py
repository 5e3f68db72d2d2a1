"""The governors' pack as leaders make it: what they pick stays, and its numbers are those of the database."""

import pandas as pd
import pytest
from sqlalchemy import text

from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import Grouping, ItemKind, Report
from sendsat.assessment.values import Round
from sendsat.errors import Invalid, Overtaken
from sendsat.exchange.report.pack.parts import parts
from sendsat.services.desk import Desk
from sendsat.services.report import governors, reporting
from sendsat.services.rounds.judging import rate, write

RATED = {"LM1": Rating.GREEN, "LM2": Rating.GREEN, "SP1": Rating.RED}


@pytest.fixture
def built(desk: Desk, first_round: Round) -> Report:
    """The report of a round with two strengths and a priority."""
    for statement_id, rating in RATED.items():
        said = {"round_id": first_round.id, "team_id": first_round.teams[0].id, "statement_id": statement_id}
        rate(desk, **said, rating=rating)
        write(desk, **said, field="commentary", text="We looked.", seen="")
    return reporting.report(desk, first_round.id)


def pick(desk: Desk, built: Report, *ids: str, seen: tuple[str, ...] = ()) -> tuple[str, ...]:
    return governors.pick(desk, built=built, team_id=None, kind=ItemKind.STRENGTH, statement_ids=ids, seen=seen)


def front(desk: Desk, built: Report) -> list[str]:
    return [point.statement_id for point in reporting.report(desk, built.round.id).brief.strengths]


def test_what_is_picked_stands_at_the_front_in_its_order_until_it_is_taken_back(desk: Desk, built: Report) -> None:
    assert pick(desk, built, "LM2", "LM1") == ("LM2", "LM1")
    assert front(desk, built) == ["LM2", "LM1"]
    pick(desk, built, "LM2", seen=("LM2", "LM1"))
    assert front(desk, built) == ["LM2"]
    pick(desk, built, seen=("LM2",))
    assert front(desk, built) == ["LM1", "LM2"]


def test_picking_never_undoes_what_somebody_else_picked_meanwhile(desk: Desk, built: Report) -> None:
    pick(desk, built, "LM2")
    with pytest.raises(Overtaken, match="Somebody else has picked other strengths"):
        pick(desk, built, "LM1")
    assert front(desk, built) == ["LM2"]


def test_a_pack_is_made_of_ofsted_areas_and_in_its_own_formats_only(desk: Desk, built: Report) -> None:
    with pytest.raises(Invalid, match="grouped by Ofsted area"):
        governors.pack_file("docx", reporting.report(desk, built.round.id, grouping=Grouping.SECTION))
    with pytest.raises(Invalid, match="cannot be written as 'xls'"):
        governors.pack_file("xls", built)


def test_the_packs_numbers_are_those_that_pandas_counts_in_the_database(desk: Desk, built: Report) -> None:
    edition = desk.library.current
    framework = reporting.frameworks_for(edition, desk.organisation.kind)[0]
    with desk.store.engine.connect() as connection:
        rows = pd.read_sql(text("select statement_id, rating from judgement where rating is not null"), connection)
    main = {
        sid: one.ofsted[framework.id].areas[0] for sid, one in edition.statements.items() if framework.id in one.ofsted
    }
    rows["area"] = rows["statement_id"].map(main)
    titles = {area.title: area.id for area in framework.areas}
    [_, areas, *_] = parts(built)
    assert areas.grid is not None
    for title, rated, green, amber, red, _ in areas.grid.rows:
        mine = rows[rows["area"] == titles[title]] if title in titles else rows[rows["area"].isna()]
        if not rated:
            continue
        counts = mine["rating"].str.lower().value_counts()
        assert [int(green), int(amber), int(red)] == [counts.get(one, 0) for one in ("green", "amber", "red")]
        assert rated.startswith(f"{len(mine)} of ")
    assert sum(int(row[2] or 0) for row in areas.grid.rows) == 2
    assert sum(int(row[4] or 0) for row in areas.grid.rows) == 1
