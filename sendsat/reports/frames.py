"""Tidy pandas frames: one row per count or per statement, with column names people can read.

Counts only, since no page shows a share. Must not import plotly or anything that stores or shows.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from sendsat.assessment.rating import Rating, State, Waiting, said_word, word_of
from sendsat.assessment.results.comparison import Compared, Comparison
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.results.outline import Outline
from sendsat.assessment.results.trend import Panel, Trend
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.guide.edition import Edition
from sendsat.reports import parts
from sendsat.reports.moves import team_moves
from sendsat.reports.parts import Tally
from sendsat.reports.sentences import rules_sentence
from sendsat.reports.spread import HeatMap

STATES: tuple[State, ...] = (*Rating, *Waiting, None)
"""The four ratings, what was carried forward and not confirmed, what is not agreed yet, and, last, not rated."""

PART, TEAM, ROUND = "Part", "Team", "Round"
RATING, RATED, MOVEMENT = "Rating", "Rated", "Movement"
STATEMENT, SECTION, SUBSECTION, TEXT = "Statement", "Section", "Subsection", "Text"
BEFORE, AFTER = "Rating before", "Rating after"
COMMENTARY, COMMENTARY_BEFORE, COMMENTARY_AFTER = "Commentary", "Commentary before", "Commentary after"
TEAMS_DIFFER, EACH_TEAM = "Teams differ", "Each team"
RULE = "Where teams differ"
NOT_ASKED = "Not asked"

COMPARED = (
    *(STATEMENT, SECTION, SUBSECTION, TEXT, BEFORE, AFTER, MOVEMENT),
    *(EACH_TEAM, COMMENTARY_BEFORE, COMMENTARY_AFTER, TEAMS_DIFFER),
)
SHOWN_ALWAYS = (Movement.IMPROVED, Movement.SLIPPED, Movement.STAYED)
DISAGREEMENT = (STATEMENT, SECTION, SUBSECTION, TEXT, TEAM, RATING, COMMENTARY)


def trend_summary(rounds: Trend) -> pd.DataFrame:
    """The same counts for reading: one row per round, and how many of its statements were rated."""
    tallies = parts.round_tallies(rounds)
    frame = summary(tallies, by=ROUND)
    frame.insert(1, RATED, pd.Series([tally.counts.rated for tally in tallies], dtype=int))
    rules = [rule_words(stretch.snapshot) for stretch in rounds.stretches]
    return frame.assign(**{RULE: rules}) if any(rules) else frame


def trends_summary(panels: Sequence[Panel], by: str) -> pd.DataFrame:
    """The same for several trends one below the other; the first column, `by`, says whose a row is."""
    summaries = [trend_summary(panel.trend) for panel in panels] or [trend_summary(Trend((), ()))]
    for panel, frame in zip(panels, summaries, strict=False):
        frame.insert(0, by, panel.label)
    widest = max(summaries, key=lambda frame: len(frame.columns))
    whole = [frame.reindex(columns=widest.columns, fill_value=0) for frame in summaries]
    return pd.concat(whole, ignore_index=True)


def rule_words(snapshot: Snapshot | Outline) -> str:
    """The rule that made one rating of several teams', for a cell; "" where one team's are looked at."""
    return snapshot.rule.word if snapshot.rule else ""


def summary(tallies: Sequence[Tally], by: str = PART, *, rule: str = "") -> pd.DataFrame:
    """The same counts for reading: one row per tally, one column per state, and all statements. What is not agreed yet
    has a column where there is any; of several teams the last column says by which `rule` they became one.
    """
    states = [state for state in STATES if state is not Waiting.NOT_AGREED or any(t.counts.not_agreed for t in tallies)]
    rows = [(t.label, *(t.counts.of(state) for state in states), t.counts.total) for t in tallies]
    columns = [by, *map(word_of, states), parts.WHOLE]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], int))
    return frame.assign(**{RULE: rule}) if rule else frame


def movement_summary(comparison: Comparison) -> pd.DataFrame:
    """The same counts for reading: one row per section, one column per movement there is, and all statements asked."""
    every = comparison.counts()
    shown = [movement for movement in Movement if every[movement] or movement in SHOWN_ALWAYS]
    counted = [(part.label, comparison.counts(part.statement_ids)) for part in parts.sections(comparison.later)]
    rows = [(label, *(counts[movement] for movement in shown), sum(counts.values())) for label, counts in counted]
    columns = [PART, *(movement.word for movement in shown), parts.WHOLE]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], int))


def comparison_rows(comparison: Comparison) -> pd.DataFrame:
    """Every statement of the later round beside the earlier one. `Each team` is empty where one team is asked; `Teams
    differ` speaks of the later round. Of several teams the last column says by which rule they became one.
    """
    edition = comparison.later.edition
    rows = [_compared_row(edition, row, comparison.team_names) for row in comparison.rows]
    frame = pd.DataFrame(rows, columns=list(COMPARED)).astype({TEAMS_DIFFER: bool})
    rule = rules_sentence((comparison.earlier, comparison.later))
    return frame.assign(**{RULE: rule}) if rule else frame


def _compared_row(edition: Edition, row: Compared, names: Mapping[int, str]) -> dict[str, Any]:
    before = row.before
    return _place(edition, row.statement_id) | {
        BEFORE: before.word if before else NOT_ASKED,
        AFTER: row.after.word,
        MOVEMENT: row.movement.word,
        EACH_TEAM: team_moves(row, names),
        COMMENTARY_BEFORE: before.reasons(names) if before else "",
        COMMENTARY_AFTER: row.after.reasons(names),
        TEAMS_DIFFER: row.after.teams_differ,
    }


def _place(edition: Edition, statement_id: str) -> dict[str, Any]:
    return {
        STATEMENT: statement_id,
        SECTION: edition.section_of[statement_id].title,
        SUBSECTION: edition.subsection_of[statement_id].number,
        TEXT: edition.statements[statement_id].text,
    }


def team_disagreements(snapshot: Snapshot) -> pd.DataFrame:
    """Statements that teams rate differently: one row per team asked, those that have not rated it too."""
    differing = [standing for standing in snapshot.standings.values() if standing.teams_differ]
    rows = [row for standing in differing for row in _team_rows(snapshot, standing)]
    return pd.DataFrame(rows, columns=list(DISAGREEMENT))


def _team_rows(snapshot: Snapshot, standing: Standing) -> list[dict[str, Any]]:
    names = {team.id: team.name for team in snapshot.teams}
    place = _place(snapshot.edition, standing.statement_id)
    return [
        place
        | {
            TEAM: names[judgement.team_id],
            RATING: said_word(judgement.rating, carried_forward=judgement.carried_forward),
            COMMENTARY: judgement.commentary,
        }
        for judgement in standing.judgements
    ]


def heat_table(heat: HeatMap, noun: str) -> pd.DataFrame:
    """A heat map with a row for each subsection and each team or round (`noun`) that was asked it, and its counts."""
    return pd.DataFrame(
        [
            {"Subsection": parts.subsection_label(part), noun: column, "Statements": counts.total}
            | {word_of(state): counts.of(state) for state in STATES}
            for part, cells in heat.rows
            for column, counts in zip(heat.columns, cells, strict=True)
            if counts is not None
        ]
    )
