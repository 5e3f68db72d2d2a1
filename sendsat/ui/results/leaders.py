"""The statement for leaders, beside the tiles: all that was said of it, and the way to rate it, to agree or to act."""

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import State
from sendsat.assessment.results.comparison import standings_as
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.rules import can_rate
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.values import Action, Judgement
from sendsat.assessment.workshop.votes import read_votes, tally_words
from sendsat.guide.edition import Edition
from sendsat.guide.model import Statement
from sendsat.palette import state_class
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.html import NOTHING, joined, put_html
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import day, due_words, plural, today
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import history, marks, unsafe
from sendsat.ui.results import agreeing, going

NEWEST = 6
"""So many rounds are listed at once; older ones are one click away."""


def draw(page: view.View, snapshot: Snapshot, statement_id: str, movement: Movement | None) -> None:
    """Draw the statement as the round has it, of every team that is asked, whatever the filters say. `snapshot` sees
    the round through the guide, or through the supplement that has the statement."""
    edition = snapshot.edition
    statement, standing = edition.statements[statement_id], snapshot.standings.get(statement_id)
    with st.container(key="results_leaders", gap="small"):
        put_html(_head(page, edition, statement, standing, movement))
        if standing is not None:
            agreeing.draw(page, standing)
        _ways_on(page, edition, statement.id)
        put_html(
            joined(
                [
                    _teams(page, standing),
                    _rounds(page, edition, statement.id),
                    _evidence(page, standing),
                    _actions(page, statement.id),
                ]
            )
        )
        box = fold("History", key=f"history_{statement_id}")
        if box.open:
            with box:
                history.draw(statement_id)


def _head(
    page: view.View, edition: Edition, statement: Statement, standing: Standing | None, movement: Movement | None
) -> Markup:
    mark = marks.statement_mark(edition, statement.ours, desk().organisation.kind) if statement.ours else NOTHING
    if edition.is_supplement:
        mark = Markup('<p class="cites">{}, not part of the 2016 guide</p>').format(edition.header.mark) + mark
    moved = f"{movement.label} since {page.previous.round.name}" if movement and page.previous else ""
    rating = standing.rating if standing else None
    return Markup(
        '<div class="leaders" data-statement="{0}"><p class="close"><a {1}>Close {0}</a></p>'
        '<h2 id="leaders-title" tabindex="-1">{0} {2}</h2><p>{3}{4}</p><p class="moved">{5}</p>{6}</div>'
    ).format(
        statement.id,
        going.link(going.address(**{going.STATEMENT: ""})),
        stands(standing.state, standing.label) if standing else "asked of nobody in this round",
        statement.text,
        mark,
        moved,
        unsafe.note_html(page, statement.id, rating, how="Plan an action."),
    )


def stands(state: State, label: str) -> Markup:
    """A rating with its sign on its colour and pattern, and its word."""
    sign, word = label.split(" ", 1)
    return Markup('<span class="stands"><span class="sign state-{}" aria-hidden="true">{}</span> {}</span>').format(
        state_class(state), sign, word
    )


def _of(said: Judgement) -> Markup:
    return stands(Standing(said.statement_id, (said,)).state, said.label)


def _ways_on(page: view.View, edition: Edition, statement_id: str) -> None:
    section, part = edition.section_of[statement_id], edition.subsection_of[statement_id]
    link = navigation.link(st.session_state[state.PAGES], section.id)
    if link is None:
        return
    team = page.round.rater(edition, section.id, page.team_id)
    asked = {"part": part.number, "at": statement_id, **navigation.here(), state.ROUND: str(page.round.id)}
    asked |= {state.TEAM: str(team.id)} if team else {}
    can = team is not None and can_rate(page.round, team.id, edition, section.id)
    label = f"Rate {statement_id}" if can else f"See {statement_id} in its section"
    with st.container(horizontal=True, gap="small"):
        st.page_link(link, label=label, icon=":material/edit:" if can else ":material/menu_book:", query_params=asked)
        if can:
            plan = {**asked, navigation.PLAN: statement_id}
            st.page_link(link, label="Plan an action", icon=":material/add_task:", query_params=plan)


def _teams(page: view.View, standing: Standing | None) -> Markup:
    if standing is None:
        return NOTHING
    told = joined(_team(page, said) for said in standing.judgements)
    return Markup('<h3>What each team says</h3><div class="said">{}</div>').format(told)


def _team(page: view.View, said: Judgement) -> Markup:
    team = page.round.team(said.team_id)
    why = (
        Markup('<p class="typed">{}</p>').format(said.commentary)
        if said.commentary
        else Markup("<p>No reason given.</p>")
    )
    votes = "; then ".join(tally_words(tally) for tally in read_votes(said.votes))
    voted = Markup("<p><b>Votes in a workshop:</b> {}</p>").format(votes) if votes else NOTHING
    view_ = (
        Markup('<p class="typed"><b>Minority view:</b> {}</p>').format(said.minority_note)
        if said.minority_note
        else NOTHING
    )
    name = team.name if team else "A team"
    return Markup("<div><h4>{}</h4><p>{}</p>{}{}{}</div>").format(name, _of(said), why, voted, view_)


def _rounds(page: view.View, edition: Edition, statement_id: str) -> Markup:
    """A row for each round, the newest first: all teams together, and each team where there are several."""
    library = desk().library
    by_round = [
        (snapshot.round.name, standings_as(_through(snapshot, edition), edition, library).get(statement_id))
        for snapshot in reversed(page.every_snapshot())
    ]
    names = {team.id: team.name for round_ in page.rounds for team in round_.teams}
    asked = {said.team_id for _, standing in by_round if standing for said in standing.judgements}
    teams = {team_id: name for team_id, name in names.items() if team_id in asked}
    rows = [_round(name, standing, teams) for name, standing in by_round]
    table = _table(rows[:NEWEST], teams)
    if older := rows[NEWEST:]:
        summary = plural(len(older), "earlier round")
        table += Markup("<details><summary>{}</summary>{}</details>").format(summary, _table(older, teams))
    return Markup("<h3>Over the rounds</h3>{}").format(table)


def _through(snapshot: Snapshot, edition: Edition) -> Snapshot:
    """A round through the edition it was rated with, or through a supplement."""
    return snapshot.beside(edition) if edition.is_supplement else snapshot


def _table(rows: list[Markup], teams: dict[int, str]) -> Markup:
    heads = joined(Markup('<th scope="col">{}</th>').format(name) for name in ("Round", *_columns(teams)))
    return Markup(
        '<div class="wide" tabindex="0" role="region" aria-label="Ratings over the rounds"><table>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(heads, joined(rows))


def _columns(teams: dict[int, str]) -> tuple[str, ...]:
    return tuple(teams.values()) if len(teams) == 1 else ("Together", *teams.values())


def _round(name: str, standing: Standing | None, teams: dict[int, str]) -> Markup:
    by_team: dict[int, list[Judgement]] = {}
    for said in standing.judgements if standing else ():
        by_team.setdefault(said.team_id, []).append(said)
    own = [_cell(Standing("", tuple(by_team[team])) if team in by_team else None) for team in teams]
    cells = own if len(teams) == 1 else [_cell(standing), *own]
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, joined(cells))


def _cell(standing: Standing | None) -> Markup:
    told = stands(standing.state, standing.label) if standing else "Not asked"
    return Markup("<td>{}</td>").format(told)


def _evidence(page: view.View, standing: Standing | None) -> Markup:
    shown = [said for said in standing.judgements if said.seen_evidence or said.evidence] if standing else []
    if not shown:
        return Markup("<h3>Evidence</h3><p>None is noted.</p>")
    return Markup("<h3>Evidence</h3>{}").format(joined(_evidence_of(page, said) for said in shown))


def _evidence_of(page: view.View, said: Judgement) -> Markup:
    team = page.round.team(said.team_id)
    ticked = joined(Markup("<li>Seen: {}</li>").format(prompt) for prompt in said.seen_evidence)
    typed = Markup('<p class="typed">{}</p>').format(said.evidence) if said.evidence else NOTHING
    return Markup("<h4>{}</h4><ul>{}</ul>{}").format(team.name if team else "A team", ticked, typed)


def _actions(page: view.View, statement_id: str) -> Markup:
    every = page.actions_for(statement_id)
    open_ = [action for action in every if action.status.is_open]
    listed = Markup("<ul>{}</ul>").format(joined(map(_action, open_))) if open_ else Markup("<p>None is open.</p>")
    ended = len(every) - len(open_)
    more = Markup("<p>{} done or dropped.</p>").format(plural(ended, "action")) if ended else NOTHING
    return Markup("<h3>Open actions</h3>{}{}").format(listed, more)


def _action(action: Action) -> Markup:
    owner = action.owner or "nobody yet"
    due = f"{day(action.due)}, {due_words(action.due, today())}" if action.due else "no date"
    return Markup("<li>{}<br><b>{}</b> · {} · {}</li>").format(action.text, owner, due, action.status.word.lower())
