"""The pages of the app and their addresses. A new page is a file under pages/ and a line here.

Page files never lie directly in pages/: see CONTRIBUTING, "The pages trap".
"""

import streamlit as st

from sendsat.guide.model import Edition


def section_address(section_id: str) -> str:
    """The address of a guide section's page."""
    return section_id


def catalogue(edition: Edition) -> dict[str, list[st.Page]]:
    """Every page, by the heading it stands under in the menu."""
    guide = [
        st.Page(
            f"pages/guide/{section.id.replace('-', '_')}.py",
            title=f"{section.number} {section.title}",
            url_path=section_address(section.id),
        )
        for section in edition.sections
    ]
    return {
        "": [st.Page("pages/start/home.py", title="Home", icon=":material/home:", default=True)],
        "Rate": guide,
        "See": [
            st.Page("pages/results/results.py", title="Results", icon=":material/bar_chart:", url_path="results"),
            st.Page("pages/results/progress.py", title="Progress", icon=":material/trending_up:", url_path="progress"),
            st.Page("pages/plan/action_plan.py", title="Action plan", icon=":material/checklist:", url_path="actions"),
        ],
        "Manage": [
            st.Page("pages/manage/rounds.py", title="Rounds and teams", icon=":material/event:", url_path="rounds"),
        ],
        "Help": [
            st.Page("pages/help/glossary.py", title="Glossary", icon=":material/menu_book:", url_path="glossary"),
            st.Page("pages/help/resources.py", title="Resources", icon=":material/link:", url_path="resources"),
            st.Page("pages/help/changes.py", title="Changed since 2016", icon=":material/update:", url_path="changes"),
            st.Page("pages/help/about.py", title="About", icon=":material/info:", url_path="about"),
        ],
    }


def link(pages: dict[str, list[st.Page]], path: str) -> st.Page | None:
    """The page with this address."""
    return next((page for group in pages.values() for page in group if page.url_path == path), None)


def menu(pages: dict[str, list[st.Page]]) -> None:
    """Draw the menu in the sidebar, below what one is working in."""
    with st.sidebar, st.container(gap=None, key="menu"):
        for heading, group in pages.items():
            if heading:
                st.caption(heading)
            for page in group:
                st.page_link(page)
