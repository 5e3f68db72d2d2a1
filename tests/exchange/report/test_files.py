"""The report as Word, print page and Markdown: whole, accessible, and opened by a real office program."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from sendsat.assessment.counts import Counts
from sendsat.assessment.rating import Rating
from sendsat.assessment.report.report import Grouping, Report, ReportEdit
from sendsat.exchange.report.docx import report_docx
from sendsat.exchange.report.html import report_html
from sendsat.exchange.report.md import report_md
from sendsat.exchange.report.picture import alternative_text, rating_bars
from sendsat.reports.report.drafts import Source
from sendsat.reports.report.text import build_report
from tests.content import shipped
from tests.exchange.plan.plans import AWKWARD, text_of_markdown, text_of_word, words_of
from tests.factories import make_action, make_judgement, make_library, make_round, make_snapshot
from tests.reports.report.reporting import COLLEGE, TODAY, make_now, make_report, make_source

TEXT_WRITERS = (report_html, report_md)
TALLY = (("Leadership", Counts(red=1, amber=2, green=3)), ("Studies", Counts(not_applicable=1, not_rated=4)))


def a_report(*, commentary: str = "Reviewed each year.", edits: dict[str, ReportEdit] | None = None) -> Report:
    now = make_now(
        make_judgement("LM1", Rating.GREEN, commentary=commentary),
        make_judgement("LM2"),
        make_judgement("SP1", Rating.RED),
    )
    action = replace(make_action("Train staff", statements=("LM2",), due=date(2026, 9, 1)), owner="Ann")
    return make_report(make_source(now, make_judgement("LM1"), actions=(action,), edits=edits))


def a_full_report() -> Report:
    """A report of the shipped guide: 40 statements rated, each with a long reason, all of them moved."""
    edition = shipped.edition()
    ids = list(edition.statements)[:40]
    reason = "We looked at every plan with learners and their families, and changed how each is reviewed. " * 12
    ratings = {one: list(Rating)[number % 3] for number, one in enumerate(ids)}
    now = [replace(make_judgement(one, rating, commentary=reason), evidence=reason) for one, rating in ratings.items()]
    before = [make_judgement(one, list(Rating)[(number + 1) % 3]) for number, one in enumerate(ids)]
    actions = tuple(
        replace(make_action(reason, statements=(one,), due=date(2026, 9, 1)), owner="Head of foundation learning")
        for one in ids[::2]
    )
    snapshot = make_snapshot(*now, edition=edition, round_=make_round(10, "Summer 2026"))
    earlier = make_snapshot(*before, edition=edition, round_=make_round(9, "Spring 2026"))
    source = Source(COLLEGE, snapshot, earlier, make_library(edition), actions, {}, TODAY)
    framework = edition.current_framework
    return build_report(source, grouping=Grouping.OFSTED, framework=framework, choices={})


def test_the_word_report_has_real_headings_that_skip_no_level() -> None:
    document = Document(io.BytesIO(report_docx(a_report())))
    named = [(one.style.name, one.text) for one in document.paragraphs if one.style and one.style.name != "Normal"]
    levels = [int(name[-1]) for name, _ in named[1:]]
    assert named[0] == ("Title", "Self-assessment report: special educational needs and disabilities")
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert [text for name, text in named if name == "Heading 1"] == [
        "Summary",
        "Overall position",
        "Position by section",
        "Judgements by section of the guide",
        "Improvement plan",
        "How this report was made",
        "Agreement",
    ]
    assert [text for name, text in named if name == "Heading 3"][:3] == [
        "Strengths",
        "Areas for improvement",
        "Progress since the last round",
    ]


def test_the_word_report_says_its_title_language_organisation_and_page_numbers() -> None:
    document = Document(io.BytesIO(report_docx(a_report())))
    about, footer = document.core_properties, document.sections[0].footer
    assert about.title == "Self-assessment report: special educational needs and disabilities, Hill College"
    assert (about.language, about.author) == ("en-GB", "Hill College")
    assert 'w:val="en-GB"' in document.styles.element.xml
    assert "Hill College" in footer.paragraphs[0].text
    assert all(code in footer._element.xml for code in (" PAGE ", " NUMPAGES "))


def test_every_table_of_the_word_report_repeats_its_header_row() -> None:
    tables = Document(io.BytesIO(report_docx(a_report()))).tables
    assert [table.cell(0, 0).text for table in tables] == [
        *("Section", "Statement", "Statement", "Statement"),
        *("Section", "Action", "Agreed by (name)"),
    ]
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in tables)


def test_the_picture_of_the_word_report_has_alternative_text_from_the_same_counts() -> None:
    document = Document(io.BytesIO(report_docx(a_report())))
    texts = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', document.element.xml)
    assert texts == [
        "Ratings by section. Leadership: 1 Green, 1 Amber and 1 Not rated. Study programmes: 1 Red and 1 Not rated. "
        "All sections: 1 Green, 1 Amber, 1 Red and 2 Not rated."
    ]


def test_the_alternative_text_names_every_state_that_occurs_and_no_other() -> None:
    assert alternative_text(TALLY) == (
        "Ratings by section. Leadership: 3 Green, 2 Amber and 1 Red. Studies: 1 Not applicable and 4 Not rated."
    )


def test_the_parts_of_a_bar_differ_by_pattern_not_by_colour_alone() -> None:
    tally = [("All", Counts(red=1, amber=1, green=1, not_applicable=1, not_rated=1))]
    grey = Image.open(io.BytesIO(rating_bars(tally))).convert("L")
    fifth = grey.width // 5
    parts = [grey.crop((at * fifth + 40, 60, at * fifth + 120, 100)).tobytes() for at in range(5)]
    assert len(set(parts)) == 5
    assert all(len(set(part)) > 1 for part in parts)


def test_a_section_in_which_nothing_is_asked_draws_an_empty_bar() -> None:
    assert Image.open(io.BytesIO(rating_bars([("None", Counts())]))).size[0] == 1700


class Tags(HTMLParser):
    """What a page opens, and which pictures lack alternative text."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.sources: list[str] = []
        self.text = ""
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.opened.append(tag)
        self.sources += [value or "" for name, value in attrs if name in ("src", "href")]
        self.silent += tag == "img" and not found.get("alt")
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.text += data


def text_of_page(data: bytes) -> str:
    page = Tags()
    page.feed(data.decode())
    return page.text


@pytest.mark.parametrize(
    ("write", "read"), [(report_docx, text_of_word), (report_html, text_of_page), (report_md, text_of_markdown)]
)
@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_every_file_can_be_written_of_awkward_texts(
    write: Callable[[Report], bytes], read: Callable[[bytes], str], text: str
) -> None:
    report = a_report()
    group = report.groups[0]
    item = group.items[0]
    edit = ReportEdit(item.key, f"Begun {text}\x0b\ufffe", item.fingerprint, datetime(2026, 7, 1, tzinfo=UTC), "Ann")
    edited = replace(group, items=(replace(item, edit=edit), *group.items[1:]))
    said = words_of(read(write(replace(report, groups=(edited, *report.groups[1:])))))
    assert f"Begun {words_of(text)}" in said


def test_the_print_page_stands_alone_and_shows_what_was_typed() -> None:
    page = report_html(a_report(commentary="<script>alert(1)</script>")).decode()
    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.opened
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert [one.partition(",")[0] for one in tags.sources] == ["data:image/png;base64"]
    assert tags.silent == 0
    assert page.startswith('<!doctype html>\n<html lang="en-GB">')


def test_markdown_says_the_same_in_the_same_order_as_word() -> None:
    report = a_report()
    document = Document(io.BytesIO(report_docx(report)))
    headings = [
        one.text for one in document.paragraphs if one.style and one.style.name.startswith(("Title", "Heading"))
    ]
    lines = report_md(report).decode().split("\n")
    assert [line.lstrip("# ") for line in lines if line.startswith("#")] == headings


def test_a_text_typed_as_markdown_stays_text() -> None:
    text = report_md(a_report(commentary="# no heading *here* [link](x) <b>")).decode()
    assert "\\# no heading \\*here\\* \\[link\\](x) \\<b\\>" in text


@pytest.mark.parametrize("write", TEXT_WRITERS)
def test_an_edited_text_stands_in_the_drafts_place_and_an_emptied_one_is_left_out(
    write: Callable[[Report], bytes],
) -> None:
    report = a_report()
    group = report.groups[0]
    at = datetime(2026, 7, 1, tzinfo=UTC)
    edits = {
        item.key: ReportEdit(item.key, text, item.fingerprint, at, "Ann")
        for item, text in zip(group.items, ("In our own words", "  ", "Kept"), strict=True)
    }
    written = write(a_report(edits=edits)).decode()
    assert written.count("In our own words") == 2
    assert group.items[1].draft not in written
    assert "Reviewed each year" not in written


def test_libreoffice_opens_the_word_report_and_prints_every_heading(tmp_path: Path) -> None:
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    assert office, "LibreOffice is missing. Install it: apt-get install libreoffice-writer"
    assert reader, "pdftotext is missing. Install it: apt-get install poppler-utils"
    (tmp_path / "report.docx").write_bytes(report_docx(a_report(commentary="Un été — שלום. " * 40)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "report.docx")], check=True, capture_output=True, timeout=120)
    text = subprocess.run([reader, str(tmp_path / "report.pdf"), "-"], check=True, capture_output=True).stdout.decode()
    assert all(words in text for words in ("Overall position", "Areas for improvement", "Train staff", "Page 1 of"))


def test_the_summary_of_a_full_word_report_takes_two_pages_at_most_and_the_full_report_follows(tmp_path: Path) -> None:
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    assert office, "LibreOffice is missing. Install it: apt-get install libreoffice-writer"
    assert reader, "pdftotext is missing. Install it: apt-get install poppler-utils"
    (tmp_path / "report.docx").write_bytes(report_docx(a_full_report()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "report.docx")], check=True, capture_output=True, timeout=120)
    text = subprocess.run([reader, str(tmp_path / "report.pdf"), "-"], check=True, capture_output=True).stdout.decode()

    pages = text.split("\f")
    full = next(number for number, page in enumerate(pages) if page.startswith("Overall position"))
    assert full <= 2
    front = words_of(" ".join(pages[:full]))
    told = (
        "Summary",
        "Ofsted area",
        "Leadership and management",
        "Strengths (5 of",
        "Priorities (5 of",
        "What moved, and why (5 of",
    )
    assert [words for words in (*told, "What is not rated", "have not been rated") if words not in front] == []
