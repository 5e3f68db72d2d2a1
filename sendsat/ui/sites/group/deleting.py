"""A whole organisation that is deleted: how it goes to the bin, what stands in its place, and how it comes back or is
erased for good."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.people.people import Person
from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.records.bin import KEPT_FOR, Erased
from sendsat.assessment.records.organisation_bin import Away
from sendsat.assessment.rules import LONGEST_NAME
from sendsat.exchange.formats import Format
from sendsat.services.desk import Desk
from sendsat.services.records import organisation_binning
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import day, plain, plural
from sendsat.ui.frame.workplace import desk, library, store

PLACE = "page"


def offer() -> None:
    """Draw, at the end of Rounds and teams, what moves the whole organisation to the bin, for whoever may."""
    at_work = desk()
    if not may(at_work.person, May.MANAGE_ORGANISATION):
        return
    box = fold("Delete this organisation", key=state.DELETE_ORGANISATION, icon=":material/delete:")
    if not box.open:
        return
    with box:
        goes, name = organisation_binning.what_goes(at_work), plain(at_work.organisation.name)
        st.markdown(
            f"**{name} goes to the bin with {plural(goes.rounds, 'round')}, {plural(goes.ratings, 'rating')} and "
            f"{plural(goes.actions, 'action')}**, and with its teams, workshops, reports and history. It waits there "
            f"for {KEPT_FOR.days} days and can come back as it was. Then it is erased for good."
        )
        st.markdown(f"{_told(at_work.person)} {_shared(at_work.organisation)}")
        st.button(f"Move {name} to the bin", key="bin_organisation", on_click=_put_in_bin, args=(at_work,))


def _told(person: Person) -> str:
    if person.is_signed_in:
        return "Meanwhile nobody can see it or work in it. Everybody who was let in is told that it was deleted."
    return "Meanwhile nobody at this computer can see it or work in it."


def _shared(here: Organisation) -> str:
    if here.kind is OrganisationKind.LOCAL_AUTHORITY:
        return "What providers sent to it goes along, and is erased with it."
    return (
        "What it shared with a local authority stays there as it is. To take that back, "
        f"open [Share]({navigation.address(navigation.SHARE)}) first."
    )


def _put_in_bin(at_work: Desk) -> None:
    def verb() -> bool:
        organisation_binning.put_organisation_in_bin(at_work)
        return True

    if notices.attempt(PLACE, verb):
        notices.forget(PLACE)  # the page that stands in its place says it
        st.session_state.pop(state.DELETE_ORGANISATION, None)


def others() -> None:
    """Draw, on the bin's page, the other organisations that wait there, for whoever looks after them."""
    away = view.current().away
    if not away:
        return
    st.header("Organisations", anchor=False)
    for gone in away:
        _one(gone, desk().person)


@dataclass(frozen=True)
class WaysOn:
    """Where somebody can go whose organisation is in the bin: `leave` goes to the first that they may see, which `has`
    says is there; `may_begin` says whether they may begin a new one."""

    leave: Callable[[], None]
    has: bool
    may_begin: bool


def in_its_place(person: Person, away: tuple[Away, ...], ways: WaysOn) -> None:
    """Draw what stands in place of an organisation in the bin, and of every other that is there."""
    meant = away[0]
    st.title(f"{plain(meant.organisation.name)} is in the bin", anchor=False)
    notices.show_once(PLACE)
    if not meant.may_manage:
        st.markdown(
            f"It was deleted on {day(meant.binned.binned_at)}. Until {day(meant.binned.goes_at)} an administrator can "
            "bring it back as it was. Ask yours."
        )
    else:
        st.markdown(
            f"It waits until {day(meant.binned.goes_at)} with all it has. Bring it back, and it is as it was. "
            "Meanwhile nobody can see it or work in it."
        )
    for gone in away:
        if gone.may_manage:
            _one(gone, person, ways.leave)
    with st.container(horizontal=True):
        if ways.has:
            st.button("Go to another organisation", on_click=ways.leave)
        if ways.may_begin:
            st.button("Begin a new organisation", key="begin_anew", on_click=_begin_anew, args=(ways.leave,))


def _begin_anew(leave: Callable[[], None]) -> None:
    leave()
    st.session_state[state.BEGIN_ANEW] = True


def back_to_bin() -> None:
    """Draw, above the first run, the way back to what is in the bin."""
    st.button("Back to the bin", key="back_to_bin", on_click=lambda: st.session_state.pop(state.BEGIN_ANEW, None))


def _one(away: Away, person: Person, leave: Callable[[], None] | None = None) -> None:
    binned, name = away.binned, plain(away.organisation.name)
    at_work = Desk(store(), library(), away.organisation, person)
    with st.container(border=True, gap="small"):
        st.markdown(
            f"**{name}** · {away.organisation.kind.word} · here since {day(binned.binned_at)} · "
            f"erased on {day(binned.goes_at)}"
        )
        with st.container(horizontal=True):
            st.button(
                f"Bring {name} back", key=f"unbin_organisation_{binned.id}", on_click=_bring_back, args=(at_work,)
            )
            with st.popover("Erase for good", key=f"to_erase_organisation_{binned.id}"):
                st.markdown(
                    f"**Nobody can bring {name} back then.** Backups, files that people took away, and what it shared "
                    "with a local authority still hold it."
                )
                key = state.erase_name(binned.id)
                st.text_input("Type its name", key=key, max_chars=LONGEST_NAME, autocomplete="off")
                st.button(
                    "Erase it", key=f"erase_organisation_{binned.id}", type="primary", on_click=_erase,
                    args=(at_work, leave),
                )  # fmt: skip


def _bring_back(at_work: Desk) -> None:
    def verb() -> bool:
        organisation_binning.take_organisation_out_of_bin(at_work)
        return True

    notices.attempt(PLACE, verb, success=f"{at_work.organisation.name} is back, as it was.")


def _erase(at_work: Desk, leave: Callable[[], None] | None) -> None:
    name = st.session_state.get(state.erase_name(at_work.organisation.id)) or ""
    erased = notices.attempt(
        PLACE,
        lambda: organisation_binning.erase_organisation(at_work, name=name),
        success=f"{at_work.organisation.name} is erased for good.",
    )
    if erased is None:
        return
    if leave is not None:
        leave()
    st.session_state[state.ERASED_ORGANISATION] = erased


def certificate() -> None:
    """Draw, on whatever page, what says that an organisation was just erased, until it is put away."""
    erased: Erased | None = st.session_state.get(state.ERASED_ORGANISATION)
    if erased is None:
        return
    with st.container(border=True, gap="small"):
        st.markdown(f"**What was erased of {plain(erased.name)}**")
        st.markdown("\n".join(f"- {line}" for line in erased.lines))
        name, content = organisation_binning.organisation_certificate(erased)
        with st.container(horizontal=True):
            st.download_button(
                "Download the certificate", content, name, Format.MD.media_type,
                type="primary", on_click="ignore", key="organisation_certificate",
            )  # fmt: skip
            st.button("Put this away", key="put_away", on_click=_put_away)
        st.caption("sendsat does not keep this certificate. Download it now.")


def _put_away() -> None:
    st.session_state.pop(state.ERASED_ORGANISATION, None)
