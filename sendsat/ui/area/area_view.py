"""The local area: coverage first, then what providers say together, the mirror, and what to hand out.

Whatever is shown here is added up of whole batches (`assessment.area`); nothing here counts providers itself.
"""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from sendsat.assessment.area.area import COLOURS, LARGEST, SMALLEST, Cell, area, common_reds
from sendsat.assessment.people.permissions import May, may
from sendsat.assessment.rating import Rating
from sendsat.exchange.files.written.table_csv import table_csv
from sendsat.exchange.formats import Format
from sendsat.services.area import packs, receiving
from sendsat.services.records import recording
from sendsat.ui.area import mirror_view, planning_reds, reasons_view, register
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.choosing import choose_by_name
from sendsat.ui.frame.html import PRINT_BUTTON, put_html, put_on_paper, table_html
from sendsat.ui.frame.words import plain, plural, waiting_words
from sendsat.ui.frame.workplace import desk

HIDDEN = "Too few to show"
MOST_REDS = 10


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title("Local area", anchor=False)
    st.markdown(register.sent_line(page.area))
    if page.area.unaccepted:
        st.markdown(f"**{waiting_words(len(page.area.unaccepted))}**")
    navigation.put_link(navigation.PROVIDERS, "Providers and their files", icon=":material/domain_add:")
    minimum = _drawing(page)
    cells = area(page.area.submitted, page.edition.statements, minimum)
    if not any(submission.drawn_at for submission in page.area.submitted):
        st.info(
            f"Nothing to show yet. Add your providers, invite them, and take in what they send: it takes at least "
            f"{minimum} together.",
            icon=":material/info:",
        )
        return
    put_html(PRINT_BUTTON)
    _spread(page, cells)
    _reds(page, cells)
    mirror_view.draw(page, cells)
    _packs(page, cells, _note(minimum))


def _note(minimum: int) -> str:
    return (
        f"Only what at least {minimum} providers say together is shown. Providers are added in groups of at least "
        f"{SMALLEST}. When one leaves, its whole group is taken out, so that no two views tell what one of them said."
    )


def _drawing(page: view.View) -> int:
    """The smallest group to be shown, and the button that brings in what came since."""
    before = max(SMALLEST, page.area.minimum())
    minimum = st.slider(
        "Show nothing below so many providers", SMALLEST, LARGEST, before, key=state.AREA_MINIMUM, bind="query-params"
    )
    st.caption(_note(minimum))
    notices.show("area")
    undrawn = page.area.waiting
    if undrawn and may(desk().person, May.BRING_IN):
        verb = "waits" if undrawn == 1 else "wait"
        st.markdown(f"{plural(undrawn, 'submission')} {verb} to be added. It takes at least {minimum} together.")
        st.button("Draw the view anew", type="primary", on_click=_draw_anew, key="area_draw")
    return minimum


def _draw_anew() -> None:
    minimum: int = st.session_state[state.AREA_MINIMUM]
    notices.attempt(
        "area",
        lambda: receiving.draw_area(desk(), minimum=minimum),
        success=lambda number: f"{plural(number, 'submission')} came into the view. {notices.saved_words()}",
    )


def _spread(page: view.View, cells: tuple[Cell, ...]) -> None:
    st.header("Coverage and spread", anchor=False)
    titles = {section.id: f"{section.number} {section.title}" for section in page.edition.sections}
    section_id = choose_by_name("Section", titles, state.AREA_SECTION)
    wanted = {statement.id for statement in page.edition.section_by_id[section_id].statements}
    of_section = [cell for cell in cells if cell.statement_id in wanted]
    rows = [_row(page, cell) for cell in of_section]
    st.dataframe(pd.DataFrame(rows), hide_index=True, height=360, placeholder="")
    _put_on_paper(page, cells)
    reasons_view.draw(page, of_section)


def _put_on_paper(page: view.View, cells: Sequence[Cell]) -> None:
    """The statements of every section: the screen has a section at a time, in a table that scrolls."""
    columns = ("Rated", "Shown", *(rating.label for rating in COLOURS))
    every = [_row(page, cell) for cell in cells]
    name = Markup("<b>{}</b> {}")
    rows = [
        (name.format(row["Statement"], row["What it says"]), *(_shown(row[column]) for column in columns))
        for row in every
    ]
    put_on_paper(Markup("<h3>Every statement</h3>{}").format(table_html(("Statement", *columns), rows)))


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _row(page: view.View, cell: Cell) -> dict[str, object]:
    counts = cell.counts
    numbers = {rating.label: counts[rating] if counts else None for rating in COLOURS}
    # The text stands last: on a phone it would push every number out of sight.
    return {
        "Statement": cell.statement_id,
        "Rated": f"{cell.rated} of {cell.asked}",
        "Shown": str(cell.shown) if counts else HIDDEN,
        **numbers,
        "What it says": page.edition.statements[cell.statement_id].text,
    }


def _reds(page: view.View, cells: tuple[Cell, ...]) -> None:
    st.header("Common reds", anchor=False)
    reds = common_reds(cells)
    if not any(cell.counts for cell in cells):
        st.caption("Too few providers count together to say what is Red.")
    elif not reds:
        st.caption("No statement that may be shown is Red anywhere.")
    for cell in reds[:MOST_REDS]:
        counts = cell.counts or {}
        text = page.edition.statements[cell.statement_id].text
        number = counts[Rating.RED]
        says = "says" if number == 1 else "say"
        st.markdown(f"**{cell.statement_id}** {plain(text)}  \n{number} of {cell.shown} {says} Red.")
        planning_reds.draw(page, cell.statement_id)
    if len(reds) > MOST_REDS:
        st.caption(f"{len(reds) - MOST_REDS} more stand in the table above, by section.")


def _packs(page: view.View, cells: tuple[Cell, ...], note: str) -> None:
    st.header("Hand out", anchor=False)
    at_work, edition, mirror = desk(), page.edition, mirror_view.reflected(page, cells)
    table = pd.DataFrame([_row(page, cell) for cell in cells])
    with st.container(horizontal=True):
        name = packs.area_name(at_work, Format.DOCX)
        _download("Area pack for Word", name, lambda: packs.area_pack(at_work, edition, cells, note))
        _download(
            "Area pack for PowerPoint",
            packs.area_name(at_work, Format.PPTX),
            lambda: packs.area_slides(at_work, edition, page.area, cells, mirror, page.actions, note),
        )
        _download("Area as CSV", packs.area_name(at_work, Format.CSV), lambda: table_csv(table))
    ready = {provider.id: provider for provider in page.area.here if packs.places_of(page.area, provider, cells)}
    if not ready:
        st.caption(f"No provider can be told its place yet: that takes {SMALLEST} others beside it.")
        return
    names = {provider_id: provider.name for provider_id, provider in ready.items()}
    provider = ready[choose_by_name("Feedback for", names, state.AREA_PROVIDER)]
    # The button names the provider: pressed a moment too soon, it hands out what it says, and nobody else's place.
    _download(
        f"Place of {plain(provider.name)} in the local range",
        packs.feedback_name(at_work, provider),
        lambda: packs.feedback_pack(at_work, edition, page.area, provider, cells),
    )


def _download(label: str, name: str, make: Callable[[], bytes]) -> None:
    """Offer a file of the view as it is drawn, which is not made once a provider has left it."""
    at_work, seen = desk(), view.current().area
    st.download_button(
        label,
        lambda: recording.take_away(at_work, file=name, make=make, area=seen),
        name,
        Format(name.rpartition(".")[2]).media_type,
        on_click="ignore",
    )
