"""People: who may come in and as what. Only for administrators, on a server where people sign in."""

import streamlit as st

from sendsat.assessment.people.links import LASTS, LONGEST_NAME, address
from sendsat.assessment.people.membership import Invitation, Member
from sendsat.assessment.people.people import ROLES_TO_GIVE, Role
from sendsat.services.organisation import links, people
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.words import day, plain
from sendsat.ui.frame.workplace import desk

MONTH = 31
"""Days: how long a link lasts unless another time is chosen."""


def draw() -> None:
    """Draw the page."""
    st.title("People", anchor=False)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header("Who may come in", anchor=False)
        for member in view.current().members:
            if not member.person.is_by_link:
                _member(member)
    with right:
        _invite()
        _invitations()
        _links()
        _roles()


def _teams() -> dict[int, str]:
    """The teams that somebody may be held to, by id."""
    return {team.id: team.name for team in view.current().teams if not team.retired}


def _role_word(role: Role) -> str:
    return role.word


def _member(member: Member) -> None:
    person = member.person
    with st.container(border=True, gap="small"):
        here = " · you" if person.subject == desk().person.subject else ""
        st.markdown(
            f"**{plain(person.name)}** · {plain(person.mail)} · {person.role.word}{here}  \nsince {day(member.since)}"
        )
        with st.container(horizontal=True):
            with st.popover("Change role", key=f"change_role_{member.id}"):
                _change(member)
            with st.popover("Remove", key=f"removal_{member.id}"):
                st.markdown("They see nothing more from their next click. What they wrote stays.")
                label = f"Remove {plain(person.name)}"
                st.button(label, key=f"remove_{member.id}", on_click=_remove, args=(member,))


def _change(member: Member) -> None:
    person, names = member.person, _teams()
    role_key, teams_key = state.role_of(member.id), state.teams_of(member.id)
    index = ROLES_TO_GIVE.index(person.role)
    role = st.selectbox("Role", ROLES_TO_GIVE, index=index, format_func=_role_word, key=role_key)
    if role is Role.CONTRIBUTOR:
        held = [name for name in names if name in (person.teams or ())]
        st.multiselect("Their teams", list(names), default=held, format_func=names.__getitem__, key=teams_key)
    st.button("Save role", key=f"save_role_{member.id}", type="primary", on_click=_save, args=(member,))


def _save(member: Member) -> None:
    role = st.session_state[state.role_of(member.id)]
    teams = tuple(st.session_state.get(state.teams_of(member.id), ()))
    notices.attempt(
        "page",
        lambda: people.change_role(desk(), person_id=member.id, role=role, teams=teams),
        success=f"{member.person.name} is now here as: {role.word}.",
    )


def _remove(member: Member) -> None:
    notices.attempt(
        "page",
        lambda: people.remove_person(desk(), person_id=member.id),
        success=f"{member.person.name} can no longer come in.",
    )


def _invite() -> None:
    names = _teams()
    with st.container(border=True):
        st.header("Invite", anchor=False)
        st.text_input(
            "Mail address, or a domain for everybody there",
            key=state.INVITE_WHO,
            placeholder="kim@college.ac.uk or @college.ac.uk",
        )
        least_first = ROLES_TO_GIVE[::-1]
        first = least_first.index(Role.READER)
        role = st.selectbox("Role", least_first, index=first, format_func=_role_word, key=state.INVITE_ROLE)
        if role is Role.CONTRIBUTOR:
            st.multiselect("Their teams", list(names), format_func=names.__getitem__, key=state.INVITE_TEAMS)
        st.button("Invite", type="primary", on_click=_send, key="send_invitation")
        st.caption("sendsat sends no mail: tell them the address of this site. They come in when they sign in.")


def _send() -> None:
    who, role = st.session_state[state.INVITE_WHO], st.session_state[state.INVITE_ROLE]
    teams = tuple(st.session_state.get(state.INVITE_TEAMS, ()))
    kept = notices.attempt(
        "page",
        lambda: people.invite(desk(), who=who, role=role, teams=teams),
        success=lambda invitation: f"{invitation.who} may come in as: {invitation.role.word}.",
    )
    if kept is not None:
        st.session_state[state.INVITE_WHO] = ""


def _invitations() -> None:
    invitations = view.current().invitations
    if not invitations:
        return
    st.header("Invited", anchor=False)
    for invitation in invitations:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            everybody = "everybody at " if invitation.is_for_many else ""
            st.markdown(f"{everybody}**{plain(invitation.who)}** · {invitation.role.word} · {day(invitation.at)}")
            label = f"Take back {plain(invitation.who)}"
            st.button(label, key=f"take_back_{invitation.id}", on_click=_take_back, args=(invitation,))


def _take_back(invitation: Invitation) -> None:
    notices.attempt(
        "page",
        lambda: people.take_back_invitation(desk(), invitation_id=invitation.id),
        success=f"The invitation of {invitation.who} is taken back.",
    )


def _links() -> None:
    if state.LINK_DAYS not in st.session_state:  # the page was left since
        st.session_state.pop(state.LINK_MADE, None)
    with st.container(border=True):
        st.header("A link to read by", anchor=False)
        st.markdown(
            "For governors and others without an account. Whoever has the link can read all ratings, reasons, actions "
            "and reports here, and change nothing. It ends by itself."
        )
        st.text_input("Who is it for?", key=state.LINK_FOR, max_chars=LONGEST_NAME, placeholder="Governors")
        days = list(LASTS)
        st.selectbox(
            "How long does it last?", days, index=days.index(MONTH), format_func=LASTS.__getitem__, key=state.LINK_DAYS
        )
        st.button("Make a link", on_click=_make_link, key="make_link")
        if made := st.session_state.get(state.LINK_MADE):
            st.markdown("Copy it now: once you leave this page, it cannot be shown again.")
            st.code(made, language=None, wrap_lines=True)
    for member in view.current().members:
        if member.person.is_by_link:
            _read_link(member)


def _make_link() -> None:
    name, days = st.session_state[state.LINK_FOR], st.session_state[state.LINK_DAYS]
    made = notices.attempt(
        "page",
        lambda: links.make_link(desk(), name=name, days=days),
        success=lambda link: f"The link for {link.name} is made. It lasts until {day(link.ends_at)}.",
    )
    st.session_state.pop(state.LINK_MADE, None)
    if made is not None:
        origin = "/".join((st.context.url or "http://localhost").split("/")[:3])
        st.session_state[state.LINK_MADE] = address(origin, made.token, desk().organisation.uid)
        st.session_state[state.LINK_FOR] = ""


def _read_link(member: Member) -> None:
    assert member.ends_at is not None
    verb = "until" if member.ends_at > desk().now() else "ended"
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(member.person.name)}** · link to read by, {verb} {day(member.ends_at)}")
        does = "End the link for" if verb == "until" else "Take away the link for"
        label = f"{does} {plain(member.person.name)}"
        st.button(label, key=f"end_link_{member.id}", on_click=_end_link, args=(member,))


def _end_link(member: Member) -> None:
    st.session_state.pop(state.LINK_MADE, None)
    notices.attempt(
        "page",
        lambda: people.remove_person(desk(), person_id=member.id),
        success=f"The link for {member.person.name} opens nothing any more.",
    )


def _roles() -> None:
    st.header("What each role can do", anchor=False)
    st.markdown("\n".join(f"- **{role.word}**: {role.meaning}" for role in ROLES_TO_GIVE))
