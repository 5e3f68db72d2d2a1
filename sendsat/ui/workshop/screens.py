"""The wall's other screens: joining, open actions from last time, and the end with its summary and minutes."""

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.codes import spoken
from sendsat.assessment.rating import label_of
from sendsat.assessment.rules import urgency
from sendsat.assessment.values import Action, Status
from sendsat.assessment.votes import tally_words
from sendsat.assessment.workshop import AgendaItem, Phase, Workshop, summary
from sendsat.exchange.workshop.qr import qr_image
from sendsat.services import planning
from sendsat.services.minutes import actions_agreed
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.html import NOTHING, joined, put_html
from sendsat.ui.frame.words import due_words, plain, plural, snippet, today
from sendsat.ui.frame.workplace import desk
from sendsat.ui.workshop import acts, papers, room
from sendsat.ui.workshop import people as workshop_people

MOST_ACTIONS, MOST_ROWS = 8, 5
NO_PHONES = Markup(
    '<div class="wall-no-phones"><h2>Show hands, or print the ballot</h2><p>Phones cannot join now: sendsat is not '
    "shared on the network. Count hands instead. The ballot is on the Workshop page.</p>"
    "<p>For phones, start sendsat with: <code>python -m sendsat serve --share</code></p></div>"
)


def _next(workshop: Workshop, label: str) -> None:
    with st.container(horizontal=True, key="wall_moves"):
        if workshop.place:
            st.button(
                "Back", key="wall_back", shortcut=room.shortcut("Left"), on_click=acts.move, args=(workshop.place, -1)
            )
        st.button(
            label,
            key="wall_next",
            shortcut=room.shortcut("Right"),
            type="primary",
            on_click=acts.move,
            args=(workshop.place, 1),
        )
        shown = "Show names" if workshop.safe else "Hide names"
        st.button(shown, key="wall_safe", on_click=acts.hide, args=(not workshop.safe,))
        locked = workshop.is_locked
        label = "Let phones join" if locked else "Lock joining"
        st.button(label, key="wall_lock", on_click=acts.lock, args=(not locked,))
        room.ways_out()


def lobby(workshop: Workshop) -> None:
    """Where people join: code, address and QR code; where no phone can reach this computer, how to vote without."""
    left, right = st.columns([2, 3], gap="large")
    if room.can_join():
        picture = qr_image(f"{room.join_address()}?code={workshop.code}")
        code = Markup('<div class="wall-qr"><img src="{}" alt="QR code that opens the page to join"></div>')
        put_html(code.format(picture), left)
    else:
        put_html(NO_PHONES, left)
    put_html(_welcome(workshop), right)
    with right:
        workshop_people.ask_how_many(workshop, room.WALL)
    _next(workshop, "Look back at open actions" if workshop.actions_first else "Start with the first statement")


def _welcome(workshop: Workshop) -> Markup:
    page = view.current()
    shows_names = workshop.people and not workshop.safe
    people = Markup("<p>Here: {}</p>").format(", ".join(workshop.people)) if shows_names else NOTHING
    whole = Markup("<h1>{}, {}</h1>{}<p>{}, {} each.</p>{}<span {}></span>")
    return whole.format(
        page.team.name if page.team else "", page.round.name, _how_to_join(workshop),
        plural(len(workshop.items), "statement"), plural(workshop.minutes, "minute"), people,
        workshop_people.kept_mark(),
    )  # fmt: skip


def _how_to_join(workshop: Workshop) -> Markup:
    if workshop.is_locked:
        return Markup("<p><b>Joining is locked.</b> Phones that joined stay in.</p>")
    code = Markup('<p class="wall-code">{}</p>').format(spoken(workshop.code))
    if not room.can_join():
        return Markup("<p>To try a vote on this computer, open <b>{}</b> in another window and type</p>{}").format(
            room.join_address().removeprefix("http://"), code
        )
    return Markup(
        "<p>Scan the code with your phone, or go to <b>{}</b> and type</p>{}"
        "<p>No account, no app. Nobody sees who voted what.</p>"
    ).format(room.join_address().removeprefix("http://"), code)


def actions(workshop: Workshop) -> None:
    """Open actions from before this workshop: what was promised, what became of it."""
    page = view.current()
    put_html(Markup("<h1>What we said we would do</h1>"))
    before = [action for action in page.actions if action.status.is_open and action.created_at < workshop.prepared_at]
    waiting = [action for action in before if action.team_id in (None, workshop.team_id)]
    for action in sorted(waiting, key=lambda action: urgency(action, today()))[:MOST_ACTIONS]:
        left, right = st.columns([7, 1], vertical_alignment="center")
        owner = "" if workshop.safe or not action.owner else f" · {plain(action.owner)}"
        left.markdown(f"**{plain(snippet(action.text, 150))}**  \n{due_words(action.due, today())}{owner}")
        right.button("Done", key=f"wall_done_{action.id}", on_click=_done, args=(action,))
    if not waiting:
        st.markdown("No actions are open from before. Well done, or time to plan some.")
    if len(waiting) > MOST_ACTIONS:
        st.markdown(f"And {plural(len(waiting) - MOST_ACTIONS, 'more')}: see the action plan.")
    _next(workshop, "Go on to the first statement")


def _done(action: Action) -> None:
    changed = replace(action, status=Status.DONE)
    acts.act(
        lambda: planning.change_action(desk(), action=changed, seen=action),
        lambda _: view.current().reload_actions(),
        success=f"Done. {notices.saved_words()}",
    )
    st.rerun()


def end(workshop: Workshop) -> None:
    """The closing screen while the workshop still runs: the summary, what was set aside, and the button that closes."""
    _summary(workshop)
    for item in workshop.waiting:
        text = view.current().edition.statements[item.statement_id].text
        why = f"{plural(item.rounds[-1].voted, 'vote')} not shown yet" if item.phase is Phase.VOTING else "set aside"
        label = f"Come back to {item.statement_id} ({why}): {snippet(text, 60)}"
        st.button(plain(label), key=f"wall_to_{item.id}", on_click=acts.go_to, args=(item.id,))
    with st.container(horizontal=True, key="wall_moves"):
        st.button(
            "Back", key="wall_back", shortcut=room.shortcut("Left"), on_click=acts.move, args=(workshop.place, -1)
        )
        st.button("Undo", key="wall_undo", shortcut=room.shortcut("U"), on_click=acts.undo)
        if st.session_state.get(state.WALL_CLOSING):
            st.button("Yes, close it for good", key="wall_close_yes", type="primary", on_click=acts.close)
        else:
            st.button("Close the workshop", key="wall_close", type="primary", on_click=acts.ask_to_close)
        room.ways_out()
    st.caption("Closing ends the code and asks every phone one question. The minutes are ready then.")


def closed(workshop: Workshop) -> None:
    """After the close: the summary, whether it was worth it, and the minutes."""
    _summary(workshop)
    answers = " · ".join(f"{number} {answer.word.lower()}" for answer, number in workshop.worth.items())
    put_html(Markup("<p>Was this worth the time? <b>{}</b></p>").format(answers))
    papers.downloads(workshop)
    room.ways_out()


def _summary(workshop: Workshop) -> None:
    figures, page = summary(workshop), view.current()
    agreed = actions_agreed(workshop, page.actions)
    planned = "action agreed" if len(agreed) == 1 else "actions agreed"
    numbers = ((figures.rated, f"of {figures.total} rated"), (figures.changed, "changed"), (len(agreed), planned))
    counted = joined(Markup("<div><b>{}</b>{}</div>").format(number, words) for number, words in numbers)
    columns = _changed(workshop) + _divided(figures.divided) + _actions(agreed, safe=workshop.safe)
    whole = Markup("<h1>What we agreed</h1><div class='wall-numbers'>{}</div><div class='wall-columns'>{}</div>")
    put_html(whole.format(counted, columns))


def _column(title: str, rows: list[Markup]) -> Markup:
    """A list of the summary; what does not fit is counted, and stands in the minutes."""
    more = len(rows) - MOST_ROWS
    rest = Markup("<li>and {} more: see the minutes</li>").format(more) if more > 0 else NOTHING
    column = Markup("<section><h2>{}</h2><ul>{}{}</ul></section>")
    return column.format(title, joined(rows[:MOST_ROWS]), rest) if rows else NOTHING


def _changed(workshop: Workshop) -> Markup:
    row = Markup("<li><b>{}</b> {} → {}</li>")
    rows = [
        row.format(item.statement_id, label_of(item.before), label_of(item.agreed))
        for item in workshop.items
        if item.has_changed
    ]
    return _column("Changed", rows)


def _divided(items: tuple[AgendaItem, ...]) -> Markup:
    row = Markup("<li><b>{}</b> {}</li>")
    rows = [row.format(item.statement_id, tally_words(item.tallies[0])) for item in items]
    return _column("Most divided", rows)


def _actions(agreed: tuple[Action, ...], *, safe: bool) -> Markup:
    rows = [
        Markup("<li>{}{}</li>").format(
            snippet(action.text, 120), "" if safe or not action.owner else f" ({action.owner})"
        )
        for action in agreed
    ]
    return _column("Actions agreed", rows)
