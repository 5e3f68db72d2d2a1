"""What the database holds, counted with pandas alone, and how a page or a file says it."""

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape

import pandas as pd
from docx import Document
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from sendsat.services.desk import HOME_ZONE
from sendsat.ui.frame import workplace

LEVELS = {"red": 0, "amber": 1, "green": 2}
SIGNS = {"red": "▲", "amber": "◆", "green": "●", "not_applicable": "–", "not_rated": "○"}
WORDS = {"red": "Red", "amber": "Amber", "green": "Green", "not_applicable": "Not applicable", "not_rated": "Not rated"}
DONE = ("done", "dropped")
SOON = timedelta(days=14)
TOGETHER = None
BEFORE, NOW = 2, 3
LEADERS = 1


@dataclass
class Counted:
    """The demonstration's database as pandas reads it, and its own sums."""

    ratings: pd.DataFrame
    rounds: pd.DataFrame
    actions: pd.DataFrame
    teams: pd.DataFrame
    changes: pd.DataFrame
    statements: pd.DataFrame

    def asked(self, team: int | None) -> pd.Series:
        """The section of each statement that is asked, of one team or of all together."""
        sections = self.statements.set_index("id").section
        if team is TOGETHER:
            return sections
        return sections[sections.isin(pd.read_json(io.StringIO(self.teams.set_index("id").sections[team]))[0])]

    def given(self, round_id: int, team: int | None) -> pd.DataFrame:
        """What teams gave in a round: rows with statement, team, rating and its level."""
        rows = self.ratings[(self.ratings.round_id == round_id) & self.ratings.rating.notna()]
        rows = rows if team is TOGETHER else rows[rows.team_id == team]
        return rows.assign(level=rows.rating.map(LEVELS))

    def ratings_of(self, round_id: int, team: int | None) -> pd.Series:
        """The rating of each statement asked, by the rule that the lower counts."""
        lowest = self.given(round_id, team).sort_values("level", na_position="last").groupby("statement_id").rating
        return lowest.first().reindex(self.asked(team).index).fillna("not_rated")

    def numbers(self, round_id: int, team: int | None) -> dict[str, int]:
        """How many statements have each rating."""
        return self.ratings_of(round_id, team).value_counts().reindex(list(SIGNS), fill_value=0).to_dict()

    def by_section(self, round_id: int, team: int | None) -> pd.DataFrame:
        """The same, a row for each section."""
        table = pd.crosstab(self.asked(team), self.ratings_of(round_id, team))
        return table.reindex(columns=list(SIGNS), fill_value=0)

    def moves(self, before: int, now: int, team: int | None) -> pd.Series:
        """How each statement asked moved: each team beside itself."""
        both = self.given(before, team).merge(self.given(now, team), on=["statement_id", "team_id"])
        step = (both.level_y - both.level_x).groupby(both.statement_id)
        up, down, same = step.max() > 0, step.min() < 0, (step.min() == 0) & (step.max() == 0)
        assert not (up & down).any(), "no statement of the demonstration moves both ways"
        moved = pd.Series("not_yet_rated", index=self.asked(team).index)
        moved[self.ratings_of(now, team) == "not_applicable"] = "applied_in_neither"
        for name, which in (("improved", up), ("slipped", down), ("stayed", same)):
            moved[which[which].index] = name
        return moved

    def finished(self, before: int, now: int, team: int | None) -> pd.DataFrame:
        """The actions done or dropped between the starts of two rounds, with when that was."""
        steps = self.changes[
            (self.changes.field == "status") & self.changes.new.isin(DONE) & ~self.changes.old.isin(DONE)
        ]
        closed = self.actions[self.actions.status.isin(DONE)].merge(
            steps.groupby("action_id")["at"].max().rename("finished"), left_on="id", right_index=True
        )
        started = self.rounds.set_index("id").started_at
        closed = closed[(closed.finished >= started[before]) & (closed.finished < started[now])]
        return closed if team is TOGETHER else closed[closed.team_id == team]

    def plan(self) -> dict[str, int]:
        """The open actions, those overdue, and those due within two weeks."""
        live = self.actions[~self.actions.status.isin(DONE)]
        today = pd.Timestamp(datetime.now(UTC).astimezone(HOME_ZONE).date())
        due = pd.to_datetime(live.due)
        return {
            "all": len(self.actions),
            "open": len(live),
            "overdue": int((due < today).sum()),
            "soon": int(((due >= today) & (due <= today + SOON)).sum()),
        }


TABLES = ("judgement", "round", "action", "team", "change")


def titles() -> dict[str, str]:
    return {section.id: section.title for section in workplace.library().current.sections}


def words(page: AppTest) -> str:
    """All that a page says, its tags as bars."""
    texts = [one.proto.body for one in page.get("html")]
    texts += [str(one.value) for one in (*page.markdown, *page.caption, *page.header, *page.title)]
    bare = re.sub(r"<style.*?</style>|<script.*?</script>", "", "\n".join(texts), flags=re.S)
    return re.sub(r"\s*\|[|\s]*", "|", unescape(re.sub(r"<[^>]+>", "|", bare))).replace("\\", "")


def report_words(kind: str, content: bytes) -> str:
    """All that a document says, the cells of a row side by side."""
    if kind == "pptx":
        shapes = [shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes]
        texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
        tables = [shape.table for shape in shapes if shape.has_table]
    else:
        document = Document(io.BytesIO(content))
        texts, tables = [one.text for one in document.paragraphs], list(document.tables)
    rows = ["|".join(cell.text for cell in row.cells) for table in tables for row in table.rows]
    return "\n".join([*texts, *rows])
