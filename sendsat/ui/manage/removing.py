"""Words that should never have been written, and one person's name: find every place, then remove them for good.

What is looked for stays out of the address and out of every log.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.records.redaction import SOMEBODY, Place
from sendsat.exchange.formats import Document, Format
from sendsat.services.desk import Desk
from sendsat.services.records import backing_up, redacting
from sendsat.services.records.recording import take_away
from sendsat.services.records.redacting import Removed
from sendsat.settings import load_settings
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.html import joined, put_html
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk
from sendsat.ui.manage.bins import certificate

AT = "removing"
KEPT = "Another organisation in this sendsat has the account too: its administrator can erase it there."
SHOWN = 100


@dataclass(frozen=True)
class Found:
    """What was looked for on which page, and every place where it stands."""

    of: str
    typed: str
    places: tuple[Place, ...]


def words() -> None:
    """Draw the page on which words are removed."""
    st.title("Remove words for good", anchor=False)
    st.markdown(
        "For words that should never have been written, such as a learner's name. They are removed everywhere: "
        "reasons, evidence, actions and notes, history, files kept for undo, workshops and the report. **Closed rounds "
        "change too.** The rest of each text stays. Nobody can bring the words back."
    )
    _ask(state.REMOVE_TYPED, "Words to remove", redacting.find_words)
    search = _found(state.REMOVE_TYPED)
    if search and search.places:
        _places(search)
        st.caption(f"Each place will then read: [removed on {_today()} by {plain(desk().person.name)}].")
        _sure(
            search,
            "Remove them for good",
            lambda: redacting.remove_words(desk(), words=search.typed, seen=_seen(search)),
        )
    _copies()


def person() -> None:
    """Draw the page on which one person's name is found, taken away or erased."""
    st.title("Everything about one person", anchor=False)
    st.markdown(
        "Look for a name as owner of actions, in notes and reasons, among the people in workshops, and as the one who "
        "did something. Names are matched whole: two people of one name cannot be told apart.\n\n"
        "Does the person sign in here? Type the whole name or the e-mail address that People shows. Then their account "
        "and sign-ins, and invitations to that address, are found too."
    )
    certificate(state.ERASED_PERSON)
    _ask(state.REMOVE_NAME, "Name or e-mail address", redacting.find_person)
    search = _found(state.REMOVE_NAME)
    if search and search.places:
        _places(search)
        _downloads(search.typed)
        st.caption(f"Erased, each place will read: {SOMEBODY}. What was said and done stays, in closed rounds too.")
        if any((place.table, place.column) == ("membership", "role") for place in search.places):
            st.markdown(
                "**Their account goes too.** From their next click they see nothing here. If they sign in again, they "
                "are new, with no role: only a new invitation to their own address lets them in."
            )
        _sure(
            search, "Erase this person", lambda: redacting.erase_person(desk(), name=search.typed, seen=_seen(search))
        )
    _copies()


def _today() -> str:
    now = desk().today
    return f"{now.day} {now:%B %Y}"


def _seen(search: Found) -> int:
    return len(search.places)


def _found(key: str) -> Found | None:
    found = st.session_state.get(state.REMOVE_FOUND)
    return found if isinstance(found, Found) and found.of == key else None


def _ask(key: str, label: str, find: Callable[..., tuple[Place, ...]]) -> None:
    with st.form(f"form_{key}", border=False):
        st.text_input(label, key=key, max_chars=300, autocomplete="off")
        st.form_submit_button("Find every place", on_click=_find, args=(key, find))
    notices.show(AT)


def _find(key: str, find: Callable[..., tuple[Place, ...]]) -> None:
    typed = st.session_state.get(key) or ""
    st.session_state.pop(state.REMOVE_FOUND, None)
    st.session_state.pop(state.REMOVE_SURE, None)
    places = notices.attempt(AT, lambda: find(desk(), typed), success=lambda places: f"Found in {_count(places)}.")
    if places is not None:
        st.session_state[state.REMOVE_FOUND] = Found(key, typed, places)


def _count(places: tuple[Place, ...]) -> str:
    return plural(len(places), "place") if places else "no place. Look at how it is spelt"


def _places(search: Found) -> None:
    names = {round_.id: round_.name for round_ in view.current().rounds}
    row = Markup('<li><span class="cites">{}</span><br>{}</li>')
    rows = joined(
        row.format(" · ".join(filter(None, (place.what, names.get(place.round_id or 0, "")))), place.text)
        for place in search.places[:SHOWN]
    )
    put_html(Markup('<div class="panel"><ul class="points">{}</ul></div>').format(rows))
    if (more := len(search.places) - SHOWN) > 0:
        st.caption(f"And {plural(more, 'more place')}.")


def _sure(search: Found, label: str, verb: Callable[[], Removed]) -> None:
    count = plural(len(search.places), "place")
    sure = st.checkbox(f"I have looked at this list ({count}). This cannot be undone.", key=state.REMOVE_SURE)
    st.button(label, type="primary", disabled=not sure, key="remove_now", on_click=_remove, args=(verb,))


def _remove(verb: Callable[[], Removed]) -> None:
    done = notices.attempt(AT, verb, success=_told)
    if done is not None:
        st.session_state[state.ERASED_PERSON] = done.erased
        for key in (state.REMOVE_FOUND, state.REMOVE_SURE, state.REMOVE_TYPED, state.REMOVE_NAME):
            st.session_state.pop(key, None)


def _told(done: Removed) -> str:
    rest = "" if done.is_clean else " Traces in the database file go once nobody is reading it."
    kept = f" {KEPT}" if done.erased and done.erased.kept else ""
    return f"Removed in {plural(done.places, 'place')}.{rest}{kept}"


def _downloads(name: str) -> None:
    at_work = desk()
    with st.container(horizontal=True):
        for kind in Document.PERSON.formats:
            file = redacting.person_file_name(at_work, kind)
            make = partial(_person_file, kind, name)
            st.download_button(
                f"Export: {Format(kind).label}",
                partial(take_away, at_work, file=file, make=partial(make, at_work)),
                file_name=file,
                mime=kind.media_type,
                on_click="ignore",
                key=f"person_{kind}",
            )


def _person_file(kind: str, name: str, at_work: Desk) -> bytes:
    return redacting.person_file(at_work, kind, name)[1]


def _copies() -> None:
    """Say which copies hold what is removed now."""
    settings = load_settings()
    copies = backing_up.older_copies(desk(), settings.database_url, settings.backup_dir)
    st.header("What this cannot reach", anchor=False)
    st.markdown(
        "Files that people took away, and printed pages. Older backups hold the words as well: delete them, or keep "
        "them under lock until they go by the rule. Going back to one brings the words back."
    )
    if copies:
        st.markdown("\n".join(f"- {plain(name)}" for name in copies))
    else:
        st.caption("sendsat knows of no backup on this computer.")
