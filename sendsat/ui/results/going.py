"""Links of the Results page that change the address and what is shown without loading the page anew (going.js).

Each is a real link too: it can be copied, opened in another tab and come back to.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import State, word_of
from sendsat.assessment.results.movement import Movement
from sendsat.assessment.results.trend import Panel, Stretch, Trend
from sendsat.assessment.snapshot import Snapshot
from sendsat.reports.charts.bar_html import Leads
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.streamlit_hooks import draw_all
from sendsat.ui.results import filters

STATEMENT = navigation.OPENED
SHOWN = "results-shown"
"""The id of the tiles that are shown."""
FRAGMENTS = ("results_screen", "results_charts")
"""The two halves of the page: what stands on the first screen, and the charts below it."""
_START = "export default (component) => linksGoWithin(component);"
_SCRIPT = (Path(__file__).parent / "going.js").read_text("utf-8")
_COMPONENT = st.components.v2.component("sendsat_going", js=f"{_SCRIPT}\n{_START}")


def listen(key: str = state.RESULTS_GO, then: Callable[[dict[str, str]], None] | None = None) -> None:
    """Start the script, as one element that takes no room; `then` follows the links of a page with other filters."""
    _COMPONENT(key=key, height=1, on_go_change=lambda: (then or _go)(_asked(key)))


def opened() -> str:
    """The id of the statement that the address asks for, "" where it asks for none."""
    return st.query_params.get(STATEMENT, "")


def address(**changes: str) -> str:
    """The address of this view with other choices; an empty one asks nothing."""
    at_first = filters.NOTHING_ASKED
    chosen = {name: str(st.session_state.get(name, value)) for name, value in at_first.items()}
    kept = {name: value for name, value in chosen.items() if value != at_first[name]}
    kept |= _team()
    asked = {**navigation.here(), state.ROUND: str(view.current().round.id), **kept, STATEMENT: opened(), **changes}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _team() -> dict[str, str]:
    """What an address says of whose ratings are looked at; nothing for all together."""
    team_id = view.looked_at(view.current().round)
    return {state.TEAM: str(team_id)} if team_id is not None else {}


def link(to: str, *, shows: str = "") -> Markup:
    """The attributes of a link to such an address; the keyboard goes on at the element whose id is `shows`."""
    return Markup('href="{}" data-within="{}"').format(to, shows)


def to_team(part: str, team_id: int) -> Markup:
    """The attributes of a link to the statements of a part, as one team said them."""
    nothing = dict.fromkeys(filters.NOTHING_ASKED, "") | {STATEMENT: ""}
    return link(address(**nothing | {state.RESULTS_PART: part, state.TEAM: str(team_id)}), shows=SHOWN)


def to_round(snapshots: Iterable[Snapshot]) -> Callable[[str, int], Markup]:
    """From a part and a round's id to the attributes of a link to what the part holds there; "" for a round that asked
    other statements."""
    now, looked_at = view.current().edition.id, _team()
    alike = {snapshot.round.id for snapshot in snapshots if snapshot.edition.id == now}

    def to(part: str, round_id: int) -> Markup:
        if round_id not in alike:
            return Markup("")
        asked = {state.ROUND: str(round_id), state.RESULTS_PART: part} | looked_at
        return Markup('href="{}" target="_self"').format(navigation.results_address(**asked))

    return to


def to_rounds(trend: Trend) -> Leads:
    """From a bar of a round to its statements in Results, where the trend counts all that the round asks."""
    looked_at = _team()
    return _to_results({stretch.snapshot.round.name: _in_results(stretch, looked_at) for stretch in trend.stretches})


def to_panels(panels: Iterable[Panel]) -> Leads:
    """The same from trends beside one another, each of a section or of a team."""
    looked_at = _team()
    return _to_results(
        {
            f"{panel.label}, {stretch.snapshot.round.name}": _in_results(stretch, looked_at, panel)
            for panel in panels
            for stretch in panel.trend.stretches
        }
    )


def _in_results(stretch: Stretch, looked_at: dict[str, str], panel: Panel | None = None) -> dict[str, str] | None:
    """What Results is asked for to show all that one round of a trend counts, as the team that is looked at sees it;
    None where it would show more."""
    snapshot, asked = stretch.snapshot, {state.ROUND: str(stretch.snapshot.round.id)} | looked_at
    ids: Collection[str] = snapshot.asked
    if panel and panel.section_id:
        section = snapshot.edition.section_by_id.get(panel.section_id)
        ids = [statement_id for statement_id in ids if snapshot.edition.section_of[statement_id] == section]
        asked |= {state.RESULTS_PART: filters.section_name(section)} if section else {}
    team = snapshot.round.team(panel.team_id) if panel and panel.team_id is not None else None
    asked |= {state.TEAM: str(team.id)} if team else {}
    return asked if set(ids) == set(stretch.statement_ids) else None


def _to_results(places: Mapping[str, dict[str, str] | None]) -> Leads:
    # A trend of thirty rounds has hundreds of segments: what is the same for a whole bar is put together once.
    addresses = {label: navigation.results_address(**asked) for label, asked in places.items() if asked is not None}

    def to(label: str, kind: State | Movement) -> Markup:
        if label not in addresses or isinstance(kind, Movement):
            return Markup("")
        rating = urlencode({state.RESULTS_RATING: word_of(kind)})
        return Markup('href="{}" target="_self"').format(f"{addresses[label]}&{rating}")

    return to


def _asked(key: str) -> dict[str, str]:
    query = str(getattr(st.session_state[key], "go", "") or "")
    return dict(parse_qsl(query.removeprefix("?")))


def _go(asked: dict[str, str]) -> None:
    """From a callback: go where the link leads; a choice that it does not name falls back to its first."""
    if STATEMENT in asked:
        st.query_params[STATEMENT] = asked[STATEMENT]
    else:
        st.query_params.pop(STATEMENT, None)
    for name, at_first in filters.NOTHING_ASKED.items():
        st.session_state[name] = asked.get(name, at_first)
    if asked.get(state.TEAM) != _team().get(state.TEAM):
        view.look_at(int(asked[state.TEAM]) if state.TEAM in asked else None)
        draw_all()
