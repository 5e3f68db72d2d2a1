"""The governors' pack of one site, in every format: its numbers are counted anew from the rows of that site's teams."""

import json
import re
from html import unescape
from typing import Any

import pandas as pd
import pytest
import sqlalchemy

from sendsat.assessment.report.report import Grouping
from sendsat.assessment.results.ofsted import frameworks_for
from sendsat.assessment.values import Site
from sendsat.errors import NotFound
from sendsat.exchange.formats import Document
from sendsat.services import viewing
from sendsat.services.organisation import sites
from sendsat.services.report.governors import pack_file, pack_file_name
from sendsat.services.report.reporting import report
from sendsat.settings import load_settings
from sendsat.ui.frame import workplace
from tests.ui.numbers.counting import LEVELS, NOW, SIGNS, WORDS, report_words
from tests.ui.results.test_counts_lead_on import opened
from tests.ui.visit import desk

pytestmark = pytest.mark.usefixtures("two_sites")


@pytest.fixture
def two_sites(demonstration: None) -> dict[str, Site]:
    """The teams of the demonstration's newest round work at North and at South, in turns."""
    found = {name: sites.add_site(desk(), name=name) for name in ("North", "South")}
    for number, team in enumerate(viewing.rounds_of(desk())[-1].teams):
        sites.place_team(desk(), team_id=team.id, site_id=list(found.values())[number % 2].id)
    return found


def rows(question: str, **asked: Any) -> pd.DataFrame:
    with sqlalchemy.create_engine(load_settings().database_url).connect() as connection:
        return pd.read_sql(sqlalchemy.text(question), connection, params=asked)


def ratings_at(site: Site) -> pd.Series:
    """The rating of each statement that the site's teams are asked: the lowest that one of them gave."""
    asked: dict[str, list[str]] = {}
    for team in rows("select * from participation where round_id = :round", round=NOW).itertuples():
        if team.site_id == site.id:
            for section in json.loads(str(team.sections)):
                asked.setdefault(section, []).append(team.team_id)
    given = rows("select * from judgement where round_id = :round and rating is not null", round=NOW)
    found = {}
    for section in workplace.library().current.sections:
        for statement in section.statements if section.id in asked else ():
            mine = given[(given.statement_id == statement.id) & given.team_id.isin(asked[section.id])].rating
            found[statement.id] = min(mine, key=lambda one: LEVELS.get(one, 9)) if len(mine) else "not_rated"
    return pd.Series(found)


def text_of(kind: str, content: bytes) -> str:
    """All that a file says, the cells of a row side by side."""
    if kind != "html":
        return report_words(kind, content)
    bare = re.sub(r"<style.*?</style>", "", content.decode(), flags=re.S)
    return re.sub(r"\s*\|[|\s]*", "|", unescape(re.sub(r"<[^>]+>", "|", bare)))


@pytest.mark.parametrize("name", ["North", "South"])
@pytest.mark.parametrize("kind", list(Document.PACK.formats))
def test_every_file_counts_what_the_rows_of_the_site_say(two_sites: dict[str, Site], name: str, kind: str) -> None:
    site = two_sites[name]
    built = report(desk(), NOW, site_id=site.id)
    said = text_of(kind, pack_file(kind, built)[1])
    ratings = ratings_at(site)
    n = ratings.value_counts().reindex(list(SIGNS), fill_value=0)
    total = [len(ratings), n.green, n.amber, n.red, n.not_applicable, n.not_rated]
    if kind == "pptx":
        for rating, sign in SIGNS.items():
            assert re.search(rf"^{n[rating]}\n{sign} {WORDS[rating]}$", said, flags=re.M)
    else:
        assert f"All statements|{'|'.join(map(str, total))}" in said

    edition = workplace.library().current
    framework = frameworks_for(edition, desk().organisation.kind)[0]
    first = {one.id: one.ofsted[framework.id].areas[:1] for one in edition.statements.values() if one.ofsted}
    counted = 0
    for area in framework.areas:
        mine = ratings[[first.get(one) == (area.id,) for one in ratings.index]].value_counts()
        mine = mine.reindex(list(SIGNS), fill_value=0)
        if mine.sum():
            rated = mine.red + mine.amber + mine.green
            cells = [f"{rated} of {mine.sum() - mine.not_applicable}", mine.green, mine.amber, mine.red]
            assert f"{area.title}|{'|'.join(map(str, cells))}|" in said
            counted += mine.sum()
    assert counted > 20


def test_the_two_sites_are_not_the_whole_so_the_test_above_can_fail(two_sites: dict[str, Site]) -> None:
    north, south = (ratings_at(site) for site in two_sites.values())
    assert not north.equals(south)
    assert len(north) < len(rows("select distinct statement_id from judgement")) or len(south) < 91


@pytest.mark.parametrize("kind", list(Document.PACK.formats))
def test_title_and_name_of_every_file_say_the_site_and_no_other_sites_words_are_in_it(
    two_sites: dict[str, Site], kind: str
) -> None:
    built = report(desk(), NOW, site_id=two_sites["South"].id)
    name, content = pack_file(kind, built)
    whose = f"{desk().organisation.name}, South"
    assert f"{desk().organisation.name} - South - Governors pack - " in name
    said = text_of(kind, content)
    assert f"{whose} · {built.round.name} · " in said
    north = [team.id for team in viewing.rounds_of(desk())[-1].teams if team.site and team.site.name == "North"]
    texts = rows("select team_id, commentary, evidence from judgement where round_id = :round", round=NOW)
    written = texts[texts.team_id.isin(north)]
    assert not [one for one in (*written.commentary, *written.evidence) if len(one) > 30 and one in said]


def test_the_page_offers_the_files_under_the_sites_name_and_shows_its_numbers(two_sites: dict[str, Site]) -> None:
    site = two_sites["North"]
    page = opened(f"/pack?site={site.id}")
    ratings = ratings_at(site)
    n = ratings.value_counts().reindex(list(SIGNS), fill_value=0)
    total = [len(ratings), n.green, n.amber, n.red, n.not_applicable, n.not_rated]
    shown = re.sub(r"\s*\|[|\s]*", "|", re.sub(r"<[^>]+>", "|", " ".join(one.proto.body for one in page.get("html"))))
    assert f"All statements|{'|'.join(map(str, total))}" in shown
    assert f"{desk().organisation.name}, North · " in shown
    links = [one.proto for one in page.get("page_link") if one.proto.label == "Read the report of this site"]
    assert [f"site={site.id}" in link.query_string for link in links] == [True]


def test_a_pack_is_named_after_its_site_in_each_format(two_sites: dict[str, Site]) -> None:
    built = report(desk(), NOW, grouping=Grouping.OFSTED, site_id=two_sites["North"].id)
    for kind in Document.PACK.formats:
        assert " - North - Governors pack - " in pack_file_name(kind, built)


def test_a_site_of_which_no_team_takes_part_has_no_pack() -> None:
    west = sites.add_site(desk(), name="West")
    with pytest.raises(NotFound, match="No team of this site"):
        report(desk(), NOW, site_id=west.id)
    page = opened(f"/pack?site={west.id}")
    assert page.selectbox(key="whose").value == "All teams together"
