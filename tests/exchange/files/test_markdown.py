"""Typed texts in Markdown, read back with a parser: they show as typed, as paragraphs and cells and nothing else."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sendsat.exchange.files.safe_text import without_control
from sendsat.exchange.files.written.markdown import one_line, paragraphs, quotation, table
from sendsat.exchange.plan.md import plan_md
from sendsat.exchange.report.md import report_md
from sendsat.exchange.workshop.minutes_md import write_minutes
from tests.exchange.plan.plans import TODAY, action, make_plan
from tests.exchange.report.test_files import a_report
from tests.exchange.workshop.test_minutes import ACTION, ENTRY, make_minutes

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = [
    "# heading",
    "heading\n===",
    "heading\n---",
    "  ---",
    "***",
    "_ _ _",
    "- item",
    "+ item\n+",
    "* item",
    "1. item",
    "1) item",
    "2.",
    "    code",
    "\tcode",
    "```\ncode\n```",
    "~~~\ncode",
    "`code`",
    "*soft* **loud** _soft_ __loud__ ***both***",
    "~~gone~~",
    "[link](https://example.org \"title\") ![image](x.png) [a][b]",
    "[a]: https://example.org\n\n[a]",
    "[^1]: note",
    "<https://example.org> <a@b.cd>",
    "<b>bold</b><br><!-- hidden --><script>alert(1)</script>",
    "<div>\nblock\n</div>",
    "<!-- hidden -->\n<div class='x'",
    "&amp; &lt; &#35; &copy;",
    "> quoted\n> more",
    "a | b\n--- | ---\nc | d",
    "|\n:-",
    "a\\\nb \\* \\\\ \\",
    "a  \nb",
    "one\n\n\n\ntwo\r\nthree\rfour",
    "| \\| \\\\| |",
    "title #\n## title ##",
    "- [ ] to do",
]  # fmt: skip
ALPHABET = "ab1 9.)(-+=:>#*_`~|\\[]!<>/&;\"'{}$\t\n\r\xa0\x0b\x00\ud800é"
TYPED = st.one_of(
    st.text(ALPHABET, max_size=40),
    st.text(max_size=40),
    st.lists(st.sampled_from(MARKUP), max_size=4).map("\n".join),
)


def kinds(markdown: str) -> set[str]:
    """Every kind of markup in the document."""
    tokens = READER.parse(markdown)
    inside = {child.type for token in tokens for child in token.children or []}
    return inside | {token.type for token in tokens if token.type != "inline" and token.nesting >= 0}


def texts(markdown: str) -> list[str]:
    """What each heading, paragraph and cell shows, markup taken away."""
    inline = (token for token in READER.parse(markdown) if token.type == "inline")
    return ["".join(map(shown, token.children or [])) for token in inline]


def shown(child: Token) -> str:
    return "\n" if child.type in ("hardbreak", "html_inline") else child.content


def count(markdown: str, kind: str) -> int:
    tokens = READER.parse(markdown)
    return [one.type for token in tokens for one in (token, *(token.children or []))].count(kind)


def lines_of(*texts: str) -> list[str]:
    """The lines of texts that say something; the space around each is folded, as Markdown does."""
    lines = (line.strip() for text in texts for line in re.split(r"\r\n?|\n", without_control(text)))
    return [line for line in lines if line]


def words_of(text: str) -> str:
    return " ".join(without_control(text).split())


@given(TYPED)
@example("\n\n".join(MARKUP))
def test_any_text_reads_back_as_typed_in_paragraphs_alone(text: str) -> None:
    assert kinds(paragraphs(text)) <= {"paragraph_open", "text", "hardbreak"}
    assert lines_of(*texts(paragraphs(text))) == lines_of(text)


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("before", ["", "Why: ", "words  \n", "words\n\n"])
def test_no_markup_works_after_a_label_or_other_words(before: str, text: str) -> None:
    markdown = before + paragraphs(text)
    assert kinds(markdown) <= {"paragraph_open", "text", "hardbreak"}
    assert list(map(words_of, lines_of(*texts(markdown)))) == list(map(words_of, lines_of(before + text)))


def test_line_ends_paragraphs_and_indents_show() -> None:
    assert paragraphs("\n\nWe said:\n  - one\n\t2. two\n \n\nEnd\n") == (
        "We said:  \n\xa0\xa0\\- one  \n\xa0\xa0\xa0\xa02\\. two\n\nEnd"
    )


def test_plain_words_stay_plain_in_the_file() -> None:
    text = 'On 3.5 days (not 4), we met Ann-Marie: 50% came! It\'s £10, "free" for 16+; see page 2.'
    assert paragraphs(text) == one_line(text) == text


def test_an_address_does_not_become_a_link_that_shows_backslashes() -> None:
    assert paragraphs("See https://a.org/b_c or www.d.org") == r"See https\://a.org/b\_c or www\.d.org"


@given(TYPED)
def test_any_text_stays_inside_its_heading_and_its_list_item(text: str) -> None:
    words = words_of(text)
    assert texts(f"# {one_line(text)}\n\nafter") == [words, "after"]
    assert kinds(f"# {one_line(text)}") <= {"heading_open", "text"}
    assert list(map(words_of, texts(f"- {one_line(text)} (Ann)"))) == [f"{words} (Ann)".strip()]
    assert kinds(f"- {one_line(text)} (Ann)") == {"bullet_list_open", "list_item_open", "paragraph_open", "text"}


@given(TYPED)
def test_any_text_stays_inside_its_quotation(text: str) -> None:
    markdown = f"{quotation(text)}\n\nafter"
    assert kinds(markdown) <= {"blockquote_open", "paragraph_open", "text", "hardbreak"}
    assert lines_of(*texts(markdown)) == [*lines_of(text), "after"]


@given(st.lists(st.tuples(TYPED, TYPED), min_size=1, max_size=3))
def test_any_text_stays_inside_its_cell(rows: list[tuple[str, str]]) -> None:
    markdown = table(("One", "Two"), rows)
    parts = {"table_open", "thead_open", "tbody_open", "tr_open", "th_open", "td_open"}
    assert kinds(markdown) <= {*parts, "text", "html_inline"}
    typed = [lines_of(cell) for row in rows for cell in row]
    assert [lines_of(cell) for cell in texts(markdown)[2:]] == typed


def minutes(text: str) -> str:
    agreed = replace(ACTION, text=text, owner=text)
    entry = replace(ENTRY, part=text, text=text, commentary=text, evidence=text, minority_note=text, actions=(agreed,))
    return write_minutes(make_minutes(entry, organisation=text, round_name=text, team_name=text, people=(text,)))


def plan(text: str) -> str:
    made = make_plan(action(1, text, owner=text, due=TODAY))
    return plan_md(replace(made, organisation=replace(made.organisation, name=text), round=text)).decode()


def report(text: str) -> str:
    made = a_report(commentary=text)
    actions = tuple(replace(one, text=text, owner=text) for one in made.actions)
    return report_md(
        replace(made, actions=actions, organisation=replace(made.organisation, name=text), notes=(text,))
    ).decode()


@pytest.mark.parametrize("write", [minutes, plan, report])
@pytest.mark.parametrize("text", MARKUP)
def test_no_typed_text_changes_the_shape_of_a_file_or_loses_a_word(write: Callable[[str], str], text: str) -> None:
    told = write(text)
    assert kinds(told) <= {*kinds(write("word")), "hardbreak", "html_inline"}
    for kind in ("heading_open", "td_open", "list_item_open", "em_open", "strong_open"):
        assert count(told, kind) == count(write("word"), kind)
    assert all(words_of(line) in words_of("\n".join(texts(told))) for line in lines_of(text))
