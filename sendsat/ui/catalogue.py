"""Every page of sendsat: its script, title and address, and whether the menu shows it. The pages are few words each."""

import streamlit as st

from sendsat.guide.edition import Edition
from sendsat.guide.library import Library
from sendsat.guide.model import Section
from sendsat.ui.frame.navigation import (
    ACCESSIBILITY,
    ALONE,
    ANOTHER,
    AREA,
    BIN,
    CLOSE_CHECK,
    DESK,
    GROUP,
    PACK,
    PEOPLE,
    PERSON,
    PRIORITIES,
    PROVIDERS,
    READING,
    RECORD,
    REMOVE,
    SET_UP_SITES,
    SHARE,
    SHARED,
    SITES,
    THE_GUIDE,
    WALL,
)


def _section_page(section: Section, title: str, *, shown: bool = True) -> st.Page:
    file = f"pages/guide/{section.id.replace('-', '_')}.py"
    return st.Page(file, title=title, url_path=section.id, visibility="visible" if shown else "hidden")


def _beside(edition: Edition) -> list[st.Page]:
    """A supplement's pages: the menu shows them only in a round that asks it."""
    name = edition.header.short_title
    titles = [name] if len(edition.sections) == 1 else [f"{name}: {section.title}" for section in edition.sections]
    return [_section_page(section, title, shown=False) for section, title in zip(edition.sections, titles, strict=True)]


def pages(library: Library) -> dict[str, list[st.Page]]:
    """Every page, by the group it stands in."""
    guide = [_section_page(section, f"{section.number} {section.title}") for section in library.current.sections]
    guide += [page for edition in library.supplements for page in _beside(edition)]
    return {
        "": [st.Page("pages/start/home.py", title="Home", icon=":material/home:", default=True)],
        "Rate": guide,
        "One statement": [
            st.Page("pages/one_statement/statement.py", title="One statement", url_path=ALONE, visibility="hidden"),
            st.Page("pages/one_statement/reading.py", title="Reading mode", url_path=READING, visibility="hidden"),
        ],
        "Meet": [
            st.Page("pages/workshop/prepare.py", title="Workshop", icon=":material/groups:", url_path="workshop"),
            st.Page("pages/workshop/wall.py", title="Wall", icon=":material/cast:", url_path=WALL),
            st.Page(  # reached from the workshop and from the wall: the menu just fits a laptop
                "pages/workshop/desk.py",
                title="Desk",
                icon=":material/co_present:",
                url_path=DESK,
                visibility="hidden",
            ),
        ],
        "See": [
            st.Page("pages/results/results.py", title="Results", icon=":material/bar_chart:", url_path="results"),
            # Results leads to it
            st.Page("pages/sites/sites.py", title="Sites", url_path=SITES, visibility="hidden"),
            st.Page("pages/results/progress.py", title="Progress", icon=":material/trending_up:", url_path="progress"),
            # the menu shows it where one sees two organisations of a group; Rounds and teams leads to it
            st.Page(
                "pages/group/group.py",
                title="Group",
                icon=":material/domain:",
                url_path=GROUP,
                visibility="hidden",
            ),
            st.Page("pages/plan/action_plan.py", title="Action plan", icon=":material/checklist:", url_path="actions"),
            st.Page("pages/plan/report.py", title="Report", icon=":material/description:", url_path="report"),
            # Home and Results lead to it
            st.Page("pages/plan/priorities.py", title="Priorities", url_path=PRIORITIES, visibility="hidden"),
            st.Page("pages/area/area.py", title="Local area", icon=":material/map:", url_path=AREA),
            # Report leads to it
            st.Page("pages/plan/governors_pack.py", title="Governors' pack", url_path=PACK, visibility="hidden"),
        ],
        "Manage": [
            st.Page("pages/manage/rounds.py", title="Rounds and teams", icon=":material/event:", url_path="rounds"),
            st.Page(
                "pages/manage/close_check.py",
                title="Check before closing",
                icon=":material/fact_check:",
                url_path=CLOSE_CHECK,
                visibility="hidden",  # Home and Rounds and teams lead to it
            ),
            st.Page(
                "pages/manage/record.py",
                title="Who did what",
                icon=":material/manage_search:",
                url_path=RECORD,
                visibility="hidden",  # Rounds and teams and Backups lead to it
            ),
            # Rounds and teams leads to it
            st.Page("pages/sites/set_up.py", title="Set up sites", url_path=SET_UP_SITES, visibility="hidden"),
            st.Page("pages/manage/remove_words.py", title="Remove words", url_path=REMOVE, visibility="hidden"),
            st.Page("pages/manage/bin.py", title="Bin", url_path=BIN, visibility="hidden"),
            st.Page("pages/manage/one_person.py", title="One person", url_path=PERSON, visibility="hidden"),
            st.Page(
                "pages/manage/import_export.py",
                title="Import and export",
                icon=":material/swap_vert:",
                url_path="files",
            ),
            st.Page("pages/area/share.py", title="Share", url_path=SHARE, visibility="hidden"),  # the page before does
            # only for partners, who have it in the menu, and whoever shares
            st.Page(
                "pages/area/shared.py",
                title="What was shared",
                icon=":material/visibility:",
                url_path=SHARED,
                visibility="hidden",
            ),
            st.Page("pages/area/providers.py", title="Providers", url_path=PROVIDERS, visibility="hidden"),
            st.Page("pages/manage/backups.py", title="Backups", icon=":material/save:", url_path="backups"),
            st.Page("pages/manage/people.py", title="People", icon=":material/group:", url_path=PEOPLE),
            st.Page(  # Rounds and teams leads to it
                "pages/group/another.py", title="Another organisation", url_path=ANOTHER, visibility="hidden"
            ),
        ],
        "Help": [
            st.Page(  # in the menu of partners only
                "pages/help/guide.py",
                title="The guide",
                icon=":material/book_2:",
                url_path=THE_GUIDE,
                visibility="hidden",
            ),
            st.Page("pages/help/search.py", title="Search", icon=":material/search:", url_path="search"),
            st.Page("pages/help/glossary.py", title="Glossary", icon=":material/menu_book:", url_path="glossary"),
            st.Page("pages/help/resources.py", title="Resources", icon=":material/link:", url_path="resources"),
            st.Page("pages/help/changes.py", title="Changed since 2016", icon=":material/update:", url_path="changes"),
            st.Page("pages/help/about.py", title="About", icon=":material/info:", url_path="about"),
            st.Page("pages/help/privacy.py", title="Privacy", url_path="privacy", visibility="hidden"),
            st.Page(
                "pages/help/accessibility.py",
                title="Accessibility",
                icon=":material/accessibility_new:",
                url_path=ACCESSIBILITY,
                visibility="hidden",  # About leads to it: the menu just fits a laptop
            ),
        ],
    }
