"""The self-assessment report: choose how it is grouped, read it part by part, edit any text in place, take it out."""

import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from sendsat.assessment.groups.sites import of_site
from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.report.chapters import next_number, taken_out
from sendsat.assessment.report.report import GROUPED, Grouping, ItemKind, Report, ReportItem
from sendsat.assessment.results.ofsted import frameworks_for
from sendsat.assessment.snapshot import Snapshot
from sendsat.exchange.formats import Document
from sendsat.reports.sentences import listed, rule_sentence
from sendsat.services.desk import Desk
from sendsat.services.records import recording
from sendsat.services.report import chapters, reporting
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.html import PRINT_BUTTON, put_html
from sendsat.ui.frame.words import day, plain, plural
from sendsat.ui.frame.workplace import desk
from sendsat.ui.plan import report_item, report_paper
from sendsat.ui.results import results
from sendsat.ui.results.filters import site_looked_at, sites_to_choose, whose

OVERALL = "Overall position"
POSITIONS = "Position by section"
OWN = ItemKind.CHAPTER.heading


def draw() -> None:
    """Draw the page."""
    st.title("Self-assessment report", anchor=False)
    page = view.current()
    snapshot = choose_whose(page)
    site_id = st.session_state[state.REPORT_SITE]
    if not snapshot.counts().rated and not snapshot.waiting():
        st.info(
            "Nothing is rated in this round yet. As soon as statements are rated, their strengths, areas for "
            "improvement and progress are drafted here for you to edit and download.",
            icon=":material/article:",
        )
        return
    if rule := rule_sentence(snapshot):
        st.caption(plain(rule))
    results.say_unconfirmed(snapshot)
    report = _load()
    with st.container(key="off_paper_files"):
        _downloads(report)
        label = "Governors' pack: two pages and slides"
        navigation.put_link(navigation.PACK, label, icon=":material/co_present:", **of_same_site())
    put_html(PRINT_BUTTON)
    _beside(page)
    if site_id is not None:
        st.caption("A site's report is always the draft. To write your own words, choose all teams, or one team.")
    st.fragment(_edited, key=report_item.STATE)()
    with st.container(key="off_paper_part"):
        part = st.selectbox(
            "Part of the report", _parts(report), key=state.REPORT_PART, persist_state="session", bind="query-params"
        )
        st.header(part or OVERALL, anchor=False)
        _part(report, part or OVERALL)
    put_left_behind(report)


def _beside(page: view.View) -> None:
    """That the report is of the guide, where the round asks more."""
    for edition in page.editions[1:]:
        st.caption(
            f"The report is about the guide. Its notes say where the {plain(edition.header.short_title)} stands, apart."
        )


def choose_whose(page: view.View) -> Snapshot:
    """Ask whose report it is, keep that for this page's fragments and files, and give the round as those see it. It is
    of all teams together, unless a team or a site is chosen; a team alone keeps its own."""
    sites = sites_to_choose(page.round)
    session = st.session_state
    session[state.REPORT_TEAM] = page.team_id if len(page.round.teams) == 1 else whose(page, sites=sites)
    site_id = session[state.REPORT_SITE] = site_looked_at(sites)
    snapshot = page.snapshot.for_team(session[state.REPORT_TEAM])
    return snapshot if site_id is None else of_site(snapshot, site_id)


def of_same_site() -> dict[str, str]:
    """What an address says so that report and pack are of the same site; nothing where none is chosen."""
    site_id = st.session_state[state.REPORT_SITE]
    return {} if site_id is None else {state.SITE: str(site_id)}


def _load() -> Report:
    """Build the report as chosen, and keep it for this page's fragments."""
    fitting = frameworks_for(view.current().edition, desk().organisation.kind)
    frameworks = {framework.id: framework.title for framework in fitting}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        grouping = st.segmented_control(
            "Group judgements by",
            list(Grouping),
            format_func=lambda grouping: Grouping(grouping).word,
            default=Grouping.OFSTED,
            required=True,
            key=state.REPORT_GROUPING,
            wrap=True,
            bind="query-params",
        )
        framework = next(iter(frameworks))
        if grouping == Grouping.OFSTED:
            asked = st.selectbox(
                "Framework", list(frameworks), format_func=frameworks.__getitem__, key=state.REPORT_FRAMEWORK,
                bind="query-params",
            )  # fmt: skip
            framework = asked or framework
    st.session_state[state.REPORT_CHOICE] = (Grouping(grouping or Grouping.OFSTED), framework)
    return report_item.build()


def _downloads(report: Report) -> None:
    with st.container(horizontal=True):
        for kind in Document.REPORT.formats:
            st.download_button(
                f"Download: {kind.label}",
                partial(_bytes, desk(), kind, report_item.reader()),
                file_name=reporting.report_file_name(kind, report),
                mime=kind.media_type,
                on_click="ignore",
                type="primary" if kind == Document.REPORT.formats[0] else "secondary",
                key=f"report_file_{kind}",
            )


def _bytes(at_work: Desk, kind: str, read: Callable[[], Report]) -> bytes:
    """The file with every edit up to the click, written when somebody asks for it."""
    report = read()
    name, content = reporting.report_file(kind, report)
    return recording.take_away(at_work, file=name, make=lambda: content, round_id=report.round.id)


def _edited() -> None:
    report = report_item.current()
    edited = [item for item in report.items if item.edit]
    moved = [item for item in edited if item.moved]
    if moved:
        names = ", ".join(dict.fromkeys(f"{item.statement_id or item.heading}" for item in moved))
        st.warning(
            f"{plural(len(moved), 'text')} edited by hand may be out of date, because ratings, commentary, evidence or "
            f"actions have changed since, or because it came in with the round: {plain(names)}.",
            icon=":material/sync_problem:",
        )
    elif edited:
        st.caption(f"{plural(len(edited), 'text')} edited by hand; everything else is the draft.")
    elif st.session_state[state.REPORT_SITE] is None:
        with st.container(key="off_paper_how"):
            st.caption("Every text is a draft, made only from what your teams wrote and from counts. Edit any of them.")
    report_paper.put(report)


def _parts(report: Report) -> list[str]:
    return [OVERALL, POSITIONS, *(group.title for group in report.groups), OWN]


def _part(report: Report, part: str) -> None:
    if part == OVERALL:
        report_item.put(report.summary.key)
    elif part == POSITIONS:
        _items(report.positions)
    elif part == OWN:
        put_chapters(report)
    else:
        group = next((candidate for candidate in report.groups if candidate.title == part), report.groups[0])
        st.markdown(plain(group.sentence))
        if group.grades:
            st.caption(f"Inspectors' words for this area, from best to worst: {plain(listed(group.grades))}.")
        for kind in GROUPED:
            _kind(kind, group.of(kind))
        if group.see_also:
            st.caption(plain(group.see_also))


def put_chapters(report: Report) -> None:
    """Draw the chapters that somebody added, each with the way to write, move or take it out; and the way to add one.
    The governors' pack has the same, of the report that it is made from."""
    if st.session_state[state.REPORT_SITE] is not None:
        st.caption("Chapters of your own stand in the report of all teams, or of one team.")
        return
    st.caption(
        "Say here what ratings cannot tell, such as plans for the year ahead. These chapters stand after the "
        "improvement plan, and before the notes of the governors' pack. One without a text stays out of both."
    )
    numbers = tuple(chapter.number for chapter in report.chapters)
    for place, chapter in enumerate(report.chapters):
        st.subheader(plain(chapter.heading), anchor=False)
        _items((chapter.title, chapter.text))
        others = numbers[:place] + numbers[place + 1 :]
        with st.container(horizontal=True):
            if place:
                up = (*others[: place - 1], chapter.number, *others[place - 1 :])
                _arranging("Move up", chapter.number, numbers, up)
            _arranging("Take out", chapter.number, numbers, others)
    new = next_number(view.current().edits, st.session_state[state.REPORT_TEAM])
    _arranging("Add a chapter", new, numbers, (*numbers, new))
    notices.show(OWN)


def _arranging(label: str, number: str, seen: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    st.button(
        plain(label), key=f"{label}_{report_item.place(number)}",
        on_click=notices.as_drawn(_arrange), args=(seen, wanted),
        disabled=not may(desk().person, May.WRITE_REPORT),
    )  # fmt: skip


def _arrange(seen: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    round_id, team_id = view.current().round.id, st.session_state[state.REPORT_TEAM]
    gone = len(wanted) < len(seen)
    verb = partial(chapters.arrange, desk(), round_id=round_id, team_id=team_id, numbers=wanted, seen=seen)
    kept = "Taken out. Its words are kept under “Texts that no longer have a place”." if gone else "Saved."
    notices.attempt(OWN, verb, success=kept)
    st.session_state[state.REPORT_PART] = OWN


def _kind(kind: ItemKind, items: tuple[ReportItem, ...]) -> None:
    if items:
        st.markdown(f"### {kind.heading}")
        _items(items)


def _items(items: tuple[ReportItem, ...]) -> None:
    for item in items:
        report_item.put(item.key)


def put_left_behind(report: Report) -> None:
    """Draw the texts whose item a changed rating has taken out of the report: never thrown away unseen."""
    if not report.left_behind:
        return
    notices.show(report_item.LEFT_BEHIND)
    with st.expander(f"{report_item.LEFT_BEHIND} ({len(report.left_behind)})", icon=":material/inventory_2:"):
        st.markdown(
            "A rating changed, or a chapter was taken out, so these texts are not in the report now. Those of a rating "
            "return if it changes back. A chapter of your own comes back by its button."
        )
        numbers = tuple(chapter.number for chapter in report.chapters)
        for number, title in taken_out(report.left_behind, st.session_state[state.REPORT_TEAM]).items():
            _arranging(f"Bring back “{title}”", number, numbers, (*numbers, number))
        for edit in report.left_behind:
            about = re.sub(r"@\d+$", "", edit.item_key).replace(":", " ").replace("-", ", ").capitalize()
            st.markdown(f"**{plain(about)}** ({day(edit.updated_at)}, {plain(edit.person)})  \n{plain(edit.text)}")
