"""Privacy: what is kept, where, who sees it, how long, and how it is taken away or removed. True to the code."""

import streamlit as st

from sendsat.ui.frame import navigation

KEPT = (
    (
        "Ratings, reasons, evidence and actions",
        "what teams type and choose",
        "until somebody removes it",
    ),
    ("Names", "owners of actions, people in a workshop, who changed what", "until they are erased"),
    ("History", "each change with time, person, how, old and new", "for as long as the database is kept"),
    (
        "Votes in a workshop",
        "each vote, with a random mark of the phone and no name",
        "ten minutes after the workshop was closed only how many voted what, but a backup that was made until "
        "then keeps each vote; the rest with the workshop",
    ),
    ("Files brought in", "what each file changed, so that it can be undone", "with the round"),
    ("What leaders agreed", "a rating for everybody, why, and who set it", "with the round"),
    (
        "People who sign in, on a server",
        "name, mail address, role, and what the sign-in service calls them; whom an administrator invited",
        "an invitation until it is used or taken back; the rest also after somebody was removed on People. Once a "
        "person is erased: only a checksum of what the sign-in service calls them, so that no domain lets them in",
    ),
    (
        "Links to read by, on a server",
        "whom a link is for, when it ends, and a checksum of it; in the reader's browser the link itself, in a cookie",
        "also after it has ended; in the browser until its window is shut",
    ),
    (
        "Sign-ins, on a server",
        "who signed in and when, also whoever was turned away, at most 50 of those a day; without a name, at most 20 "
        "answers of the sign-in service a day that failed their check",
        "for as long as the history is kept",
    ),
    (
        "Wrong codes and joins, on a server",
        "checksums of addresses and phones",
        "cleared when the next one comes a day later or more",
    ),
    (
        "What was shared with a local authority",
        "a receipt, and a copy as it was sent, for partners to read",
        "the copy until it is taken back, or its round, a team of it or an action in it is erased for good; the "
        "receipt stays",
    ),
    (
        "Signing key",
        "the secret with which this organisation signs what it sends to a local authority; every backup holds it too",
        "until it is changed, in a terminal; older backups keep it",
    ),
    ("Backups", "a copy of everything, made each day while sendsat runs as a server", "7 days, 4 weeks and 6 months"),
)


def draw() -> None:
    """Draw the page."""
    st.title("Privacy", anchor=False)
    st.markdown(
        "Write about practice, not about people: **no learner names**. sendsat sends nothing to anyone. This page says "
        "what it keeps, for you and for whoever looks after data protection. It describes the program; it is no legal "
        "advice."
    )
    _what_is_kept()
    _who_sees()
    _ways_out()
    _lost_backup()


def _what_is_kept() -> None:
    st.header("What is kept, and how long", anchor=False)
    st.table(
        {"What": [row[0] for row in KEPT], "Which": [row[1] for row in KEPT], "How long": [row[2] for row in KEPT]}
    )


def _who_sees() -> None:
    about = navigation.address("about")
    st.header("Where, and who can see it", anchor=False)
    st.markdown(
        "Everything is in one database: a file on this computer, or a database server that your organisation set up. "
        f"[About]({about}) names it to people who may see the ratings. The browser holds words that are not stored "
        "yet. On one computer there is no "
        "sign-in: whoever opens sendsat there sees everything. On a server where people sign in, only those see it "
        "whom an administrator let in, or gave a link to read by. Partners from outside see only what was shared with "
        "a local authority and not taken back. Phones in a workshop see the statement, their own vote, and the room's "
        "votes once they are revealed."
    )


def _ways_out() -> None:
    pages = (navigation.RECORD, navigation.REMOVE, navigation.PERSON, navigation.BIN, "files", "backups")
    record, remove, person, waste, files, backups = map(navigation.address, pages)
    st.header("Export, erase, remove", anchor=False)
    st.markdown(
        f"- [Everything about one person]({person}): find a name or address, export each text and the account, erase "
        "them.\n"
        f"- [Remove words for good]({remove}): such as a learner's name, in closed rounds too.\n"
        f"- [Bin]({waste}): a round, team or whole organisation that was deleted waits there for 30 days, then it is "
        "erased for good. Of an organisation one line stays: its name, when it was erased, by whom and how much.\n"
        f"- [Who did what]({record}): every change, also as a file.\n"
        f"- [Import and export]({files}): a whole round as a file.\n\n"
        "What was removed is gone from an SQLite database's files. A database server keeps traces until it cleans "
        f"up by itself. Older [backups]({backups}) and files that people took away still hold it.\n\n"
        "What waits in the bin is in every backup, and in copies of the whole database. The copy of a submission that "
        "partners read is hidden while its round is in the bin. It adds all teams up, so a team in the bin still "
        "counts in it until the team is erased, or you take the submission back."
    )


def _lost_backup() -> None:
    st.header("If a backup is lost or stolen", anchor=False)
    st.markdown(
        "Whoever has it can read everything in it, and can sign as an organisation in it. Tell whoever looks after "
        "data protection. Tell each local authority that you sent something to: until you have spoken, they should "
        "take in nothing more in your name. Then whoever runs sendsat changes the key in a terminal: "
        "`python -m sendsat new-signing-key`. Each authority accepts the new key once more on Providers."
    )
