"""Progress: two rounds compared, and the trend over all rounds."""

from collections.abc import Collection, Mapping

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import State
from sendsat.assessment.results.comparison import Comparison, compare
from sendsat.assessment.results.finished import finished_between
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.results.plan_filter import Show
from sendsat.assessment.results.trend import by_section, by_team, make_trend
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action
from sendsat.errors import NotFound
from sendsat.reports.charts import figures, matrix
from sendsat.reports.charts.bar_html import Leads
from sendsat.reports.charts.chart import Chart
from sendsat.reports.finished import finished_html
from sendsat.reports.moves import apart_sentence, comparison_sentence
from sendsat.reports.sentences import rules_sentence
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.html import PRINT_BUTTON, joined, put_html
from sendsat.ui.frame.words import day, plain, plural, snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.results import charts, filters, going, moved, paper, results
from sendsat.ui.results.filters import whose

RULE = (
    "Each team is compared with itself. A statement improved or slipped where at least one team's own rating moved; "
    "where one team went up and another down, it counts as neither."
)
LINK = Markup('<a href="{}">{}</a>')
TOGETHER, BY_SECTION, BY_TEAM = "All together", "Each section", "Each team"
FROM, TO = "from", "to"
"""What the address calls the ids of the two rounds."""


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title("Progress", anchor=False)
    if len(page.rounds) < 2:
        st.info(
            "This page compares two rounds: what improved, what slipped and what is stuck. "
            "You have one round so far. It fills itself when the next one starts.",
            icon=":material/trending_up:",
        )
        navigation.put_link("rounds", "Start the next round", icon=":material/event:")
        return
    earlier_id, later_id = _choose(page)
    team_id = whose(page)
    snapshots = _read(page, earlier_id, later_id, team_id)
    compared = _compare(snapshots, earlier_id, later_id)
    st.markdown(f"**{plain(comparison_sentence(compared))}**")
    _caveats(compared)
    put_html(PRINT_BUTTON)
    going.listen(state.PROGRESS_GO, _go)
    _trend(page, team_id)
    _chart(figures.movement_by_section(compared), _to_list(compared), (earlier_id, later_id))
    _matrix(compared)
    _finished(page, compared)
    moved.draw(compared)
    _beside(snapshots, earlier_id, later_id)


def _read(page: view.View, earlier_id: int, later_id: int, team_id: int | None) -> dict[int, Snapshot]:
    """The two rounds and those between them, oldest first. Raises `NotFound` where one of the two is gone."""
    ids = [round_.id for round_ in page.rounds]
    first, last = sorted((ids.index(earlier_id), ids.index(later_id)))
    snapshots = page.snapshots_of(ids[first : last + 1])
    if not {earlier_id, later_id} <= snapshots.keys():
        raise NotFound("One of these two rounds is no longer here.", "Open the page again and choose two others.")
    return {round_id: snapshot.for_team(team_id) for round_id, snapshot in snapshots.items()}


def _trend(page: view.View, team_id: int | None) -> None:
    """How ratings went over all rounds: together, or by section or team in small charts beside one another."""
    counted, teams = page.counted(), page.round.teams
    ways = [TOGETHER, BY_SECTION, *([BY_TEAM] if team_id is None and len(teams) > 1 else [])]
    if st.session_state.get(state.TREND_BY) not in (None, *ways):
        del st.session_state[state.TREND_BY]
    how = st.segmented_control(
        "Ratings over the rounds", ways, default=TOGETHER, key=state.TREND_BY, required=True, wrap=True,
        bind="query-params",
    )  # fmt: skip
    rounds = make_trend([snapshot.for_team(team_id) for snapshot in counted], desk().library)
    ids = [snapshot.round.id for snapshot in counted]
    if how == BY_SECTION:
        panels = by_section(rounds)
        _chart(figures.trend_by_section(panels), going.to_panels(panels), ids)
    elif how == BY_TEAM:
        panels = by_team(counted, teams, desk().library)
        _chart(figures.trend_by_team(panels), going.to_panels(panels), ids)
    else:
        _chart(figures.trend(rounds), going.to_rounds(rounds), ids)


def _chart(chart: Chart, leads: Leads, round_ids: Collection[int]) -> None:
    charts.draw(chart, leads, also=round_ids)
    paper.put_numbers(chart)


def _matrix(compared: Comparison) -> None:
    """Where every statement stood then and stands now, with all teams together."""
    st.header("From then to now", anchor=False)
    put_html(matrix.then_to_now(compared, navigation.statement_addresses(compared.later.edition)))
    apart = apart_sentence(compared)
    if apart:
        st.caption(plain(apart))


def _finished(page: view.View, compared: Comparison) -> None:
    """The actions that were finished between the starts of the two rounds, by whoever is looked at."""
    earlier, later = compared.earlier, compared.later
    finished = finished_between(page.finished, earlier.round, later.round, later.only_team)
    team = later.round.team(later.only_team) if later.only_team is not None else None
    put_html(finished_html(finished, lambda action: _ways_on(page, action), day, team.name if team else ""))


def _ways_on(page: view.View, action: Action) -> Markup:
    """Links to an action's statements, where the round has them, and to the action in the plan."""
    editions = [(statement_id, page.edition_of(statement_id)) for statement_id in action.statements]
    told = [
        LINK.format(navigation.statement_address(edition, statement_id), statement_id) if edition else statement_id
        for statement_id, edition in editions
    ]
    in_plan = navigation.plan_address(Show.FINISHED.value, action.statements[0] if action.statements else "")
    return joined([*told, LINK.format(in_plan, "In the plan")], " · ")


def _to_list(compared: Comparison) -> Leads:
    """From a bar of a section to the list of what moved this way there."""
    names = {section.title: filters.section_name(section) for section in compared.later.edition.sections}
    nothing = dict.fromkeys(filters.NOTHING_ASKED, "") | {going.STATEMENT: ""}
    nothing |= {FROM: str(compared.earlier.round.id), TO: str(compared.later.round.id)}

    def to(label: str, kind: State | Movement) -> Markup:
        asked = {state.RESULTS_PART: names[label], navigation.MOVED: kind.value if kind else ""}
        return going.link(going.address(**nothing | asked), shows=moved.LIST)

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
    between = [snapshot for round_id, snapshot in snapshots.items() if round_id not in (earlier_id, later_id)]
    return compare(snapshots[earlier_id], snapshots[later_id], desk().library, between=between)


def _choose(page: view.View) -> tuple[int, int]:
    """Ask which two rounds; the address holds their ids, so a link opens the same two whatever they are called now."""
    names = {round_.name: round_.id for round_ in page.rounds}
    keys = list(names)
    _begin(page, names)
    left, right = st.columns(2)
    first = left.selectbox("From", keys, key=state.compare_from(page.round.id), on_change=_forget_lost)
    second = right.selectbox("To", keys, key=state.compare_to(page.round.id), on_change=_forget_lost)
    if st.session_state.get(state.COMPARE_LOST):
        st.info(
            f"The link names a round that is not here. What you see instead: {plain(first)} beside {plain(second)}."
        )
    if first == second:
        st.warning("Both are the same round, so nothing has moved. Choose two different rounds.")
    elif keys.index(first) > keys.index(second):
        st.warning(
            f"You are looking backwards: {plain(first)} comes after {plain(second)}, so “improved” means that it was "
            "better before."
        )
    chosen = names[first or keys[0]], names[second or keys[-1]]
    _put_in_address(page, chosen)
    return chosen


def _begin(page: view.View, names: Mapping[str, int]) -> None:
    """Before it is drawn: what the address newly asks for, else what was chosen, else this round and the one before."""
    keys, by_id = list(names), {str(round_id): name for name, round_id in names.items()}
    here = keys.index(page.round.name)
    at_first = {
        state.compare_from(page.round.id): (FROM, keys[max(here - 1, 0)]),
        state.compare_to(page.round.id): (TO, keys[here or 1]),
    }
    asked = _asked_now()
    is_new = any(asked) and st.session_state.get(state.COMPARED, ("", "", ""))[1:] != asked
    if is_new:
        st.session_state[state.COMPARE_LOST] = any(round_id and round_id not in by_id for round_id in asked)
    for key, (name, otherwise) in at_first.items():
        if is_new:
            st.session_state[key] = by_id.get(st.query_params.get(name, ""), otherwise)
        elif st.session_state.get(key) not in names:
            st.session_state[key] = otherwise


def _asked_now() -> tuple[str, str]:
    return st.query_params.get(FROM, ""), st.query_params.get(TO, "")


def _put_in_address(page: view.View, chosen: tuple[int, int]) -> None:
    asked = str(chosen[0]), str(chosen[1])
    if _asked_now() != asked:
        st.query_params[FROM], st.query_params[TO] = asked
    st.session_state[state.COMPARED] = (str(page.round.id), *asked)


def _forget_lost() -> None:
    st.session_state.pop(state.COMPARE_LOST, None)


def _caveats(compared: Comparison) -> None:
    """What the sentence above does not tell, and would mislead without."""
    earlier, later = plain(compared.earlier.round.name), plain(compared.later.round.name)
    if gone := compared.no_longer_asked:
        ids = snippet(", ".join(gone), 90)
        st.caption(
            f"{plural(len(gone), 'statement')} rated in {earlier} but asked of nobody here in {later} "
            f"cannot be compared: {ids}."
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
