"""Ten statements to rate, drawn with Streamlit's widgets, or with `DRAWN_AS=component` by one custom component.

Both show the same, and a click stores a row as surely in both. It is a sketch to measure: what sendsat does for drafts,
conflicts, Undo, reading aloud and printing is in neither.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import streamlit as st

DATABASE, IS_COMPONENT = os.environ["BARE_DATABASE"], os.environ.get("DRAWN_AS") == "component"
NUMBER, CHOICES = 10, ["Red", "Amber", "Green", "Not applicable"]
SAID = "said"
LOOKS = "".join(
    f"<li><b>{choice}</b> {'Some words that tell what it looks like when so. ' * 4}</li>" for choice in CHOICES[:3]
)
GUIDANCE = f"<p>{'Staff know what each learner needs, and plan with them. ' * 3}</p><ul>{LOOKS}</ul>"


def store(number: int, rating: str) -> None:
    with closing(sqlite3.connect(DATABASE, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS said (number, rating)")
        connection.execute("INSERT INTO said VALUES (?, ?)", (number, rating))
    said = st.session_state.setdefault(SAID, {})
    said[number] = (rating, said.get(number, ("", 0))[1] + 1)


def head(number: int) -> str:
    return f'<h4 id="S{number}">S{number} A statement about how well young people are served</h4>{GUIDANCE}'


def line(number: int) -> str:
    times = st.session_state.get(SAID, {}).get(number, ("", 0))[1]
    return f"Saved {times}" if times else ""


def with_widgets(number: int) -> None:
    def pick() -> None:
        store(number, st.session_state[f"rating{number}"])

    st.html(f'{head(number)}<div class="saved">{line(number)}</div>')
    st.segmented_control("Rating", CHOICES, key=f"rating{number}", on_change=pick, label_visibility="collapsed")
    st.text_area("Why", key=f"why{number}", label_visibility="collapsed", placeholder="Why this rating?")
    st.button("Evidence, actions and more", key=f"more{number}")


@st.fragment
def with_one_component() -> None:
    def pick() -> None:
        pressed = st.session_state["statements"]["press"]
        store(pressed["number"], pressed["rating"])

    said = st.session_state.get(SAID, {})
    statements = [
        {"number": number, "head": head(number), "line": line(number), "rating": said.get(number, ("", 0))[0]}
        for number in range(NUMBER)
    ]
    script = (Path(__file__).parent / "ten_statements.js").read_text("utf-8")
    component = st.components.v2.component("ten_statements", js=script, isolate_styles=False)
    component(key="statements", data={"choices": CHOICES, "statements": statements}, on_press_change=pick)


if IS_COMPONENT:
    with_one_component()
else:
    for one in range(NUMBER):
        st.fragment(with_widgets, key=f"statement{one}")(one)
