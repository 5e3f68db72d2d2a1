"""The search page: one box, answers by kind with the words found marked, each a link to its place."""

from urllib.parse import quote, urlencode

import streamlit as st
from markupsafe import Markup

from sendsat.errors import SendsatError
from sendsat.guide.search.documents import Place
from sendsat.guide.search.search import Answer, Group, Hit
from sendsat.guide.search.tokens import Spans
from sendsat.services.visit.searching import KINDS, Words, search
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.html import NOTHING, joined, put_html, said
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk

SHOWN = 5
MOST_SHOWN = 100
EXAMPLES = ("fifteen days", "EHCP review", "job coach", "CoP 7.3", "LM13")


def draw() -> None:
    """Draw the page."""
    st.title("Search", anchor=False)
    st.markdown(
        "Finds words in the guidance, statements, examples, glossary and resources, and in everything your "
        "organisation has written in any round. Small slips of the keyboard do not matter."
    )
    _box()


@st.fragment
def _box() -> None:
    query = st.text_input(
        "Search for", key=state.QUERY, type="search", live="250ms", bind="query-params", autocomplete="off"
    )
    typed = (query or "").strip()
    try:
        answer = _find(typed, SHOWN, view.current().take_words())
    except SendsatError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if not typed:
        st.caption(f"For example: {' · '.join(EXAMPLES)}")
        return
    told = outcome(answer)
    put_html(Markup("<p {}>{}</p>").format(said("search", typed, told.striptags(), wait=1000), told))
    for group in (*answer.groups, *answer.apart):
        _group(typed, group)


def _find(query: str, per_kind: int, words: Words | None = None) -> Answer:
    """What is found in the guide and in what was written, and apart from it in the supplements that the round asks."""
    page = view.current()
    beside = page.round.supplements
    return search(desk(), query, edition_id=page.edition.id, beside=beside, per_kind=per_kind, words=words)


def outcome(answer: Answer) -> Markup:
    """What came of a search, in one sentence of HTML."""
    apart = _apart(answer)
    if not answer.total and not answer.total_apart:
        nothing = Markup("Nothing found for <b>{}</b>. Try fewer words, or another word for the same thing.")
        return nothing.format(answer.query)
    used = joined((Markup("<b>{}</b> for {}").format(better, typed) for typed, better in answer.corrections), ", ")
    instead = Markup(" We looked for {}.").format(used) if used else NOTHING
    return Markup("{} found.{}{}").format(plural(answer.total, "place"), apart, instead)


def _apart(answer: Answer) -> str:
    """What was found beside the guide, which is in no other number."""
    number = answer.total_apart
    return f" Beside the guide, counted apart: {plural(number, 'place')}." if number else ""


def _group(query: str, group: Group) -> None:
    heading = KINDS.get(group.kind, group.kind)
    wanted = (query, group.kind)
    if group.total > len(group.hits) and st.session_state.get(state.SEARCH_ALL) == wanted:
        answer = _find(query, MOST_SHOWN)
        every = (*answer.groups, *answer.apart)
        group = next((candidate for candidate in every if candidate.kind == group.kind), group)
    st.header(f"{heading} ({group.total:,})", anchor=False)
    put_html(Markup('<div class="panel"><ul class="points">{}</ul></div>').format(joined(map(hit_html, group.hits))))
    if len(group.hits) < min(group.total, MOST_SHOWN):
        st.button(f"Show more from {heading}", key=f"more_{group.kind}", on_click=_show_all, args=wanted)


def _show_all(query: str, kind: str) -> None:
    st.session_state[state.SEARCH_ALL] = (query, kind)


def hit_html(hit: Hit) -> Markup:
    """One answer: a link to its place, where that is, and the passage with the words found marked."""
    label = hit.document.label
    title = marked(hit.document.title, hit.title_spans) or label
    where = Markup('<br><span class="cites">{}</span>').format(label) if hit.document.title else NOTHING
    text = Markup("<br>{}").format(marked(hit.passage, hit.passage_spans)) if hit.passage else NOTHING
    row = Markup('<li><a href="{}" target="_self" style="color:inherit">{}</a>{}{}</li>')
    return row.format(_here(hit.document.place), title, where, text)


def marked(text: str, spans: Spans) -> Markup:
    """A text as HTML in which the spans stand out; nothing typed in it works as markup."""
    parts: list[str] = []
    end = 0
    for start, stop in spans:
        parts += [text[end:start], Markup("<mark>{}</mark>").format(text[start:stop])]
        end = stop
    return joined([*parts, text[end:]])


def _here(place: Place) -> str:
    """The address of a place; what is the same in every round opens in the round one is looking at."""
    page = view.current()
    return address(
        place,
        round_id=str(page.round.id) if len(page.rounds) > 1 else "",
        team=str(page.team.id) if page.team and len(page.round.teams) > 1 else "",
        **navigation.here(),
    )


def address(place: Place, *, round_id: str = "", team: str = "", org: str = "") -> str:
    """The address at which a place opens: in its own round and team, else in those given."""
    asked = {"part": place.part, "round": place.round or round_id, "team": place.team if place.round else team}
    asked |= {"at": place.statement_id or place.entry, "org": org}
    query = urlencode({key: value for key, value in asked.items() if value}, quote_via=quote)
    path = f"/{place.page or place.section_id}"
    return path + (f"?{query}" if query else "")
