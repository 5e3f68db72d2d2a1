"""The demonstration of a local area is whole: twelve providers counted, some still to send, some under other names."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sendsat.assessment.area.area import area, common_reds
from sendsat.assessment.area.partners import have_sent
from sendsat.assessment.area.reasons import reasons
from sendsat.guide.library import Library
from sendsat.services.demonstration.area import AUTHORITY, STILL_TO_SEND, WITHDRAWN
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.demonstration.stories import Story, gather
from sendsat.services.desk import Desk
from sendsat.services.work import reading
from sendsat.settings import DEMONSTRATION, SHIPPED_EDITION
from sendsat.storage.opening import open_store
from sendsat.storage.queries.area.area import area_of

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The authority's desk, a day after the demonstration was loaded."""
    library = Library.open((SHIPPED_EDITION,))
    path = shutil.copy(empty_database, tmp_path_factory.mktemp("area") / "sendsat.db")
    with closing(open_store(f"sqlite:///{path}")) as store:
        college = load_demonstration(store, library, DEMONSTRATION, now=NOW)
        desk = Desk(store, library, college, now=lambda: NOW)
        [hill] = gather(Story.AREA, desk)
        yield replace(desk, organisation=hill, now=lambda: NOW + timedelta(days=1))


def test_twelve_providers_count_and_the_rest_have_sent_nothing_or_taken_it_back(authority: Desk) -> None:
    with reading(authority) as scope:
        here = area_of(scope)
    assert authority.organisation.name == AUTHORITY
    assert have_sent(here, here.here) == (12, 16)
    without = {one.name for one in here.here if here.latest(one.id) is None}
    assert without == {WITHDRAWN, *STILL_TO_SEND}
    assert [one.gone_by for one in here.received].count("withdrawn") == 1
    assert all("(made up)" in one.name or one.name in ("Provider A", "Provider B", "Riverbank College")
               for one in here.here)  # fmt: skip


def test_the_view_has_been_drawn_and_shows_coverage_and_common_reds(authority: Desk) -> None:
    with reading(authority) as scope:
        here = area_of(scope)
    assert here.waiting == 0
    cells = area(here.submitted, authority.library.current.statements, 5)
    shown = [one for one in cells if one.counts]
    assert len(shown) > 40
    assert len(common_reds(cells)) > 10
    told = [reasons(here, one) for one in cells]
    assert sum(len(one.shown) == 6 for one in told) > 20
    assert any(one.held_back for one in cells) or any(one.rated < one.asked for one in shown)
