"""The pages of the app and their addresses. A new page is a file under pages/ and a line here.

Page files never lie directly in pages/: see CONTRIBUTING, "The pages trap".
"""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.people.people import Role
from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.values import Team
from sendsat.guide.edition import Edition
from sendsat.guide.library import Library
from sendsat.services.visit.parts import Part
from sendsat.ui.frame import state, view, workplace
from sendsat.ui.frame.words import plain

WALL, DESK = "wall", "desk"
ALONE, READING = "statement", "reading"
"""One statement alone, as a page and as large as a projector's screen."""
MOVED = "moved"
"""What the address of Progress calls the way of moving that it lists."""
AT = "at"
"""What the address calls the statement that it asks for."""
OPENED = "statement"
"""What the address of Results calls the statement that is opened beside the tiles."""
ACCESSIBILITY = "accessibility"
THE_GUIDE = "guide"
"""The guide to be read alone; whoever may look has it beside the ratings."""
CLOSE_CHECK = "check"
RECORD, REMOVE, PERSON, BIN = "record", "remove-words", "one-person", "bin"
PEOPLE = "people"
PACK = "pack"
ANOTHER = "another"
PRIORITIES = "priorities"
SHARE, AREA, PROVIDERS, SHARED = "share", "area", "providers", "shared"
GROUP = "group"
SITES, SET_UP_SITES = "sites", "set-up-sites"
PLAN = "plan"
"""What the address of a section's page calls the statement whose actions are to be open."""
RATING = (Part.ROUND, Part.PREVIOUS, Part.ACTIONS, Part.OFSTED)
SHOWS: dict[str, tuple[Part, ...]] = {
    "": (Part.ROUND, Part.PREVIOUS, Part.ACTIONS, Part.WAITING),
    "workshop": (Part.ROUND, Part.PREVIOUS, Part.WORKSHOPS),
    WALL: (Part.ROUND, Part.PREVIOUS, Part.ACTIONS),
    "results": RATING,
    DESK: (Part.ROUND, Part.PREVIOUS, Part.ACTIONS),
    "progress": (Part.ROUND, Part.PREVIOUS, Part.OUTLINES, Part.FINISHED),
    "actions": (Part.ROUND, Part.ACTIONS, Part.NOTES),
    "report": (*RATING, Part.EDITS),
    PACK: (*RATING, Part.EDITS),
    PRIORITIES: (Part.EVERY_ROUND, Part.ACTIONS),
    "rounds": (Part.OPEN_ROUNDS, Part.TEAMS, Part.ACTIONS, Part.WORKSHOPS),
    SITES: (Part.ROUND,),
    GROUP: (Part.GROUP,),
    SET_UP_SITES: (Part.TEAMS, Part.SITES),
    CLOSE_CHECK: (Part.ROUND, Part.ACTIONS, Part.OPEN_AT_CLOSE),
    RECORD: (Part.RECORD,),
    REMOVE: (),
    PERSON: (),
    BIN: (Part.BIN,),
    "files": (Part.IMPORTS, Part.TEAMS),
    SHARE: (Part.RECEIPTS, Part.AUTHORITIES),
    AREA: (Part.ROUND, Part.AREA, Part.ACTIONS),
    PROVIDERS: (Part.AREA,),
    SHARED: (Part.SHARED,),
    "backups": (),
    PEOPLE: (Part.TEAMS, Part.PEOPLE),
    ANOTHER: (),
    THE_GUIDE: (),
    "search": (Part.WORDS,),
    "glossary": (),
    "resources": (),
    "changes": (),
    "about": (),
    "privacy": (),
    ACCESSIBILITY: (),
}
"""What the page at each address shows of what is stored; nothing else is read for it."""
LOOKING = ("results", "progress", PRIORITIES, "report", PACK)
"""Pages that show the ratings of one team, or of all together: they ask for it themselves."""
OF_ALL = (
    *("actions", "rounds", SITES, GROUP, SET_UP_SITES, CLOSE_CHECK, RECORD, BIN),
    *(SHARE, AREA, PROVIDERS, SHARED, PEOPLE),
)
"""Pages that are about all teams by their nature, whichever is chosen."""
RATES_TOO = "actions"
"""The one of them on which a statement can be rated again, as the team that is chosen."""

NEEDS: dict[str, May] = {
    "workshop": May.RUN_WORKSHOPS,
    WALL: May.RUN_WORKSHOPS,
    DESK: May.RUN_WORKSHOPS,
    "rounds": May.MANAGE_ROUNDS,
    SET_UP_SITES: May.MANAGE_TEAMS,
    "backups": May.MANAGE_ORGANISATION,
    BIN: May.MANAGE_ORGANISATION,
    REMOVE: May.REMOVE_WORDS,
    PERSON: May.REMOVE_WORDS,
    PEOPLE: May.MANAGE_PEOPLE,
    ANOTHER: May.MANAGE_ORGANISATION,
    SHARE: May.SHARE,
    SHARED: May.SEE_SHARED,
    PROVIDERS: May.BRING_IN,
}
"""Pages that are of use only to whoever may do this; all others are for everybody who may look."""
FOR_ALL = (THE_GUIDE, "glossary", "resources", "changes", "about", "privacy", ACCESSIBILITY)
"""Pages that show nothing of the organisation: they are for partners too."""


def is_open_here(address: str) -> bool:
    """Whether the page at an address is for this visitor: the menu leaves out what is not."""
    person = workplace.desk().person
    if not may(person, May.LOOK) and address not in (SHARED, *FOR_ALL):
        return False
    if address in (AREA, PROVIDERS) and workplace.desk().organisation.kind is not OrganisationKind.LOCAL_AUTHORITY:
        return False
    if address == RECORD and person.is_by_link:  # it names everybody who signed in, and who is invited
        return False
    return (person.is_signed_in or address != PEOPLE) and (address not in NEEDS or may(person, NEEDS[address]))


def closed_here(path: str) -> None:
    """Draw what stands in place of a page that is not for this visitor."""
    role, kind = workplace.desk().person.role, workplace.desk().organisation.kind
    is_partner = role is Role.PARTNER
    if path in (AREA, PROVIDERS) and not is_partner and kind is not OrganisationKind.LOCAL_AUTHORITY:
        st.title("This page is for local authorities", anchor=False)
        st.markdown(
            f"{plain(workplace.desk().organisation.name)} is not one. To share your ratings with one, open Import and "
            "export. If you are one, say so on Rounds and teams."
        )
        return
    st.title("This page is not for your role", anchor=False)
    st.markdown(f"You are here as: **{role.word}**. {role.meaning} To get another role, ask your administrator.")
    if is_partner:
        put_link(SHARED, "What was shared", icon=":material/visibility:")


def shows(address: str) -> tuple[Part, ...]:
    """What the page at an address shows; one that is not listed, such as a section of the guide, is there to rate. An
    opened statement of Results tells of every round."""
    if address == "results" and st.query_params.get(OPENED):
        return (*RATING, Part.EVERY_ROUND)
    return SHOWS.get(address, RATING)


def statement_address(edition: Edition, statement_id: str, *, team: str = "") -> str:
    """The address that opens a section's page at one statement, in the round and team one is working in, or as another
    team of the round by its name."""
    return statement_addresses(edition, team=team)(statement_id)


def statement_addresses(edition: Edition, *, team: str = "") -> Callable[[str], str]:
    """The same of many statements: what the session says is read once, and not for each."""
    chosen = _chosen(state.ROUND, state.TEAM)
    chosen |= {state.TEAM: team} if team else {}

    def address(statement_id: str) -> str:
        section, part = edition.section_of[statement_id], edition.subsection_of[statement_id]
        return f"/{section.id}?{urlencode({'part': part.number, **chosen, 'at': statement_id})}"

    return address


def here() -> dict[str, str]:
    """What an address says of the organisation one works in; nothing where one sees only one."""
    uid = st.session_state.get(state.ORGANISATION)
    return {state.ORGANISATION: str(uid)} if uid else {}


def address(path: str, **asked: str) -> str:
    """The address of a page in the organisation one works in, with what else it asks for."""
    query = urlencode(here() | asked)
    return f"/{path}?{query}" if query else f"/{path}"


def go_to(uid: str) -> None:
    """Ask for another organisation; what else the address asks for belongs to the one that is left."""
    for belonging in (state.ROUND, state.TEAM, "workshop"):
        st.query_params.pop(belonging, None)
    st.query_params[state.ORGANISATION] = uid


def _as_now(path: str) -> dict[str, str]:
    """The organisation, round and team that the address holds now: a link within the app takes them along."""
    held = {key: st.query_params[key] for key in (state.ORGANISATION, state.ROUND) if key in st.query_params}
    team = st.session_state.get(state.LOOKED_AT)
    if path not in LOOKING:
        team = st.session_state.get(state.TEAM) if state.TEAM in st.query_params else None
    return held | ({state.TEAM: str(team)} if team else {})


def _part_at(path: str) -> dict[str, str]:
    """The part at which a section's page opens: a page that wrote it into its address itself would need a second press
    of Back. Nothing for other pages."""
    library = workplace.desk().library
    editions = (library.get(view.current().round.edition_id), *library.supplements)
    section = next(filter(None, (edition.section_by_id.get(path) for edition in editions)), None)
    if section is None:
        return {}
    numbers = [part.number for part in section.subsections]
    wanted = (st.query_params.get("part"), st.session_state.get(state.part_of(section.id)))
    return {"part": next((number for number in wanted if number in numbers), numbers[0])}


def results_address(**asked: str) -> str:
    """The address that opens Results of the round one is working in with these choices, such as one statement."""
    return f"/results?{urlencode(_chosen(state.ROUND) | asked)}"


def counted_address(page: str, team: Team | None, **asked: str) -> str:
    """The address of the list behind a number, on Results or Progress: with the ratings of this team alone where one is
    looked at."""
    chosen = _chosen(state.ROUND) | ({state.TEAM: str(team.id)} if team else {})
    return f"/{page}?{urlencode(chosen | asked)}"


def priorities_address() -> str:
    """The address that opens the priorities of the round and of whose ratings one is looking at."""
    team_id = view.looked_at(view.current().round)
    return f"/{PRIORITIES}?{urlencode(_chosen(state.ROUND) | ({state.TEAM: str(team_id)} if team_id else {}))}"


def _chosen(*keys: str) -> dict[str, str]:
    """What an address says of the organisation and of these choices, as they are now."""
    return here() | {key: str(st.session_state[key]) for key in keys if st.session_state.get(key)}


def plan_address(which: str, containing: str = "", *, action_id: int | None = None) -> str:
    """The address that opens the action plan at one of its filters ("Overdue"), of those with a word or statement, and
    with one action open."""
    asked = {state.PLAN_WORD: containing, state.PLAN_ONE: str(action_id or "")}
    return address("actions", **{state.PLAN_WHICH: which} | {key: value for key, value in asked.items() if value})


def supplement_at(library: Library, address: str) -> Edition | None:
    """The supplement whose page stands at an address, or whose statement stands alone there; None for every other."""
    alone = st.query_params.get(AT) if address in (ALONE, READING) else None
    return next(
        (
            supplement
            for supplement in library.supplements
            if address in supplement.section_by_id or alone in supplement.statements
        ),
        None,
    )


def put_link(path: str, label: str, *, icon: str | None = None, **asked: str) -> None:
    """Draw a link to the page at this address, with what else the address is to say; nothing where it is not there."""
    page = link(st.session_state.get(state.PAGES, {}), path)
    if page is not None:
        told = _as_now(path) | _part_at(path) | asked
        st.page_link(page, label=label, icon=icon, width="content", query_params=told or None)


def link(pages: dict[str, list[st.Page]], path: str) -> st.Page | None:
    """The page with this address."""
    return next((page for group in pages.values() for page in group if page.url_path == path), None)


def title(words: str) -> None:
    """Name the page in the browser's tab and window: "1.2 Leadership · sendsat"."""
    st.set_page_config(page_title=f"{words} · sendsat")


def menu(pages: dict[str, list[st.Page]]) -> None:
    """Draw the menu in the sidebar, below what one is working in, with the pages of supplements that its round asks and
    the group where one sees several of it; style.py sets its groups apart."""
    asked = {section.id for edition in view.current().editions for section in edition.sections}
    asked |= {GROUP} if view.current().has_group else set()
    asked |= {SHARED, THE_GUIDE} if workplace.desk().person.role is Role.PARTNER else set()
    with st.sidebar, st.container(gap=None, key="menu"):
        for group in pages.values():
            for page in group:
                is_shown = page.visibility == "visible" or page.url_path in asked
                if is_shown and is_open_here(page.url_path):
                    st.page_link(page, query_params=(_as_now(page.url_path) | _part_at(page.url_path)) or None)
