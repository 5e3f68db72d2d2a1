"""What is ours beside each statement: complete, its own, short enough to project and easy enough to read aloud."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable

import pytest
from rapidfuzz import fuzz

from sendsat.guide.model import Statement
from sendsat.guide.words.review import sentences
from tests.content.reading import HARDEST_DESCRIPTOR, HARDEST_STATEMENT, hardness
from tests.content.shipped import all_statements, descriptors, edition, ours, statements

EVERY = pytest.mark.parametrize("statement", all_statements(), ids=lambda one: one.id)
ALLOWED_FIRST_WORDS = """
    Add Agree Appoint Arrange Ask Audit Book Break Brief Bring Build Carry Chase Check Choose Commission Compare
    Contact Count Debrief Design Draft Draw Explain Extend Fix Focus Follow Forecast Free Gather Give Go Have Help Hold
    Host Introduce Invite List Log Make Map Mark Match Measure Meet Moderate Move Name Offer Open Pair Phone Pick Place
    Plan Prepare Publish Put Rebuild Record Recruit Redraw Release Repeat Report Review Revisit Rewrite Ring Run Sample
    Schedule Screen Send Set Share Show Sort Split Start Stop Study Survey Take Timetable Trace Track Train Try Visit
    Walk Watch Write
"""
VERBS = set(ALLOWED_FIRST_WORDS.split())
COUNTS = """
    Audit Bring Compare Count Draw List Log Map Mark Measure Note Record Report Sample Share Split Survey Take Trace
    Track
"""
COUNTING = set(COUNTS.split())


@EVERY
def test_the_three_colours_are_short_and_different(statement: Statement) -> None:
    texts = descriptors(statement)
    assert len(set(texts)) == 3
    assert [text for text in texts if len(text.split()) > 45] == []
    assert [count for text, count in zip(texts, (2, 2, 4), strict=True) if sentences(text) > count] == []


@EVERY
def test_the_reason_is_one_or_two_sentences(statement: Statement) -> None:
    assert 1 <= sentences(ours(statement).why) <= 2


@EVERY
def test_one_or_two_questions_that_cannot_be_answered_with_yes(statement: Statement) -> None:
    asked = ours(statement).ask
    assert 1 <= len(asked) <= 2
    assert all(question.endswith("?") for question in asked)
    last = [re.split(r"(?<=[.?!])\s", question)[-1] for question in asked]
    assert [one for one in last if re.match(r"(Do|Does|Did|Is|Are|Was|Were|Have|Has|Can|Could|Should)\b", one)] == []


@EVERY
def test_three_to_five_things_to_lay_on_the_table(statement: Statement) -> None:
    things = ours(statement).look_for
    assert 3 <= len(things) <= 5
    assert all(len(thing) <= 90 for thing in things)


@EVERY
def test_two_to_four_steps_each_starting_with_a_verb_with_somebody_and_a_time(statement: Statement) -> None:
    steps = ours(statement).next_steps
    assert 2 <= len(steps) <= 4
    assert {(step.from_, step.to) for step in steps} == {("red", "amber"), ("amber", "green")}
    assert [step.text for step in steps if step.text.split()[0].rstrip(",") not in VERBS] == []
    assert all(step.owner and 0 <= step.weeks <= 52 for step in steps)


def _shared(texts: Callable[[Statement], Iterable[str]]) -> list[str]:
    plain = (" ".join(re.findall(r"\w+", text.casefold())) for one in all_statements() for text in texts(one))
    return [text for text, count in Counter(plain).items() if count > 1]


@pytest.mark.parametrize(
    "texts",
    [
        descriptors,
        lambda one: ours(one).ask,
        lambda one: ours(one).look_for,
        lambda one: [step.text for step in ours(one).next_steps],
        lambda one: [ours(one).why],
    ],
    ids=["descriptors", "questions", "evidence", "next steps", "reasons"],
)
def test_no_two_statements_share_a_word_for_word_text(texts: Callable[[Statement], Iterable[str]]) -> None:
    assert _shared(texts) == []


def test_no_descriptor_is_another_one_lightly_changed() -> None:
    texts = [(one.id, text) for one in all_statements() for text in descriptors(one)]
    pairs = itertools.combinations(texts, 2)
    close = [(a, b) for (a, one), (b, other) in pairs if fuzz.token_sort_ratio(one, other) > 78]
    assert close == []


def test_a_learner_who_does_not_speak_can_be_in_green() -> None:
    # Where families are asked with them, somebody can speak.
    who = "learners|leavers|applicants|apprentices|interns|trainees|young people|people"
    asks_for_speech = re.compile(rf"\b({who})\b(?! and families)[^,;.]*\b(say|tell)\b(?! or show)")
    assert [one.id for one in all_statements() if asks_for_speech.search(ours(one).rag.green.casefold())] == []


@EVERY
def test_a_red_about_poor_results_has_a_step_that_makes_them_better(statement: Statement) -> None:
    if not re.search(r"\b(most|half|fewer than)\b", ours(statement).rag.red.casefold()):
        return
    clauses = re.compile(r"(?:^|[,.;]? (?:then|and) |[,.;] )(\w+)")
    asked = [clauses.findall(step.text) for step in ours(statement).next_steps if step.from_ == "red"]
    done = {verb.capitalize() for verbs in asked for verb in verbs} & VERBS - COUNTING
    assert done, f"{statement.id}: its steps from Red count and tell, and change nothing"


def test_red_and_amber_look_back_over_the_same_time() -> None:
    both = [(one.id, ours(one).rag) for one in all_statements()]
    assert [id_ for id_, rag in both if "in the past year" in rag.red and "this year" in rag.amber] == []


def test_no_red_counts_a_year_that_has_hardly_begun() -> None:
    spent = re.compile(r"\bthis year\b(?!'s)")
    assert [one.id for one in all_statements() if spent.search(ours(one).rag.red.casefold())] == []


def test_green_says_who_checked() -> None:
    seen = "checked|sampled|compared|looked at|visited|asked|seen"
    nobody = re.compile(
        rf"\b(was|were) (\w+ )?({seen})\b|\b(files|notes|records|results|ilps|employers|learners|subject) ({seen})\b"
        r"|, checked this year"
    )
    assert [one.id for one in all_statements() if nobody.search(ours(one).rag.green.casefold())] == []


def test_a_red_about_one_person_says_at_least_one_where_amber_says_each() -> None:
    several = re.compile(r"(^|\. |\b(?:or|for) )some \b(?!services)")
    assert [one.id for one in all_statements() if several.search(ours(one).rag.red.casefold())] == []


def test_no_step_rings_a_learner_who_may_not_use_a_telephone() -> None:
    others = r"(?! (those who did not reply|(each|every) (workplace|host|place|employer)\b))"
    rings = re.compile(rf"\b(ring|phone)\b(?<!on the phone){others}|\brings\b|\bphone call\b|\ba call after\b")
    steps = [(one.id, step.text) for one in all_statements() for step in ours(one).next_steps]
    assert [(id_, text) for id_, text in steps if rings.search(text.casefold())] == []


@pytest.mark.parametrize(
    "id_",
    ["LM9", "SP3", "SP6", "SP10", "SP19", "SP20", "WBL3", "WBL11", "WBL13", "WBL14", "WBL15", "WBL17", "LA17",
     "LA21", "LA23", "SU2", "SU3", "SU4", "SU5", "SU6", "SU11"],
)  # fmt: skip
def test_where_nobody_has_counted_or_asked_it_is_red(id_: str) -> None:
    red = next(ours(one).rag.red for one in all_statements() if one.id == id_)
    assert re.search(r"\bor (nobody|you cannot tell)\b", red.casefold())


@pytest.mark.parametrize("id_", ["LM26", "SP17", "WBL9", "LA21"])
def test_what_was_done_last_year_and_not_again_is_amber(id_: str) -> None:
    rag = ours(edition().statements[id_]).rag
    assert "last year" in rag.amber
    assert "this year" in rag.green.casefold()


def test_draft_plans_are_asked_about_at_every_age_and_in_every_month() -> None:
    told = ours(edition().statements["LA9"])
    shown = (
        told.rag.red,
        told.rag.amber,
        told.rag.green,
        *told.ask,
        *told.look_for,
        *(one.text for one in told.next_steps),
    )
    assert [text for text in shown if "year 11" in text or "from school" in text] == []
    assert "for any age and in any month" in told.rag.green


def test_those_who_cannot_ask_for_a_budget_do_not_bar_green() -> None:
    assert "or those who know them" in ours(edition().statements["LA21"]).rag.green


def test_what_shuts_a_disabled_person_out_and_is_left_is_red_and_its_step_lets_them_in() -> None:
    told = ours(edition().statements["LM3"])
    assert "were shut out, and nothing was done" in told.rag.red
    assert any(step.from_ == "red" and "another way in now" in step.text for step in told.next_steps)


@pytest.mark.parametrize("id_", ["SP21", "WBL7"])
def test_what_a_learner_did_not_agree_to_is_red_unless_somebody_is_at_risk(id_: str) -> None:
    assert re.search(r"though nobody (is|was) at risk", ours(edition().statements[id_]).rag.red)


def test_related_statements_stand_in_other_sections_and_link_back() -> None:
    section, related = edition().section_of, edition().related_to
    assert [one.id for one in statements() if not related.get(one.id)] == []
    links = {(one, topic, other) for one, pairs in related.items() for topic, other in pairs}
    assert [link for link in links if section[link[0]] == section[link[2]]] == []
    assert [link for link in links if (link[2], link[1], link[0]) not in links] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("LM13", "SP5"), ("LM13", "LA9"), ("SP7", "WBL4"), ("SP8", "WBL5"), ("SP12", "WBL13"), ("LM24", "SP2"),
     ("SP17", "WBL9"), ("LM23", "LA24"), ("LM3", "LA1"), ("SP22", "WBL18"), ("LM26", "LA23")],
)  # fmt: skip
def test_the_other_side_of_a_shared_subject_is_one_click_away(one: str, other: str) -> None:
    assert other in {found for _, found in edition().related_to[one]}


def test_statements_that_time_has_overtaken_say_so_and_offer_what_is_asked_today() -> None:
    overtaken = {one.id: ours(one).overtaken for one in statements() if ours(one).overtaken}
    assert set(overtaken) == {"LA14", "LA15", "WBL10"}
    for id_ in ("LA14", "LA15"):
        found = overtaken[id_]
        assert found is not None
        assert "1 April 2018" in found.note
        assert "Not applicable" in found.instead
        assert found.instead.endswith("?")


@EVERY
def test_the_statement_and_its_descriptors_read_easily(statement: Statement) -> None:
    assert hardness(statement.text) <= HARDEST_STATEMENT
    assert max(map(hardness, descriptors(statement))) <= HARDEST_DESCRIPTOR
    assert hardness(" ".join(descriptors(statement))) <= 50
