"""A bare app to measure beside: one rating, one line that says it was taken in."""

import streamlit as st


def taken() -> None:
    st.session_state["times"] = st.session_state.get("times", 0) + 1


st.title("Bare")
st.segmented_control("Rating", ["Red", "Amber", "Green"], key="rating", on_change=taken)
st.html(f'<span class="saved">Saved {st.session_state.get("times", 0)}</span>')
