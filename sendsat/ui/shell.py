"""What stands around every page: the first run, the menu, the sidebar, and one plain message for what is wrong."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from sendsat.assessment.deeds import Way
from sendsat.assessment.people.people import Person, Role
from sendsat.errors import Damaged, Refused, SendsatError
from sendsat.services.organisation import admitting
from sendsat.services.visit.visiting import AllAway, NotSeen, Visit, visiting
from sendsat.services.work import NotLetIn
from sendsat.ui import catalogue
from sendsat.ui.area import shared
from sendsat.ui.frame import browser, navigation, notices, state, style, view, workplace
from sendsat.ui.frame.words import plain
from sendsat.ui.manage import record_filters
from sendsat.ui.sites.group import deleting
from sendsat.ui.start import first_run, sign_in, whereabouts, who
from sendsat.ui.workshop import room

_log = logging.getLogger(__name__)
WAYS = {navigation.WALL: Way.WALL, navigation.DESK: Way.DESK}
UNTRUSTED = "untrusted"
ICON = Path(__file__).parent / "icon.png"


def run() -> None:
    """Draw the whole app for one visitor: the entry script calls nothing else."""
    st.set_page_config(page_title="sendsat", page_icon=str(ICON), layout="wide", initial_sidebar_state="auto")
    style.apply()
    try:
        _run()
    except SendsatError as error:
        trouble(error)


def trouble(error: SendsatError) -> None:
    """Say in place of a page what is wrong and what to do."""
    st.title("Something needs your attention")
    st.error(f"{plain(error.message)}  \n{plain(error.remedy)}", icon=":material/error:")
    if not isinstance(error, Damaged):
        st.caption("Nothing that was stored has been lost.")
    st.button("Try again", type="primary")


def _run() -> None:
    person = who.visitor()
    if person is None:
        _note_untrusted()
        _only("Sign in", sign_in.ask)
        return
    if person.is_signed_in and state.WAS_LET_IN not in st.session_state:
        st.session_state[state.WAS_LET_IN] = _let_in(person)  # they may be invited to one more organisation
    try:
        _visit(person)
    except AllAway as error:
        _all_away(person, error)
    except NotSeen as error:
        _not_seen(person, error)
    except NotLetIn:
        if _let_in(person):
            _visit(person)
        else:
            _turn_away(person)


def _all_away(person: Person, error: AllAway) -> None:
    """Draw what stands in place of an organisation in the bin, unless one was invited to another meanwhile."""
    try:
        if not _let_in(person):
            raise error
        _visit(person)
    except AllAway as still:
        if state.BEGIN_ANEW in st.session_state:
            _first_run(person)
            return
        settings = who.sign_in()
        may_begin = settings is None or admitting.may_found(person, settings.first_administrator)
        ways = deleting.WaysOn(whereabouts.leave, still.has_others, may_begin and workplace.organisation() is None)
        away = still.away
        _only("In the bin", lambda: deleting.in_its_place(person, away, ways))


def _not_seen(person: Person, error: NotSeen) -> None:
    """Draw what stands in place of an organisation that one may not see, unless one was invited to it meanwhile."""
    try:
        if not _let_in(person):
            raise error
        _visit(person)
    except NotSeen:
        _only("Not to be seen", lambda: sign_in.not_seen(error))


def _visit(person: Person) -> None:
    """Draw the page that is asked for. Raises `NotLetIn` for somebody who does not belong here."""
    library = workplace.library()
    with visiting(workplace.store(), library, person, whereabouts.asked()) as visit:
        page = _enter(visit) if visit else None
    if page is None:
        _first_run(person)
        return
    st.session_state.pop(state.BEGIN_ANEW, None)
    _note_sign_in(person)
    with _menu_beside(page):
        browser.start()
        is_partners_home = not page.url_path and workplace.desk().person.role is Role.PARTNER
        navigation.title("What was shared" if is_partners_home else page.title)
        with (
            st.container()
        ):  # a place of its own: what came or went here would draw all below anew, and shut what is open
            notices.show_once("page")
            deleting.certificate()
        if is_partners_home:
            shared.draw()
        elif navigation.is_open_here(page.url_path):
            page.run()
        else:
            navigation.closed_here(page.url_path)


@contextmanager
def _menu_beside(page: st.Page) -> Iterator[None]:
    """Draw the menu before the page, so that it shows at once what was pressed; but where somebody has just come, after
    it: on a slow line a page is there a second sooner. A page that fills the screen has its own links that lead out."""
    is_shown = not (page.url_path in (*WAYS, navigation.READING) and navigation.is_open_here(page.url_path))
    has_just_come = state.MENU_SHOWN not in st.session_state
    if is_shown and not has_just_come:
        _menu()
    try:
        yield
    finally:
        if is_shown and has_just_come:
            _menu()


def _menu() -> None:
    st.session_state[state.MENU_SHOWN] = True
    navigation.menu(st.session_state[state.PAGES])
    with st.sidebar:
        sign_in.signed_in_as(workplace.desk().person)


def _first_run(person: Person) -> None:
    settings = who.sign_in()
    if settings is not None and not admitting.may_found(person, settings.first_administrator):
        raise NotLetIn(f"{person.name} may not set sendsat up.", "Ask whoever looks after it.")
    if state.BEGIN_ANEW in st.session_state:
        _only("Welcome", lambda: first_run.draw(person), deleting.back_to_bin)
    else:
        _only("Welcome", lambda: first_run.draw(person))


def _note_sign_in(person: Person) -> None:
    """Note it once in a tab; that no other tab has noted it yet is asked of the database."""
    if person.is_signed_in and st.session_state.get(state.SIGN_IN_NOTED) != person.signed_in_at:
        admitting.note_sign_in(workplace.store(), person, now=datetime.now(UTC))
        st.session_state[state.SIGN_IN_NOTED] = person.signed_in_at


def _note_untrusted() -> None:
    """Note once in a tab that somebody shows what was said to another program."""
    if who.was_meant_for_another() and st.session_state.get(state.SIGN_IN_NOTED) != UNTRUSTED:
        admitting.note_untrusted(workplace.store(), now=datetime.now(UTC))
        st.session_state[state.SIGN_IN_NOTED] = UNTRUSTED


def _turn_away(person: Person) -> None:
    if person.is_by_link:
        _only("Link ended", sign_in.link_ended)
        return
    if person.is_signed_in:
        admitting.note_refusal(workplace.store(), person, now=datetime.now(UTC))
    _only("Not let in yet", lambda: sign_in.refuse(person))


def _let_in(person: Person) -> bool:
    """Let somebody in who was invited; whether they were."""
    settings = who.sign_in()
    if settings is None:
        return False
    try:
        now = datetime.now(UTC)
        admitting.admit(workplace.store(), person, first_administrator=settings.first_administrator, now=now)
    except NotLetIn:
        return False
    return True


def _only(title: str, *draw: Callable[[], None]) -> None:
    """Draw what stands alone in place of whatever page is asked for; a link to one is still a link to a page."""
    st.session_state.pop(state.DESK, None)
    st.navigation(catalogue.pages(workplace.library()), position="hidden")
    st.set_page_config(page_title=title)
    browser.start_reading()
    deleting.certificate()
    for part in draw:
        part()


def _enter(visit: Visit) -> st.Page:
    """Find out which page, round and team are asked for, and read all that the page shows while the visit lasts."""
    whereabouts.arrive(visit.desk.organisation)
    pages = catalogue.pages(visit.desk.library)
    page = st.navigation(pages, position="hidden")
    way = WAYS.get(page.url_path)
    st.session_state[state.DESK] = replace(visit.desk, way=way) if way else visit.desk
    st.session_state[state.PAGES] = pages
    if visit.is_partners:
        return _enter_as_partner(visit, page)
    round_, team_id = whereabouts.choose(visit, page.url_path)
    workshop = room.choose(visit) if way else None
    if workshop is not None:  # wall and desk look at its round and team, whatever the sidebar says
        view.load(visit, workshop.round_id, workshop.team_id, navigation.shows(page.url_path))
    else:
        supplement = navigation.supplement_at(visit.desk.library, page.url_path)
        parts = navigation.shows(page.url_path)
        view.load(visit, round_.id, team_id, parts, supplement, record_filters.asked(visit.rounds))
    return page


def _enter_as_partner(visit: Visit, page: st.Page) -> st.Page:
    """A partner has neither round nor team."""
    with st.sidebar:
        whereabouts.put_organisation(visit)
    view.load_shared(visit, navigation.shows(page.url_path or navigation.SHARED))
    return page


def on_script_error(error: Exception) -> bool:
    """For an error nobody expected: the details go to the log, the person gets a plain message. Whoever was taken out
    or given another role while they looked at a page is told so."""
    if isinstance(error, Refused):
        st.error(plain(str(error)), icon=":material/error:")
        return True
    _log.error("A page met an error that nobody expected.", exc_info=error)
    st.error(
        "Something went wrong that sendsat did not expect. What was saved is safe: reload the page to go on.",
        icon=":material/error:",
    )
    return True
