"""Rounds and teams that go to the bin from their own page, and at once back where that was a slip; the bin's page."""

from collections.abc import Iterable

import streamlit as st

from sendsat.assessment.groups.placing import Behind
from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.records.bin import KEPT_FOR, Binned, Erased, What
from sendsat.assessment.records.came_back import Changed
from sendsat.assessment.records.team_bin import Along, check_can_bin_team, goes_along, taken_part
from sendsat.assessment.values import Round, Team
from sendsat.errors import Refused
from sendsat.exchange.formats import Format
from sendsat.reports.sentences import listed
from sendsat.services.records import binning
from sendsat.services.records.binning import RoundBack, TeamBack
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.words import day, plain, plural
from sendsat.ui.frame.workplace import desk

ROUNDS, TEAMS = "round_bin", "team_bin"


def popover(round_: Round) -> None:
    """Draw what moves a round to the bin, for whoever may; the only round stays."""
    page = view.current()
    if not may(desk().person, May.MANAGE_ORGANISATION) or len(page.rounds) == 1:
        return
    with st.popover("Delete", key=f"to_bin_round_{round_.id}"):
        planned = sum(action.round_id == round_.id for action in page.actions)
        st.markdown(
            f"It goes to the [bin]({navigation.address(navigation.BIN)}) for {KEPT_FOR.days} days, with its answers, "
            f"workshops and history, and {plural(planned, 'action')} planned in it. "
            "From there it can be put back as it was."
        )
        st.button("Move it to the bin", key=f"bin_{round_.id}", on_click=_put_in_bin, args=(round_,))


def team_popover(team: Team, *, only: bool) -> None:
    """Draw what moves a team to the bin, for whoever may, or why it stays; nothing for the `only` one."""
    if only or not may(desk().person, May.MANAGE_ORGANISATION):
        return
    page = view.current()
    with st.popover("Delete", key=f"to_bin_team_{team.id}"):
        try:
            check_can_bin_team(page.teams, taken_part(page.rounds, team.id), page.workshops, team.id)
        except Refused as refused:
            st.markdown(plain(str(refused)))
            return
        open_ = [page.snapshot_of(round_.id) for round_ in page.rounds if round_.is_open]
        along = goes_along(team.id, open_, page.actions, page.workshops)
        st.markdown(
            f"The team goes to the [bin]({navigation.address(navigation.BIN)}) for {KEPT_FOR.days} days, with "
            f"{_told(along)} its history. Until it is put back, nothing shows or counts any of it."
        )
        if along.actions:
            st.markdown(
                f"**{plural(along.actions, 'action')} leave{'s' if along.actions == 1 else ''} the action plan too.** "
                "Is somebody still at work on what was planned? Then plan it again for another team first."
            )
        st.button("Move it to the bin", key=f"bin_team_{team.id}", on_click=_put_team_in_bin, args=(team,))


def _told(along: Along) -> str:
    counted = (
        (along.ratings, "rating", None),
        (along.texts, "text on reasons or evidence", "texts on reasons and evidence"),
        (along.actions, "action", None),
        (along.workshops, "workshop", None),
    )
    told = ", ".join(plural(*count) for count in counted if count[0])
    return f"{told} and" if told else "no rating yet, and with"


def _put_in_bin(round_: Round) -> None:
    def verb() -> bool:
        binning.put_in_bin(desk(), round_id=round_.id)
        return True

    if notices.attempt(ROUNDS, verb, success=f"{round_.name} is in the bin."):
        st.session_state[state.JUST_BINNED] = round_


def _put_team_in_bin(team: Team) -> None:
    def verb() -> bool:
        binning.put_team_in_bin(desk(), team_id=team.id)
        return True

    if notices.attempt(TEAMS, verb, success=f"{team.name} is in the bin."):
        st.session_state[state.JUST_BINNED_TEAM] = team


def put_back_offer() -> None:
    """Draw, above the rounds, what became of the one that was just moved to the bin, and the way back."""
    notices.show_once(ROUNDS)
    round_: Round | None = st.session_state.get(state.JUST_BINNED)
    if round_ is not None and round_.id not in {round_.id for round_ in view.current().rounds}:
        back = (What.ROUND, round_.id, round_.name, ROUNDS)
        st.button(f"Put {plain(round_.name)} back", key=f"unbin_{round_.id}", on_click=_put_back, args=back)


def team_put_back_offer() -> None:
    """Draw the same above the teams, of a team, in a place that is always there."""
    with st.container(gap="small"):
        notices.show_once(TEAMS)
        team: Team | None = st.session_state.get(state.JUST_BINNED_TEAM)
        if team is not None and team.id not in {team.id for team in view.current().teams}:
            back = (What.TEAM, team.id, team.name, TEAMS)
            st.button(f"Put {plain(team.name)} back", key=f"unbin_team_{team.id}", on_click=_put_back, args=back)


def _put_back(what: What, number: int, name: str, place: str) -> None:
    if what is What.TEAM:
        notices.attempt(place, lambda: binning.take_team_out_of_bin(desk(), team_id=number), success=_team_back_words)
        return

    def told(back: RoundBack) -> str:
        if not (back.followed or back.changed or back.joined or back.left):
            return f"{name} is back, as it was."
        sites = " Its sites have changed meanwhile." if back.followed else ""
        return f"{name} is back.{renamed_words(back.changed)}{sites}{_counting(back.followed)}{_came_and_went(back)}"

    notices.attempt(place, lambda: binning.take_out_of_bin(desk(), round_id=number), success=told)


def _team_back_words(back: TeamBack) -> str:
    """What is said of a team that is put back: where it belongs by now, and what it takes part in."""
    team, told = back.team, f"{back.team.name} is back, as it was."
    if back.left or back.followed or back.changed:
        told = f"{team.name} is back."
    if back.left and team.site:
        told += f" {back.left.name} was merged into another site meanwhile, so it belongs to {team.site.name} now."
    elif team.site and team.site.retired and not team.retired:
        told += f" Its site, {team.site.name}, is retired: choose another on Set up sites."
    joined = f" It takes part in {listed(back.joined)} too, which began meanwhile." if back.joined else ""
    return f"{told}{renamed_words(back.changed)}{_counting(back.followed)}{joined}"


def _came_and_went(back: RoundBack) -> str:
    """ " Halls takes part in it too, as in every open round." """
    joined, left = (listed([team.name for team in teams]) for teams in (back.joined, back.left))
    told = f" {joined} {'takes' if len(back.joined) == 1 else 'take'} part in it too, as in every open round."
    gone = f" {left}, retired meanwhile, said nothing in it and {'is' if len(back.left) == 1 else 'are'} asked no more."
    return (told if back.joined else "") + (gone if back.left else "")


def renamed_words(changes: Iterable[Changed]) -> str:
    """ " In Autumn, Second is called Kitchens now." """
    told = ""
    for change in changes:
        before, after, where = change.before, change.after, f" In {change.round.name}, "
        if before.name != after.name:
            told += f"{where}{before.name} is called {after.name} now."
        if before.sections != after.sections:
            told += f"{where}{after.name} is asked the sections that it rates by now; what it said in others is kept."
    return told


def _counting(followed: Iterable[Behind]) -> str:
    """ " In Autumn, Second now counts for South (before: North)." """
    groups: dict[tuple[str, str, str], list[str]] = {}
    for behind in followed:
        before, now = (site.name if site else "no site" for site in (behind.before, behind.team.site))
        groups.setdefault((behind.round.name, before, now), []).append(behind.team.name)
    return "".join(
        f" In {name}, {listed(teams)} now {'counts' if len(teams) == 1 else 'count'} for {now} (before: {before})."
        for (name, before, now), teams in groups.items()
    )


def draw() -> None:
    """Draw the page of what waits in the bin."""
    st.title("Bin", anchor=False)
    st.markdown(
        f"A round, a team or a whole organisation waits here for {KEPT_FOR.days} days with all that belongs to it: "
        "answers, actions, workshops, its report and history. Nothing else shows it. Then it is erased for good."
    )
    certificate(state.ERASED)
    waiting = view.current().binned
    if not waiting and not view.current().away:
        st.info("The bin is empty. A round, a team or an organisation goes here from Rounds and teams.")
    for binned in waiting:
        _one_in_bin(binned)
    navigation.put_link("rounds", "Rounds and teams")


def _one_in_bin(binned: Binned) -> None:
    mark = f"team_{binned.id}" if binned.what is What.TEAM else str(binned.id)
    with st.container(border=True, gap="small"):
        st.markdown(
            f"**{plain(binned.name)}** · {binned.what} · here since {day(binned.binned_at)} · "
            f"goes on {day(binned.goes_at)}"
        )
        with st.container(horizontal=True):
            back = (binned.what, binned.id, binned.name, "page")
            st.button("Put it back", key=f"unbin_{mark}", on_click=_put_back, args=back)
            with st.popover("Erase for good", key=f"to_erase_{mark}"):
                st.markdown("**Nobody can bring it back.** Backups and files that people took away still hold it.")
                if desk().person.is_signed_in:
                    st.markdown("Partners can then no longer read what you shared of it.")
                sure = st.checkbox(f"Erase this {binned.what} and its history", key=state.erase_sure(mark))
                st.button(
                    "Erase it", key=f"erase_{mark}", type="primary", disabled=not sure, on_click=_erase, args=(binned,)
                )


def _erase(binned: Binned) -> None:
    def verb() -> Erased:
        if binned.what is What.TEAM:
            return binning.erase_team(desk(), team_id=binned.id)
        return binning.erase_round(desk(), round_id=binned.id)

    erased = notices.attempt("page", verb, success=f"{binned.name} is erased for good.")
    if erased:
        st.session_state[state.ERASED] = erased
        for key in (state.JUST_BINNED, state.JUST_BINNED_TEAM):
            st.session_state.pop(key, None)


def certificate(key: str) -> None:
    """Draw what says that a round, a team or a person was just erased, to be kept."""
    erased: Erased | None = st.session_state.get(key)
    if erased is None:
        return
    st.header(f"What was erased of {plain(erased.name)}", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in erased.lines) or f"The {erased.what.lower()} was empty.")
    name, content = binning.certificate_file(desk(), erased)
    st.download_button(
        "Download the certificate",
        content,
        name,
        Format.MD.media_type,
        type="primary",
        on_click="ignore",
        key="certificate",
    )
    st.caption("sendsat does not keep this certificate. Download it now.")
