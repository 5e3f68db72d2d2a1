"""Progress: two rounds compared, and the trend over all rounds."""

import streamlit as st

from sendsat.assessment.comparison import Compared, Comparison, Movement, compare
from sendsat.assessment.snapshot import Snapshot
from sendsat.reports import figures, frames
from sendsat.reports.sentences import comparison_sentence
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.words import plain, plural, snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide.answer import coloured
from sendsat.ui.results import charts, results

ORDER = (Movement.SLIPPED, Movement.IMPROVED, Movement.NEWLY_RATED, Movement.NO_LONGER_RATED, Movement.STAYED)


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
        page = navigation.link(st.session_state[state.PAGES], "rounds")
        if page is not None:
            st.page_link(page, label="Start the next round", icon=":material/event:")
        return
    earlier_id, later_id = _choose(seen)
    team_id = results.whose(seen)
    snapshots = {round_.id: seen.snapshot_of(round_.id).for_team(team_id) for round_ in seen.rounds}
    compared = compare(snapshots[earlier_id], snapshots[later_id], desk().library)
    st.markdown(f"**{plain(comparison_sentence(compared))}**")
    _caveats(compared)
    charts.draw(figures.movement_by_section(compared))
    _rows(compared)
    charts.draw(figures.trend(list(snapshots.values())))


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
    if len(compared.later.teams) > 1:
        st.caption(results.LOWER)
    results.say_unconfirmed(compared.later)


def _teams(snapshot: Snapshot) -> str:
    return plain(", ".join(team.name for team in snapshot.teams) or "nobody")


def _rows(compared: Comparison) -> None:
    counts = compared.counts()
    st.subheader("Statement by statement", anchor=False)
    shown = [one for one in ORDER if counts[one]]
    if not shown:
        st.markdown("Nothing was rated in either round.")
        return
    chosen = st.segmented_control(
        "Show", shown, format_func=lambda one: f"{Movement(one).label} ({counts[Movement(one)]})",
        default=shown[0], key=state.MOVEMENT, required=True, wrap=True,
    )  # fmt: skip
    rows = [row for row in compared.rows if row.movement is Movement(chosen or shown[0])]
    for row in rows[:40]:
        _row(compared, row)
    if len(rows) > 40:
        st.caption(
            f"The first 40 of {plural(len(rows), 'statement')} are shown; “All statements as a table” has the rest."
        )
    _table(compared)


def _row(compared: Comparison, row: Compared) -> None:
    edition = compared.later.edition
    statement = edition.statements[row.statement_id]
    address = navigation.statement_address(edition, row.statement_id)
    with st.container(border=True, gap="small"):
        st.markdown(f"**[{row.statement_id}]({address})** &nbsp; {plain(statement.text)}")
        left, right = st.columns(2)
        before = row.before
        left.markdown(
            f"{plain(compared.earlier.round.name)}: {coloured(before.rating) if before else frames.NOT_ASKED}  \n"
            f"{plain(before.commentary) if before and before.commentary else ':gray[No commentary]'}"
        )
        right.markdown(
            f"{plain(compared.later.round.name)}: {coloured(row.after.rating)}  \n"
            f"{plain(row.after.commentary) or ':gray[No commentary]'}"
        )


def _table(compared: Comparison) -> None:
    box = st.expander("All statements as a table", key="all_rows", on_change="rerun")
    if box.open:
        with box:
            table = frames.comparison_rows(compared)
            st.dataframe(table, hide_index=True, alt="Every statement with both ratings and both commentaries")
            rounds = f"{compared.earlier.round.name} to {compared.later.round.name}"
            charts.download_table("Download the comparison (CSV)", table, "Comparison", rounds)
