"""The governors' pack: two pages and eight slides that say the same, and no words that run out of their box."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import ImageFont
from pptx import Presentation
from pptx.slide import Slide
from pptx.text.text import TextFrame

from sendsat.assessment.counts import Counts
from sendsat.assessment.report.report import ItemKind, Report, ReportEdit
from sendsat.exchange.report.pack import fitting
from sendsat.exchange.report.pack.docx import pack_docx
from sendsat.exchange.report.pack.fitting import cut_to, fit, fit_rows, lines_of
from sendsat.exchange.report.pack.html import pack_html
from sendsat.exchange.report.pack.parts import parts
from sendsat.exchange.report.pack.pptx import pack_pptx
from sendsat.reports.report.brief import judgement_words
from tests.exchange.plan.plans import AWKWARD, words_of
from tests.exchange.report.test_files import a_full_report, a_report

POINT = 12_700
HEADINGS = [
    "Where we stand",
    "Judgement by Ofsted area, Further education and skills inspection framework 2025",
    "Strengths (5 of 13)",
    "Priorities (5 of 27)",
    "What moved, and why (5 of 40)",
    "What is not rated",
    "How this pack was made",
]


def slides_of(report: Report) -> list[Slide]:
    return list(Presentation(io.BytesIO(pack_pptx(report))).slides)


def words_on(slide: Slide) -> str:
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    found += [
        cell.text_frame.text
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    return words_of(" ".join(found))


def height_of(frame: TextFrame, width: float) -> float:
    """How high a text becomes, measured with real letters and not with the estimate that it was fitted by."""
    total = 0.0
    for paragraph in frame.paragraphs:
        size = max((run.font.size.pt for run in paragraph.runs), default=12.0)
        font, used, lines = ImageFont.load_default(size), 0.0, 1
        for word in paragraph.text.split():
            long = font.getlength(f"{word} ")
            if used and used + font.getlength(word) > width:
                lines, used = lines + 1, 0.0
            lines += int(long // width)
            used += long % width
        total += lines * size * 1.17
    return total


def overfull(slide: Slide) -> list[str]:
    """Boxes and tables of a slide whose words need more room than they have, or that reach over its edge."""
    found = []
    for shape in slide.shapes:
        bottom = (shape.top + shape.height) / POINT
        if shape.has_text_frame and shape.text_frame.text:
            needs = height_of(shape.text_frame, shape.width / POINT - 8)
            found += [shape.text_frame.text] if needs > shape.height / POINT + 1 else []
        if shape.has_table:
            rows = [
                max(
                    height_of(cell.text_frame, column.width / POINT - 12)
                    for cell, column in zip(row.cells, list(shape.table.columns), strict=True)
                )
                + 8
                for row in shape.table.rows
            ]
            bottom = shape.top / POINT + sum(
                max(one, row.height / POINT) for one, row in zip(rows, shape.table.rows, strict=True)
            )
        found += [f"over the edge: {shape.name}"] if bottom > 540 or (shape.left + shape.width) / POINT > 960 else []
        found += [f"over the foot: {shape.name}"] if shape.has_table and bottom > 502 else []
    return found


def test_a_pack_has_eight_slides_with_real_titles_and_its_pages_have_the_same_headings() -> None:
    report = a_full_report()
    titles = [slide.shapes.title.text_frame.text for slide in slides_of(report) if slide.shapes.title]
    assert titles == ["How well we serve young people with SEND: governors' pack", *HEADINGS]
    assert [part.title for part in parts(report)] == HEADINGS


def test_slides_and_pages_name_what_was_rated_and_what_was_not() -> None:
    report = a_full_report()
    slides = slides_of(report)
    assert "13 ● Green 13 ◆ Amber 14 ▲ Red 0 – Not applicable 9 ○ Not rated" in words_on(slides[1])
    assert "Contribution to meeting skills needs 0 of 1 0 0 0 Too little is rated to judge this area." in words_on(
        slides[2]
    )
    assert "Head of foundation learning 1 September 2026" in words_on(slides[4])
    assert "9 statements (SP14 to SP22) have not been rated." in words_on(slides[6])
    page = pack_html(report).decode()
    assert "9 statements (SP14 to SP22) have not been rated." in page
    assert "Too little is rated to judge this area." in page


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        (Counts(green=4, not_rated=1), "Too little is rated to judge this area."),
        (Counts(green=5, not_rated=6), "Too little is rated to judge this area."),
        (Counts(green=5, not_rated=5), "All 5 rated are Green."),
        (Counts(green=3, amber=1, red=1), "3 of 5 rated are Green, 1 is Red."),
        (Counts(amber=3, red=2), "None of 5 rated is Green, 2 are Red."),
        (Counts(green=1, amber=4, carried_forward=2), "1 of 5 rated is Green."),
        (Counts(not_applicable=2), "None of its statements applies."),
        (Counts(), ""),
    ],
)
def test_an_area_is_judged_only_where_five_and_half_of_it_are_rated(counts: Counts, says: str) -> None:
    assert judgement_words(counts) == says


def test_a_pack_of_a_report_with_little_in_it_says_so_and_leaves_no_part_out() -> None:
    bare = a_report()
    none = replace(bare, brief=replace(bare.brief, strengths=(), priorities=(), moved=(), movement="", gaps=()))
    said = " ".join(map(words_on, slides_of(none)))
    assert "No Green statement has a reason or evidence in the report." in said
    assert "Nothing is named here: its text was left out of the report." in said
    assert "There is nothing earlier to compare with." in said
    assert "Every statement has a rating of this round." in said
    unrated = " ".join(map(words_on, slides_of(replace(none, counts=Counts()))))
    assert "No statement is Green with a reason or evidence yet." in unrated
    assert "No statement is rated Red or Amber." in unrated


@pytest.mark.parametrize("text", [*AWKWARD, "word " * 900, "x" * 3000, "漢字" * 900], ids=range(len(AWKWARD) + 3))
def test_no_words_run_out_of_their_box_whatever_was_typed(text: str) -> None:
    full = a_full_report()
    brief = full.brief
    long = replace(
        full,
        organisation=replace(full.organisation, name=f"Hill {text}"[:200]),
        brief=replace(
            brief,
            strengths=tuple(replace(point, text=text[:230], statement=text[:60]) for point in brief.strengths),
            priorities=tuple(replace(point, text=text[:115], statement=text[:60]) for point in brief.priorities),
            gaps=(text, text),
        ),
    )
    assert [overfull(slide) for slide in slides_of(long)] == [[]] * 8


def test_a_text_of_any_length_is_measured_letter_by_letter_a_few_times_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = []
    width = fitting._width
    monkeypatch.setattr(fitting, "_width", lambda letter: measured.append(letter) or width(letter))
    text = "word " * 2_000
    assert fit(text, 600, 300)[1].endswith(fitting.CUT)
    assert len(measured) < 20 * len(text)


def test_a_full_pack_fits_its_slides() -> None:
    assert [overfull(slide) for slide in slides_of(a_full_report())] == [[]] * 8


def test_colour_never_stands_alone_on_a_slide() -> None:
    table = next(shape for shape in slides_of(a_full_report())[2].shapes if shape.has_table).table
    assert [cell.text_frame.text for cell in table.rows[0].cells][2:5] == ["● Green", "◆ Amber", "▲ Red"]
    bands = [shape for shape in slides_of(a_full_report())[1].shapes if "Rectangle" in shape.name]
    patterns = {band.fill.pattern for band in bands}
    assert len(patterns) == len(bands) == 5


def test_a_text_is_cut_at_a_word_and_only_where_it_must_be() -> None:
    assert cut_to("one two three", 3, 100, 12) == "one two three"
    assert cut_to("one two three four five six", 1, 100, 12) == "one two […]"
    assert fit("short", 300, 100) == (20, "short")
    assert lines_of("a\n\nb", 100, 12) == 3
    rows = fit_rows([["word " * 200, "b"]], [200, 100], 100, 8)
    assert rows.size == 12
    assert rows.rows[0][0].endswith("[…]")


def test_picked_points_stand_in_their_order_and_the_notes_say_so() -> None:
    at = datetime(2026, 7, 1, tzinfo=UTC)
    ids = [item.statement_id for item in a_report().items if item.kind is ItemKind.IMPROVEMENT]
    picks = {"pick:improvement": ReportEdit("pick:improvement", f"LM9 {ids[0]}", "", at, "Ann")}
    report = a_report(edits=picks)
    assert [point.statement_id for point in report.brief.priorities] == [ids[0]]
    assert "The priorities were picked and put in order by hand." in report.notes
    assert "Picked earlier, and not among the priorities now: LM9." in report.notes
    assert report.left_behind == ()


def read_back(file: Path, into: Path) -> str:
    office, reader = shutil.which("soffice"), shutil.which("pdftotext")
    assert office, "LibreOffice is missing. Install it: apt-get install libreoffice-writer libreoffice-impress"
    assert reader, "pdftotext is missing. Install it: apt-get install poppler-utils"
    command = [office, f"-env:UserInstallation=file://{into}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(into), str(file)], check=True, capture_output=True, timeout=120)
    pdf = str(file.with_suffix(".pdf"))
    return subprocess.run([reader, pdf, "-"], check=True, capture_output=True).stdout.decode()


def test_libreoffice_prints_the_word_pack_on_two_pages(tmp_path: Path) -> None:
    file = tmp_path / "pack.docx"
    file.write_bytes(pack_docx(a_full_report()))
    text = read_back(file, tmp_path)
    assert [words for words in HEADINGS if words not in words_of(text)] == []
    assert text.rstrip("\f").count("\f") == 1


def test_libreoffice_shows_eight_slides_with_all_their_headings(tmp_path: Path) -> None:
    file = tmp_path / "pack.pptx"
    file.write_bytes(pack_pptx(a_full_report()))
    text = read_back(file, tmp_path)
    assert [words for words in HEADINGS if words not in words_of(text)] == []
    assert text.rstrip("\f").count("\f") == 7
