"""Home: where this round stands, what to do next, which actions are late or due soon, last round beside this one; at a
local authority also whether submissions wait."""

from collections.abc import Iterable

import streamlit as st

from sendsat.assessment.counts import Counts
from sendsat.assessment.people.permissions import May, may_for
from sendsat.assessment.rating import Rating, State, Waiting, label_of, word_of
from sendsat.assessment.results.comparison import Comparison
from sendsat.assessment.results.movement import COMPARABLE, Movement
from sendsat.assessment.rules import is_due_soon, is_overdue, urgency
from sendsat.assessment.values import Action, Team
from sendsat.guide.model import Section, Subsection
from sendsat.reports.moves import comparison_sentence
from sendsat.reports.sentences import beside_sentence, standing_sentence
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.words import due_marked, plain, plural, snippet, today, waiting_words
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide.answer import COLOURS


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title(plain(page.round.name), anchor=False)
    st.markdown(plain(standing_sentence(page.mine)))
    _waiting(page)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _next(page)
        _sections(page)
    with right:
        _actions(page)
        _last_round(page)


def _waiting(page: view.View) -> None:
    """What was sent to a local authority and waits, for whoever may accept it."""
    if page.waiting:
        st.markdown(f"**{waiting_words(page.waiting)}**")
        navigation.put_link(navigation.PROVIDERS, "Check who sent what waits", icon=":material/domain_add:")


def _parts(page: view.View) -> list[tuple[Section, Subsection, Counts]]:
    """Every part with its counts: the guide's, then those of the supplements that the round asks."""
    snapshots = (page.mine, *(supplement.for_team(page.team_id) for supplement in page.beside))
    return [
        (section, part, snapshot.counts([statement.id for statement in part.statements]))
        for snapshot in snapshots
        for section in snapshot.edition.sections
        for part in section.subsections
    ]


def _next(page: view.View) -> None:
    with st.container(border=True):
        st.header("What to do next", anchor=False)
        unconfirmed = [(section, part, counts) for section, part, counts in _parts(page) if counts.carried_forward]
        waiting = [(section, part, counts) for section, part, counts in _parts(page) if counts.not_rated]
        if not may_for(desk().person, May.RATE, page.team_id):
            st.markdown("Look at how this round stands, and at what is planned.")
            navigation.put_link("results", "See the results", icon=":material/bar_chart:")
            navigation.put_link("actions", "See the action plan", icon=":material/checklist:")
        elif not page.round.is_open:
            st.markdown(f"{plain(page.round.name)} is closed. Look at the results, or start the next round.")
            _go("rounds", "Start the next round")
        elif unconfirmed:
            section, part, counts = unconfirmed[0]
            st.markdown(_to_confirm(part, counts))
            _go(section.id, f"Confirm: {part.number} {part.title}", part=part.number)
        elif waiting:
            section, part, counts = waiting[0]
            st.markdown(
                f"**{part.number} {plain(part.title)}** has {plural(counts.not_rated, 'statement')} not yet rated."
            )
            verb = "Start rating" if not page.mine.counts().answered else "Go on rating"
            _go(section.id, f"{verb}: {part.number} {part.title}", part=part.number)
        else:
            st.markdown("Everything asked of this team has an answer. See what is still open before the round closes.")
            _go(navigation.CLOSE_CHECK, "Check before closing")
        if page.snapshot.counts().rated:
            navigation.put_link(navigation.PRIORITIES, "Priorities: what is Red or slipped", icon=":material/flag:")


def _to_confirm(part: Subsection, counts: Counts) -> str:
    number = counts.carried_forward
    was, they = ("rating was", "it") if number == 1 else ("ratings were", "them")
    return (
        f"**{part.number} {plain(part.title)}**: {number} {was} carried forward. Read the reasons and confirm "
        f"{they}, or rate again. Until then nothing counts as done."
    )


def _go(address: str, label: str, *, part: str | None = None) -> None:
    link = navigation.link(st.session_state[state.PAGES], address)
    if link is not None and st.button(label, type="primary", key=f"next_{address}"):
        st.switch_page(link, query_params=navigation.here() | ({"part": part} if part else {}))


def rating_line(counts: Counts, section: Section, team: Team | None) -> str:
    """Counts as Markdown with symbols, words and colours: "● Green 3 · ▲ Red 1 · ○ Not rated 6"; each opens the
    statements that it counts."""
    ratings: tuple[State, ...] = (Rating.GREEN, Rating.AMBER, Rating.RED, Rating.NOT_APPLICABLE, *Waiting, None)
    return " · ".join(_count(counts, rating, section, team) for rating in ratings if counts.of(rating))


def _count(counts: Counts, shown: State, section: Section, team: Team | None) -> str:
    part = f"{section.number} {section.title}"
    where = navigation.counted_address(
        "results", team, **{state.RESULTS_PART: part, state.RESULTS_RATING: word_of(shown)}
    )
    told = f"{label_of(shown)} {counts.of(shown)}"
    coloured = f":{COLOURS[shown]}[{told}]" if isinstance(shown, Rating) else told
    return f"[{coloured}]({where})"


def _sections(page: view.View) -> None:
    st.header("How much is rated", anchor=False)
    for section in page.edition.sections:
        counts = page.mine.counts([statement.id for statement in section.statements])
        if not counts.total:
            continue
        with st.container(gap="xsmall", key=f"standing_{section.id}"):
            navigation.put_link(section.id, f"{section.number} {section.title}")
            done = f"{counts.answered} of {counts.total} answered"
            st.progress(counts.answered / counts.total, text=done)
            st.markdown(f":small[{rating_line(counts, section, _alone(page))}]")
    _beside(page)


def _alone(page: view.View) -> Team | None:
    """The team that is looked at, where the round has others too."""
    return page.team if len(page.round.teams) > 1 else None


def _beside(page: view.View) -> None:
    """The round's supplements, a line and a link each: none of it is in the numbers of the guide."""
    for snapshot in page.beside:
        with st.container(gap="xsmall", key=f"standing_{snapshot.edition.id}"):
            navigation.put_link(snapshot.edition.sections[0].id, snapshot.edition.header.short_title)
            told = beside_sentence(snapshot.for_team(page.team_id))
            st.markdown(f":small[{plain(told)} It is sendsat's own, not part of the 2016 guide.]")


def _actions(page: view.View) -> None:
    now = today()
    late = [action for action in page.actions if is_overdue(action, now)]
    soon = [action for action in page.actions if is_due_soon(action, now)]
    st.header("Actions that need you", anchor=False)
    if not late and not soon:
        st.markdown("Nothing is overdue or due in the next two weeks." if page.actions else _no_actions())
    for action in sorted([*late, *soon], key=lambda due: urgency(due, now))[:6]:
        _action(action)
    if len(late) + len(soon) > 6:
        st.caption(f"And {plural(len(late) + len(soon) - 6, 'more', 'more')}.")
    link = navigation.link(st.session_state[state.PAGES], "actions")
    if page.actions and link is not None:
        # As the plan itself counts: it opens with what is open.
        open_ = sum(action.status.is_open for action in page.actions)
        st.page_link(link, label=f"Open the action plan ({open_} open)")


def _no_actions() -> str:
    return "No actions yet. Plan one under any statement: open **Evidence, actions and more**."


def _action(action: Action) -> None:
    shown = due_marked(action.due, today())
    owner = f" · {plain(action.owner)}" if action.owner else ""
    st.markdown(f"{plain(snippet(action.text, 120))}  \n:small[{shown}{owner} · {_links(action.statements)}]")


def _links(statement_ids: Iterable[str]) -> str:
    """Statements as Markdown, each a link to where it is rated; one that no edition here has is only named."""
    page, parts = view.current(), []
    for statement_id in statement_ids:
        edition = page.edition_of(statement_id)
        if edition is not None:
            address = navigation.statement_address(edition, statement_id)
            parts.append(f"[{statement_id}]({address})")
        else:
            parts.append(plain(statement_id))
    return ", ".join(parts)


def _last_round(page: view.View) -> None:
    compared = page.compared
    if compared is None:
        return
    st.header(f"Since {plain(page.previous.round.name)}" if page.previous else "", anchor=False)
    st.markdown(plain(comparison_sentence(compared)))
    st.markdown(f":small[{_moved(page, compared)}]")
    if slipped := compared.moved(Movement.SLIPPED):
        st.markdown(f"Slipped: {_links(slipped)}")
    if divided := compared.moved(Movement.BOTH_WAYS):
        st.markdown(f"Up for one team, down for another: {_links(divided)}")
    navigation.put_link("progress", "See what moved")


def _moved(page: view.View, compared: Comparison) -> str:
    """How many moved each way, each number with a link to the statements that it counts."""
    counts, shown = compared.counts(), []
    for movement in (movement for movement in COMPARABLE if counts[movement]):
        where = navigation.counted_address("progress", _alone(page), **{navigation.MOVED: movement.value})
        shown.append(f"[{movement.label} {counts[movement]}]({where})")
    return " · ".join(shown)
