"""What was shared with local authorities and not taken back, as it was sent: all that a partner sees of an
organisation."""

from itertools import groupby

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.area.partners import Shared, SharedHere
from sendsat.assessment.area.submission import SharedAction, SharedStatement, Submission, by_team
from sendsat.assessment.people.people import Role
from sendsat.assessment.rating import label_of
from sendsat.assessment.values import Status
from sendsat.guide.edition import Edition
from sendsat.ui.area import contents
from sendsat.ui.frame import navigation, state, view
from sendsat.ui.frame.choosing import choose_by_name
from sendsat.ui.frame.html import NOTHING, joined, put_html
from sendsat.ui.frame.words import day, moment, plain, plural, told_apart
from sendsat.ui.frame.workplace import desk

WORD_OF = {status.value: status.word for status in Status}


def draw() -> None:
    """Draw the page."""
    here, name = view.current().shared, plain(desk().organisation.name)
    is_partner = desk().person.role is Role.PARTNER
    st.title("What was shared", anchor=False)
    if not is_partner:
        st.markdown("This is all that people see here whom you invited as **Partner**.")
        navigation.put_link(navigation.SHARE, "Share with a local authority", icon=":material/outgoing_mail:")
    with st.container():
        _told_if_gone(here, name)
    if here.shared:
        _put(_chosen(here.shared), name)
    elif not here.without_copy:
        st.info(f"Nothing is shared at the moment. {name} decides what to share{_whom_to_ask(is_partner)}.")
    if here.without_copy:
        st.caption(
            f"{plural(here.without_copy, 'submission')} cannot be shown: no copy was kept here. "
            f"It can be seen once {name} shares again."
        )


def _whom_to_ask(is_partner: bool) -> str:
    return ": ask whoever invited you" if is_partner else " on Share with a local authority"


def _told_if_gone(here: SharedHere, name: str) -> None:
    """Say so where something that was read since one came is there no longer."""
    now = {share.id for share in here.shared}
    known: set[int] = st.session_state.setdefault(state.SHARED_KNOWN, set())
    if lost := known & here.unreadable:
        lost_words = plural(len(lost), "submission")
        st.warning(f"{name} has erased for good what {lost_words} here said, or a part of it.", icon=":material/undo:")
    if gone := known - now - here.unreadable:
        gone_words = plural(len(gone), "submission")
        st.warning(f"{name} no longer shares {gone_words} that you could read here.", icon=":material/undo:")
    st.session_state[state.SHARED_KNOWN] = known | now


def _chosen(shared: tuple[Shared, ...]) -> Shared:
    """The one to read: the newest, unless another is chosen."""
    names = told_apart({share.id: f"{share.submission.round}, {share.authority}, {day(share.at)}" for share in shared})
    if len(names) == 1:
        return shared[0]
    chosen = choose_by_name("Read", names, state.SHARED_WHICH)
    return next(share for share in shared if share.id == chosen)


def _put(share: Shared, name: str) -> None:
    what = share.submission
    st.header(f"{plain(what.round)}", anchor=False)
    seen_as = f", under another name: **{plain(what.provider)}**" if what.is_alias else ""
    st.markdown(
        f"{name} shared this with {plain(share.authority)}, {moment(share.at)}{seen_as}. You read it as it was sent. "
        "What was written since is not here."
    )
    st.markdown("\n".join(f"- {line}" for line in (*contents.sections(what), contents.beside(what))))
    edition = contents.edition_of(what)
    for title, group in groupby(what.statements, key=lambda shared: _title(edition, shared.statement_id)):
        st.subheader(plain(title), anchor=False)
        rows = joined(_statement(edition, shared) for shared in group)
        put_html(Markup('<div class="panel"><ul class="points">{}</ul></div>').format(rows))
    _put_actions(what)


def _title(edition: Edition | None, statement_id: str) -> str:
    section = edition.section_of.get(statement_id) if edition else None
    return f"{section.number} {section.title}" if section else "Not in the guide here"


def _statement(edition: Edition | None, shared: SharedStatement) -> Markup:
    known = edition.statements.get(shared.statement_id) if edition else None
    row = Markup('<li><b>{}</b> {}<br>Rating: <b class="shared-rating">{}</b>{}{}</li>')
    return row.format(
        shared.statement_id,
        known.text if known else "",
        label_of(shared.rating),
        _typed("Reasons", shared.commentary),
        _typed("Evidence", shared.evidence),
    )


def _typed(label: str, texts: tuple[str, ...]) -> Markup:
    return Markup('<p class="typed">{}: {}</p>').format(label, "\n".join(by_team(texts))) if texts else NOTHING


def _put_actions(what: Submission) -> None:
    if what.actions:
        st.subheader("Actions", anchor=False)
        rows = joined(map(_action, what.actions))
        put_html(Markup('<div class="panel"><ul class="points">{}</ul></div>').format(rows))


def _action(shared: SharedAction) -> Markup:
    about = (
        f"For {', '.join(shared.statements)}" if shared.statements else "",
        WORD_OF.get(shared.status, shared.status),
        shared.owner,
    )
    row = Markup('<li><span class="typed">{}</span><br>{}</li>')
    return row.format(shared.text, ". ".join(filter(None, about)))
