"""The wall's other screens: joining, open actions from last time, and the end with its summary and minutes."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rules import urgency
from sendsat.assessment.values import Action, Status
from sendsat.assessment.workshop.allowed import REOPENS_FOR, can_reopen
from sendsat.assessment.workshop.closing import ACTION_TITLES, TITLES, Closing, action_cells, closing
from sendsat.assessment.workshop.codes import spoken
from sendsat.assessment.workshop.workshop import Phase, Workshop
from sendsat.exchange.workshop.qr import qr_image
from sendsat.services.plan import planning
from sendsat.services.workshop.minutes import entries_of
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.html import NOTHING, joined, put_html
from sendsat.ui.frame.words import due_words, plain, plural, snippet, today
from sendsat.ui.frame.workplace import desk
from sendsat.ui.workshop import acts, papers, room
from sendsat.ui.workshop import people as workshop_people
from sendsat.ui.workshop.agenda import practice

MOST_ACTIONS = 8
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
        if workshop.can_practise:
            st.button(practice.label(workshop.practice), key="wall_practise", on_click=acts.practise)
        if workshop.place:
            st.button("End early", key="wall_end", shortcut=room.shortcut("E"), on_click=acts.end_early)
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
        if workshop.practising:
            put_html(practice.card_html(workshop.practising))
        if not _votes_in_practice(workshop):
            workshop_people.ask_how_many(workshop, room.WALL)
    _next(workshop, "Look back at open actions" if workshop.actions_first else "Start with the first statement")


def _welcome(workshop: Workshop) -> Markup:
    page = view.current()
    shows_names = workshop.people and not workshop.safe
    people = Markup("<p>Here: {}</p>").format(", ".join(workshop.people)) if shows_names else NOTHING
    each = f"{plural(len(workshop.items), 'statement')}, {plural(workshop.minutes, 'minute')} each."
    about = NOTHING if _votes_in_practice(workshop) else Markup("<p>{}</p>{}").format(each, people)
    whole = Markup("<h1>{}, {}</h1>{}{}<span {}></span>")
    return whole.format(
        page.team.name if page.team else "", page.round.name, _how_to_join(workshop), about,
        workshop_people.kept_mark(),
    )  # fmt: skip


def _votes_in_practice(workshop: Workshop) -> bool:
    """Whether the practice vote is open: it needs the room that else says who is here."""
    return workshop.practising is not None and workshop.practising.is_open


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
    """The closing screen while the workshop still runs: the tally, what still lacks, and the button that closes."""
    tally = _tally(workshop)
    put_html(_tally_html(tally, safe=workshop.safe))
    _come_back(workshop)
    _lacks(workshop, tally)
    with st.container(horizontal=True, key="wall_moves"):
        st.button(
            "Back", key="wall_back", shortcut=room.shortcut("Left"), on_click=acts.move, args=(workshop.place, -1)
        )
        st.button("Undo", key="wall_undo", shortcut=room.shortcut("U"), on_click=acts.undo)
        if st.session_state.get(state.WALL_CLOSING):
            st.button("Yes, close it", key="wall_close_yes", type="primary", on_click=acts.close)
        else:
            st.button("Close the workshop", key="wall_close", type="primary", on_click=acts.ask_to_close)
        room.ways_out()
    st.caption(
        "Closing ends the code and asks every phone one question. The minutes are ready then. For ten minutes "
        "you can open it again."
    )


def _come_back(workshop: Workshop) -> None:
    """What was set aside, or was voted on and not revealed, each with a button that leads there."""
    for item in workshop.waiting:
        text = view.current().having(item.statement_id).statements[item.statement_id].text
        why = f"{plural(item.rounds[-1].voted, 'vote')} not shown yet" if item.phase is Phase.VOTING else "set aside"
        label = f"Come back to {item.statement_id} ({why}): {snippet(text, 60)}"
        st.button(plain(label), key=f"wall_to_{item.id}", on_click=acts.go_to, args=(item.id,))


def _lacks(workshop: Workshop, tally: Closing) -> None:
    """A button for each statement that was rated without a reason, or whose action nobody has taken on."""
    missing = dict.fromkeys(tally.without_reason, "no reason")
    for statement_id in tally.without_owner:
        missing[statement_id] = "no reason, no owner" if statement_id in missing else "no owner"
    if not missing:
        return
    st.markdown("**Still to say:** why it was rated so, or who does it.")
    with st.container(horizontal=True, key="wall_lacks"):
        for item in workshop.items:
            if why := missing.get(item.statement_id):
                label = f"{item.statement_id}: {why}"
                st.button(label, key=f"wall_lacks_{item.id}", on_click=acts.go_to, args=(item.id,))


def closed(workshop: Workshop) -> None:
    """After the close: the tally, whether it was worth it, the minutes, and for ten minutes the way back."""
    put_html(_tally_html(_tally(workshop), safe=workshop.safe))
    answers = " · ".join(f"{number} {answer.word.lower()}" for answer, number in workshop.worth.items())
    put_html(Markup("<p>Was this worth the time? <b>{}</b></p>").format(answers))
    papers.downloads(workshop)
    with st.container(horizontal=True):
        if workshop.closed_at is not None and can_reopen(workshop, desk().now()):
            until = room.when_words(workshop.closed_at + REOPENS_FOR)
            st.button(f"Open it again (until {until})", key="wall_reopen", on_click=acts.reopen)
        room.ways_out()


def _tally(workshop: Workshop) -> Closing:
    page = view.current()
    return closing(entries_of(desk().library, page.snapshot, workshop, page.actions), safe=workshop.safe)


def _tally_html(tally: Closing, *, safe: bool) -> Markup:
    """The tally: the numbers, then every statement, then the actions with who does them by when."""
    planned = "action agreed" if len(tally.actions) == 1 else "actions agreed"
    numbers = ((tally.rated, f"of {tally.total} rated"), (tally.changed, "changed"), (len(tally.actions), planned))
    counted = joined(Markup("<div><b>{}</b>{}</div>").format(number, words) for number, words in numbers)
    apart = Markup("<p>{}</p>").format(tally.told_apart) if tally.apart else NOTHING
    lines = [(f"{line.name} {snippet(line.text, 90)}", *line.cells[1:]) for line in tally.lines]
    actions = [action_cells(action, safe=safe) for action in tally.actions]
    whole = Markup("<h1>What we agreed</h1><div class='wall-numbers'>{}</div>{}{}{}")
    return whole.format(counted, apart, _table(TITLES, lines), _table(ACTION_TITLES, actions) if actions else NOTHING)


def _table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Markup:
    head = joined(Markup('<th scope="col">{}</th>').format(title) for title in titles)
    body = joined(
        Markup("<tr>{}</tr>").format(joined(Markup("<td>{}</td>").format(cell) for cell in row)) for row in rows
    )
    return Markup('<table class="wall-tally"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>').format(head, body)
