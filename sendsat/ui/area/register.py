"""A local authority's register of providers: who is in it, what each sent, and texts to invite and remind them."""

import streamlit as st

from sendsat.assessment.area.partners import Area, Provider, have_sent
from sendsat.assessment.organisations import KINDS_TO_CHOOSE, OrganisationKind
from sendsat.exchange.submission.signing import fingerprint
from sendsat.services.area import registering
from sendsat.ui.area import files, waiting
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk

KINDS: list[OrganisationKind] = [kind for kind in KINDS_TO_CHOOSE if kind is not OrganisationKind.LOCAL_AUTHORITY]


def sent_line(area: Area) -> str:
    """How many providers have sent something, as a line of Markdown."""
    sent, every = have_sent(area, area.here)
    return f"**{sent} of {plural(every, 'provider')}** {'has' if 1 in (sent, every) else 'have'} sent a submission."


def draw() -> None:
    """Draw the page."""
    area = view.current().area
    st.title("Providers", anchor=False)
    navigation.put_link(navigation.AREA, "Back to Local area", icon=":material/map:")
    st.markdown(sent_line(area))
    waiting.draw(area)
    _texts(area)
    files.draw()
    _directly()
    st.header("Register", anchor=False)
    notices.show("register")
    with st.expander("Add a provider"):
        _form(Provider(0, "", KINDS[0]))
    for provider in area.here:
        _card(area, provider)
    _away(area)


def _texts(area: Area) -> None:
    organisation = desk().organisation
    with st.expander("Invitation and reminder to copy"):
        st.markdown("Copy this into an email:")
        st.code(
            f"{organisation.name} invites you to share how well you serve young people with SEND. In sendsat, open "
            f"Import and export, then Share with a local authority. Our code is:\n{organisation.uid}\n"
            "You choose what goes. We show ratings only as what at least five providers say together, and reasons only "
            "if you share them. You can take it back.",
            language=None,
            wrap_lines=True,
        )
        unsent = [
            provider.name
            for provider in area.here
            if area.latest(provider.id) is None and provider.withdrawn_at is None
        ]
        if unsent:
            st.markdown(f"Still to send: {plain(', '.join(unsent))}. A reminder:")
            st.code(
                f"We have not had your submission yet. Our code in sendsat is {organisation.uid}. Can we help?",
                language=None,
                wrap_lines=True,
            )


def _directly() -> None:
    """Draw the choice of who may send something without a file."""
    st.checkbox(
        "Any provider in this sendsat may choose us and send directly",
        desk().organisation.takes_submissions,
        key=state.AREA_ANYONE,
        on_change=_let_send,
        help="Without it, only those can that are in your register by name or have your code. Either way, you check "
        "who it is the first time that each of them sends.",
    )
    notices.show("area_anyone", empty="")


def _let_send() -> None:
    anyone = bool(st.session_state[state.AREA_ANYONE])
    notices.attempt("area_anyone", lambda: registering.let_send(desk(), anyone=anyone))


def _card(area: Area, provider: Provider) -> None:
    """One line, which opens: a register can be long."""
    received = area.latest(provider.id)
    told = files.received_words(area, provider)
    label = f"**{plain(provider.name)}** · {plain(f'Sent {received.round}' if received else told)}"
    box = fold(label, key=state.provider_open(provider.id))
    if not box.open:
        return
    with box:
        st.markdown(f"{provider.kind.word}. {plain(told) if received else ''}")
        if provider.key:
            st.caption(f"Fingerprint of its key: {fingerprint(provider.key)}.")
        with st.container(horizontal=True):
            with st.popover("Change", key=f"change_{provider.id}"):
                _form(provider)
            others = [other for other in area.here if other.id != provider.id]
            if others and not provider.uid:
                with st.popover("Merge", key=f"merge_{provider.id}"):
                    _merge(provider, others)
            files.put_deletion(area, provider)
            st.button("Remove", on_click=_remove, args=(provider,), key=f"provider_remove_{provider.id}")


def _form(provider: Provider) -> None:
    st.text_input("Name", provider.name, key=state.provider_name(provider.id), max_chars=100)
    kinds = KINDS if provider.kind in KINDS else [*KINDS, provider.kind]
    st.selectbox(
        "What it is",
        kinds,
        index=kinds.index(provider.kind),
        format_func=lambda kind: kind.word,
        key=state.provider_kind(provider.id),
    )
    st.text_input("Contact", provider.contact, key=state.provider_contact(provider.id), max_chars=100)
    st.text_input("Name to show in place of its own", provider.alias, key=state.provider_alias(provider.id))
    st.button("Save" if provider.id else "Add", on_click=_save, args=(provider.id,), key=f"provider_save_{provider.id}")


def _save(provider_id: int) -> None:
    held = st.session_state
    values = {
        "name": held[state.provider_name(provider_id)],
        "kind": held[state.provider_kind(provider_id)],
        "contact": held[state.provider_contact(provider_id)],
        "alias": held[state.provider_alias(provider_id)],
    }
    if provider_id:
        notices.attempt("register", lambda: registering.change_provider(desk(), provider_id=provider_id, **values))
        return
    added = notices.attempt("register", lambda: registering.add_provider(desk(), **values))
    if added is not None:
        for key in (state.provider_name(0), state.provider_contact(0), state.provider_alias(0)):
            held[key] = ""


def _merge(provider: Provider, others: list[Provider]) -> None:
    st.selectbox(
        f"{plain(provider.name)} is the same as",
        others,
        format_func=lambda other: other.name,
        key=state.provider_into(provider.id),
    )
    st.button("Merge them", on_click=_merged, args=(provider,), key=f"provider_merge_{provider.id}")


def _merged(provider: Provider) -> None:
    into: Provider = st.session_state[state.provider_into(provider.id)]
    notices.attempt(
        "register",
        lambda: registering.merge_provider(desk(), provider_id=provider.id, into_id=into.id),
        success=f"{provider.name} is merged with {into.name}. {notices.saved_words()}",
    )


def _remove(provider: Provider) -> None:
    notices.attempt(
        "register",
        lambda: registering.remove_provider(desk(), provider_id=provider.id),
        success=f"{provider.name} is removed. You can bring it back below. {notices.saved_words()}",
    )


def _away(area: Area) -> None:
    away = [provider for provider in area.providers if not provider.is_here]
    if not away:
        return
    st.header("Removed or merged", anchor=False)
    for provider in away:
        label = f"Bring {provider.name} back"
        st.button(label, on_click=_bring_back, args=(provider,), key=f"provider_back_{provider.id}")


def _bring_back(provider: Provider) -> None:
    notices.attempt("register", lambda: registering.bring_back_provider(desk(), provider_id=provider.id))
