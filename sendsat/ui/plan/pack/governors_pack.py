"""The page of the governors' pack: pick strengths and priorities, add chapters, look at the two pages, take it out."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.report.picks import MOST, NOUNS, picked
from sendsat.assessment.report.report import Grouping, ItemKind, Report
from sendsat.assessment.results.ofsted import frameworks_for
from sendsat.exchange.formats import Document
from sendsat.exchange.report.blocks import about_line
from sendsat.exchange.report.pack.parts import pages
from sendsat.services.desk import Desk
from sendsat.services.records import recording
from sendsat.services.report import governors
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.html import PRINT_BUTTON, put_html
from sendsat.ui.frame.words import plain
from sendsat.ui.frame.workplace import desk
from sendsat.ui.plan import report, report_item, report_paper

PLACE = "pack"
LABELS = {ItemKind.STRENGTH: "Strengths, in order", ItemKind.IMPROVEMENT: "Priorities, in order"}

STYLE = Markup("""<style>
.pack-pages table {border-collapse:collapse; width:100%; font-size:.875rem; line-height:1.4; margin:.3rem 0 1rem}
.pack-pages :is(th, td) {border:1px solid var(--line); padding:.3rem .5rem; text-align:left; vertical-align:top}
.pack-pages :is(th, td) {overflow-wrap:break-word} .pack-pages th {background:var(--panel)}
.pack-pages .typed {padding:.1rem 0; margin:0}
@media screen and (max-width:640px) {.across {overflow-x:auto} .across.many table {min-width:38rem}}
@media print {
  .pack-pages section {break-inside:avoid}
  .pack-pages :is(h2, h3) {font-size:1.05rem; padding:.4rem 0 .1rem}
  .pack-pages p.typed {font-size:.8rem; line-height:1.3}
  .pack-pages table {font-size:.72rem; line-height:1.25; margin:.1rem 0 .3rem}
  .pack-pages :is(th, td) {padding:.1rem .3rem}
}
</style>""")


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title("Governors' pack", anchor=False)
    snapshot = report.choose_whose(page)
    if not snapshot.counts().rated and not snapshot.waiting():
        st.info(
            "Nothing is rated in this round yet. The pack fills itself as statements are rated.",
            icon=":material/co_present:",
        )
        return
    st.session_state[state.REPORT_CHOICE] = (Grouping.OFSTED, _framework(page))
    built = report_item.build()
    with st.container(key="off_paper_pack"):
        is_of_site = st.session_state[state.REPORT_SITE] is not None
        added = "" if is_of_site else " Chapters of your own are added to both."
        st.markdown(f"Two pages and eight slides for governors, made from the report of this round.{added}")
        _downloads(built)
        if not is_of_site:
            _own(built)
        else:
            _of_site(built)
        st.header("The two pages", anchor=False)
    put_html(PRINT_BUTTON)
    st.fragment(_preview, key=report_item.STATE)()


def _framework(page: view.View) -> str:
    titles = {framework.id: framework.title for framework in frameworks_for(page.edition, desk().organisation.kind)}
    chosen = st.selectbox(
        "Ofsted framework", list(titles), format_func=titles.__getitem__, key=state.REPORT_FRAMEWORK,
        bind="query-params",
    )  # fmt: skip
    return chosen or next(iter(titles))


def _own(built: Report) -> None:
    """What people add to the pack of all teams, or of one: what stands first, and chapters."""
    _picks(built, st.session_state[state.REPORT_TEAM])
    navigation.put_link("report", "Edit the texts in the report", icon=":material/description:")
    st.header(report.OWN, anchor=False)
    report.put_chapters(built)
    report.put_left_behind(built)


def _of_site(built: Report) -> None:
    """That the pack of a site is always the draft, with the way to its report."""
    st.caption(
        f"This pack is of {plain(built.team)} alone. It is made from drafts, and sendsat chooses what stands first. To "
        "pick that yourself, or to add chapters, choose all teams, or one team."
    )
    label = "Read the report of this site"
    navigation.put_link("report", label, icon=":material/description:", **report.of_same_site())


def _downloads(built: Report) -> None:
    with st.container(horizontal=True):
        for kind in Document.PACK.formats:
            st.download_button(
                f"Download: {kind.label}",
                partial(_bytes, desk(), kind, report_item.reader()),
                file_name=governors.pack_file_name(kind, built),
                mime=kind.media_type,
                on_click="ignore",
                type="primary" if kind == Document.PACK.formats[0] else "secondary",
                key=f"pack_file_{kind}",
            )


def _bytes(at_work: Desk, kind: str, read: Callable[[], Report]) -> bytes:
    """The file with every chapter as it was written up to the click."""
    built = read()
    name, content = governors.pack_file(kind, built)
    return recording.take_away(at_work, file=name, make=lambda: content, round_id=built.round.id)


def _picks(built: Report, team_id: int | None) -> None:
    """A box for each kind: what is picked, in order; empty leaves the choice to the rule."""
    for kind in NOUNS:
        offered = governors.offered(built, kind)
        seen = picked(view.current().edits, kind, team_id)
        key = state.pack_picks(f"{built.round.id}_{team_id}_{kind.value}")
        st.session_state[key] = [statement_id for statement_id in seen if statement_id in offered]
        st.multiselect(
            LABELS[kind],
            list(offered),
            format_func=partial(_named, offered),
            key=key,
            max_selections=MOST,
            disabled=not may(desk().person, May.WRITE_REPORT),
            placeholder=f"Pick up to {MOST}. Left empty, sendsat goes by its rule.",
            on_change=notices.as_drawn(_pick),
            args=(built, team_id, kind, seen, key),
        )
    notices.show(PLACE)


def _named(offered: dict[str, str], statement_id: str) -> str:
    return f"{statement_id} {offered[statement_id]}"


def _pick(built: Report, team_id: int | None, kind: ItemKind, seen: tuple[str, ...], key: str) -> None:
    wanted = tuple(st.session_state[key])
    verb = partial(governors.pick, desk(), built=built, team_id=team_id, kind=kind, statement_ids=wanted, seen=seen)
    notices.attempt(PLACE, verb)


def _preview() -> None:
    """The two pages, on the screen as on paper: drawn again with each chapter that is written."""
    built = report_item.current()
    about = Markup("<p>{}</p>").format(about_line(built))
    shown = report_paper.in_sections(pages(built))
    put_html(STYLE + Markup('<div class="pack-pages">{}{}</div>').format(about, shown))
