"""Progress: two rounds compared, and the trend over all rounds."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.comparison import Compared, Comparison, compare
from sendsat.assessment.movement import MOVED, Movement
from sendsat.assessment.rating import State, word_of
from sendsat.assessment.snapshot import Snapshot, Standing
from sendsat.assessment.trend import Trend, make_trend
from sendsat.assessment.values import Judgement
from sendsat.reports import figures, frames
from sendsat.reports.bar_html import Leads
from sendsat.reports.chart import Chart
from sendsat.reports.sentences import comparison_sentence, rules_sentence
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.html import NOTHING, PRINT_BUTTON, put_html
from sendsat.ui.frame.words import plain, plural, snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide.answer import coloured, coloured_said
from sendsat.ui.results import charts, filters, going, paper, rejudging, results
from sendsat.ui.results.filters import whose

RULE = (
    "Each team is compared with itself. A statement improved or slipped where at least one team's own rating moved; "
    "where one team went up and another down, it counts as neither."
)
LIST = "moved-list"
"""The id of the heading above what moved."""
NO_COMMENTARY = ":gray[No commentary]"
ORDER = (*MOVED, *(movement for movement in Movement if movement not in MOVED))


def draw() -> None:
    """Draw the page."""
    seen = view.current()
    st.title("Progress", anchor=False)
    if len(seen.rounds) < 2:
        st.info(
            "This page compares two rounds: what improved, what slipped and what is stuck. "
            "You have one round so far. It fills itself when the next one starts.",
            icon=":material/trending_up:",
        )
        navigation.put_link("rounds", "Start the next round", icon=":material/event:")
        return
    earlier_id, later_id = _choose(seen)
    team_id = whose(seen)
    snapshots = {round_.id: seen.snapshot_of(round_.id).for_team(team_id) for round_ in seen.rounds}
    compared = _compare(snapshots, earlier_id, later_id)
    st.markdown(f"**{plain(comparison_sentence(compared))}**")
    _caveats(compared)
    put_html(PRINT_BUTTON)
    going.listen(state.PROGRESS_GO, _go)
    _chart(figures.movement_by_section(compared), _to_list(compared))
    _rows(compared)
    rounds = make_trend(list(snapshots.values()), desk().library)
    _chart(figures.trend(rounds), _to_results(rounds))
    _beside(snapshots, earlier_id, later_id)


def _chart(chart: Chart, leads: Leads) -> None:
    charts.draw(chart, leads)
    paper.put_numbers(chart)


def _to_list(compared: Comparison) -> Leads:
    """From a bar of a section to the list of what moved this way there."""
    names = {section.title: filters.section_name(section) for section in compared.later.edition.sections}
    nothing = dict.fromkeys(filters.NOTHING_ASKED, "") | {going.STATEMENT: ""}

    def to(label: str, kind: State | Movement) -> Markup:
        asked = {state.RESULTS_PART: names[label], navigation.MOVED: kind.value if kind else ""}
        return going.link(going.address(**nothing | asked), shows=LIST)

    return to


def _to_results(rounds: Trend) -> Leads:
    """From a bar of a round to its statements in Results, where the trend counts all that the round asks."""
    whole = {
        one.snapshot.round.name: one.snapshot.round.id
        for one in rounds.stretches
        if len(one.statement_ids) == len(one.snapshot.asked)
    }
    whose_chosen = st.session_state.get(state.WHOSE, filters.EVERYONE)
    team = {} if whose_chosen == filters.EVERYONE else {state.WHOSE: str(whose_chosen)}

    def to(label: str, kind: State | Movement) -> Markup:
        if label not in whole or isinstance(kind, Movement):
            return NOTHING
        asked = {state.ROUND: str(whole[label]), state.RESULTS_RATING: word_of(kind)}
        return Markup('href="{}" target="_self"').format(navigation.results_address(**team, **asked))

    return to


def _go(asked: dict[str, str]) -> None:
    """From a callback: list what moved as the link asks, in the section it names."""
    st.session_state[state.MOVEMENT] = asked.get(navigation.MOVED)
    st.session_state[state.RESULTS_PART] = asked.get(state.RESULTS_PART, filters.EVERY_PART)


def _beside(snapshots: Mapping[int, Snapshot], earlier_id: int, later_id: int) -> None:
    """What moved in the supplements that the later round asks, apart from all that stands above."""
    for edition in desk().library.beside(snapshots[later_id].round.supplements):
        apart = {round_id: snapshot.beside(edition) for round_id, snapshot in snapshots.items()}
        told = comparison_sentence(_compare(apart, earlier_id, later_id))
        with st.container(border=True, gap="small"):
            st.markdown(plain(f"{edition.header.short_title}, counted apart. {told}"))
            st.caption("It is sendsat's own, not part of the 2016 guide, and in none of the numbers and charts above.")


def _compare(snapshots: Mapping[int, Snapshot], earlier_id: int, later_id: int) -> Comparison:
    """Two rounds beside each other, with the marks of the rounds between them."""
    ids = list(snapshots)
    first, last = sorted((ids.index(earlier_id), ids.index(later_id)))
    between = [snapshots[round_id] for round_id in ids[first + 1 : last]]
    return compare(snapshots[earlier_id], snapshots[later_id], desk().library, between=between)


def _choose(seen: view.View) -> tuple[int, int]:
    names = {round_.name: round_.id for round_ in seen.rounds}
    keys = list(names)
    here = keys.index(seen.round.name)
    left, right = st.columns(2)
    first = left.selectbox("From", keys, index=max(here - 1, 0) if here else 0, key=state.compare_from(seen.round.id))
    second = right.selectbox("To", keys, index=here or 1, key=state.compare_to(seen.round.id))
    if first == second:
        st.warning("Both are the same round, so nothing has moved. Choose two different rounds.")
    elif keys.index(first) > keys.index(second):
        st.warning(
            f"You are looking backwards: {plain(first)} comes after {plain(second)}, so “improved” means that it was "
            "better before."
        )
    return names[first or keys[0]], names[second or keys[-1]]


def _caveats(compared: Comparison) -> None:
    """What the sentence above does not tell, and would mislead without."""
    earlier, later = plain(compared.earlier.round.name), plain(compared.later.round.name)
    if gone := compared.no_longer_asked:
        st.caption(
            f"{plural(len(gone), 'statement')} rated in {earlier} but asked of nobody here in {later} "
            f"cannot be compared: {snippet(', '.join(gone), 90)}."
        )
    if compared.teams_changed:
        st.caption(
            f"Not the same teams and sections in both rounds. In {earlier}: {_teams(compared.earlier)}. "
            f"In {later}: {_teams(compared.later)}."
        )
    if max(len(compared.earlier.teams), len(compared.later.teams)) > 1:
        st.caption(f"{RULE} {rules_sentence((compared.earlier, compared.later))}")
    results.say_unconfirmed(compared.later)


def _teams(snapshot: Snapshot) -> str:
    return plain(", ".join(team.name for team in snapshot.teams) or "nobody")


def _rows(compared: Comparison) -> None:
    counts = compared.counts()
    put_html(Markup('<h2 id="{}" tabindex="-1">Statement by statement</h2>').format(LIST))
    shown = [movement for movement in ORDER if counts[movement]]
    if not shown:
        st.markdown("The later round asks no statement.")
        return
    if st.session_state.get(state.MOVEMENT) not in shown:
        st.session_state[state.MOVEMENT] = _asked(shown)
    paper.put_comparison(compared, shown)
    with st.container(key="off_paper_moved"):
        _movement(compared, shown)


def _asked(shown: list[Movement]) -> Movement:
    """What is listed first: the movement that the address asks for."""
    asked = st.query_params.get(navigation.MOVED)
    return Movement(asked) if asked in shown else shown[0]


def _movement(compared: Comparison, shown: list[Movement]) -> None:
    """The statements that moved one way, and all of them as a table to look through."""
    with st.container(width=420):
        part = filters.choose_part(view.current())
    rows = [row for row in compared.rows if filters.is_of(compared.later.edition, row.statement_id, part)]
    counts = Counter(row.movement for row in rows)
    chosen = st.segmented_control(
        "Show", shown, format_func=lambda chosen: f"{Movement(chosen).label} ({counts[Movement(chosen)]})",
        key=state.MOVEMENT, required=True, wrap=True,
    )  # fmt: skip
    movement = Movement(chosen or shown[0])
    if st.query_params.get(navigation.MOVED) != movement:
        st.query_params[navigation.MOVED] = movement.value
    notices.show_once(rejudging.PLACE)
    st.caption(f"**{movement.word}**: {movement.meaning}")
    _list(compared, [row for row in rows if row.movement is movement])
    _table(compared)


def _list(compared: Comparison, rows: Sequence[Compared]) -> None:
    for row in rows[:40]:
        _row(compared, row)
    if not rows:
        st.markdown("No statement of this section or part moved so.")
    if len(rows) > 40:
        st.caption(
            f"The first 40 of {plural(len(rows), 'statement')} are shown; “All statements as a table” has the rest."
        )


def _row(compared: Comparison, row: Compared) -> None:
    edition, names = compared.later.edition, compared.team_names if row.several_teams else {}
    statement = edition.statements[row.statement_id]
    address = navigation.statement_address(edition, row.statement_id)
    with st.container(border=True, gap="small"):
        st.markdown(f"**[{row.statement_id}]({address})** &nbsp; {plain(statement.text)}")
        left, right = st.columns(2)
        left.markdown(_side(compared.earlier.round.name, row.before, names))
        right.markdown(_side(compared.later.round.name, row.after, names))
        rejudging.draw(compared, row)


def _side(round_name: str, standing: Standing | None, names: Mapping[int, str]) -> str:
    """One round's half of a row: the rating and the reason, each team's own under its name where there are several."""
    if standing is None:
        return f"{plain(round_name)}: {frames.NOT_ASKED}"
    lines = [f"{plain(round_name)}: {coloured_said(standing)}"]
    if not names:
        return "  \n".join([*lines, plain(standing.commentary) or NO_COMMENTARY])
    return "  \n".join([*lines, *(_of_team(judgement, names) for judgement in standing.judgements)])


def _of_team(said: Judgement, names: Mapping[int, str]) -> str:
    waiting = ", not confirmed" if said.carried_forward else ""
    rated = f"{plain(names[said.team_id])}: {coloured(said.rating)}{waiting}"
    return f"{rated}  \n{plain(said.commentary)}" if said.commentary else rated


def _table(compared: Comparison) -> None:
    box = st.expander("All statements as a table", key="all_rows", on_change="rerun")
    if box.open:
        with box:
            table = frames.comparison_rows(compared)
            st.dataframe(table, hide_index=True, alt="Every statement with both ratings and both commentaries")
            rounds = f"{compared.earlier.round.name} to {compared.later.round.name}"
            charts.download_table("Download the comparison (CSV)", table, "Comparison", rounds)
