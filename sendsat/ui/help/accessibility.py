"""The accessibility statement: what tests prove, what none does, and what to do where something is in the way."""

import streamlit as st

from sendsat import __version__
from sendsat.ui.frame.html import OPENS_READING, put_html

PROVEN = (
    "**Rules that a program can check.** Each page is checked by the tool axe-core, in light and dark and on a phone, "
    "against WCAG 2.2, levels A and AA. It must find nothing.",
    "**Keyboard.** Rating, planning, closing a round and leading a workshop work without a mouse. After a press the "
    "keyboard goes on where it was, or at what came of the press.",
    "**Screen readers.** One place says what was saved, such as “LM3: Green. Saved 14:02”, also twice in a minute. "
    "The page has a title, its language, a menu that says where you are, and headings in order. "
    "Each statement names its own ratings.",
    "**Colour.** Red, amber and green always have a sign and a word. Charts have a text and a table.",
    "**Small screens and large text.** No page scrolls sideways at 320 pixels, with wider spacing of text, or with "
    "text of twice the size. Wide tables scroll within their own frame.",
    "**Slips.** Pressing a rating twice does not clear it. The wall's single keys can be switched off in its list "
    "of keys.",
)
NOT_PROVEN = (
    "Tests of pages run in Chromium, from which Chrome and Edge are built. A few were also tried in Firefox and in "
    "WebKitGTK, which has the engine of Safari. Safari itself was not tried, nor an iPhone or iPad.",
    "No test uses a real screen reader, and no disabled person has tested sendsat for us yet.",
    "Nobody outside the project has checked it. So we aim at WCAG 2.2 level AA, and do not claim to meet it in full.",
    "The table of the action plan is drawn as a picture. It works by keyboard, but a screen reader may tell less of "
    "it than the actions below each statement, where the same can be changed.",
    "Where a form has an error, the message is read out, but the box with the error is not always marked.",
    "The Word, Excel and web files you download have not been checked for accessibility.",
    "High contrast on Windows has rules of its own here, but tests do not look at every page in it.",
)


def statement() -> None:
    """Draw the page."""
    st.title("Accessibility", anchor=False)
    st.markdown(
        f"This is about sendsat {__version__}. It is made from what its tests prove. It does not stand in for the "
        "statement that your organisation may have to publish of its own."
    )
    st.header("Reading settings", anchor=False)
    st.markdown(
        "Size of text, space between words, length of lines, contrast, movement, and buttons that read aloud. "
        "**Reading settings** is the first button of every page; on the wall it is in the list of keys. They are kept "
        "on this device, in this browser: not with your name, and not on another device. Reading aloud uses a voice of "
        "the device itself and shows only where it has an English one."
    )
    put_html(OPENS_READING)
    st.header("What tests prove", anchor=False)
    st.markdown(_listed(PROVEN))
    st.header("What is not proven, or falls short", anchor=False)
    st.markdown(_listed(NOT_PROVEN))
    st.header("If something is in your way", anchor=False)
    st.markdown(
        "Tell whoever looks after sendsat in your organisation: which page, what you wanted to do, and what you use "
        "to read or type. Until it is mended, a round can be filled in as a workbook: take it away under **Import and "
        "export**, and bring it back there. A team can also rate on paper: the ballot is on the **Workshop** page."
    )


def _listed(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)
