"""Search puts the phrase before all words before some, forgives slips, and knows other names of a thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsat.guide.search.documents import Document, Place
from sendsat.guide.search.search import Answer, Index, search

HERE = Place("leadership", "1.1")


def make_document(
    text: str, *, title: str = "", kind: str = "guidance", weight: float = 1.0, keys: str = ""
) -> Document:
    """A document at a fixed place."""
    return Document(kind, title, text, "1.1 Duty to co-operate", HERE, weight, keys)


def texts(answer: Answer) -> list[str]:
    """What was found, best first within each kind."""
    return [hit.document.title or hit.document.text for group in answer.groups for hit in group.hits]


def find(query: str, *documents: Document, names: tuple[tuple[str, ...], ...] = ()) -> Answer:
    """Search the documents given."""
    return search(query, [Index(documents)], names=names)


def test_the_exact_phrase_comes_before_all_words_before_some() -> None:
    some = make_document("A job for everyone.")
    every = make_document("The coach found a job.")
    phrase = make_document("A job coach came.")
    assert texts(find("job coach interview", some, every)) == [every.text, some.text]
    assert texts(find("job coach", some, every, phrase)) == [phrase.text, every.text]


def test_with_all_words_found_somewhere_a_document_with_few_of_them_is_left_out() -> None:
    documents = [make_document("the annual review of plans"), *(make_document(f"plan {n}") for n in range(9))]
    assert texts(find("annual review plan", *documents)) == ["the annual review of plans"]


def test_a_term_of_that_name_comes_first_then_statements_then_the_rest() -> None:
    term = make_document("A person who helps.", title="Job coach", kind="glossary")
    statement = make_document("", title="Every trainee has a job coach.", kind="statement")
    guidance = make_document("A job coach, a job coach and a job coach.", weight=99)
    assert [group.kind for group in find("job coach", guidance, statement, term).groups] == [
        "glossary",
        "statement",
        "guidance",
    ]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("enployer", "employer"), ("emplyer", "employer"), ("employre", "employer"), ("tribunl", "tribunal"),
     ("coch", "coach"), ("asessment", "assessment")],
)  # fmt: skip
def test_a_small_slip_is_forgiven_and_said(typed: str, meant: str) -> None:
    answer = find(typed, make_document(f"Talk to the {meant} soon."), make_document("Something else."))
    assert texts(answer) == [f"Talk to the {meant} soon."]
    assert answer.corrections == ((typed, meant),)


@pytest.mark.parametrize("typed", ["xyzzy", "dog", "7.4", "12"])
def test_what_is_too_far_from_every_word_or_a_number_is_not_guessed_at(typed: str) -> None:
    answer = find(typed, make_document("Paragraph 7.3 says plan the day."))
    assert answer.groups == ()
    assert answer.corrections == ()


def test_a_word_half_typed_already_finds() -> None:
    assert texts(find("medi", make_document("Mediation is voluntary."))) == ["Mediation is voluntary."]


def test_an_id_finds_its_statement_and_not_its_longer_neighbours() -> None:
    one = make_document("", title="First.", kind="statement", keys="LM1")
    ten = make_document("", title="Tenth.", kind="statement", keys="LM10")
    assert texts(find("lm1", ten, one))[0] == "First."


def test_another_name_of_the_same_thing_is_found_after_the_name_typed() -> None:
    typed = make_document("The EHCP names you.")
    other = make_document("The EHC plan names you.")
    unrelated = make_document("A plan for the week.")
    answer = find("EHCP", other, unrelated, typed, names=(("Education plan", "EHCP", "EHC plan"),))
    assert texts(answer) == [typed.text, other.text]


def test_plurals_capitals_and_thousands_commas_do_not_matter() -> None:
    assert texts(find("POLICIES 6000", make_document("A policy on £6,000 places.")))


def test_the_words_found_are_marked_in_title_and_passage() -> None:
    (group,) = find("coach", make_document("The coach comes.", title="Job coaches", kind="glossary")).groups
    (hit,) = group.hits
    assert [hit.document.title[a:b] for a, b in hit.title_spans] == ["coaches"]
    assert [hit.passage[a:b] for a, b in hit.passage_spans] == ["coach"]


def test_only_so_many_hits_of_a_kind_are_handed_over_but_all_are_counted() -> None:
    documents = [make_document(f"plan number {n}") for n in range(12)]
    (group,) = search("plan", [Index(documents)], per_kind=3).groups
    assert (len(group.hits), group.total) == (3, 12)


def test_two_indexes_are_searched_as_one() -> None:
    first, second = Index([make_document("a red plan")]), Index([make_document("a green plan")])
    assert search("plan", [first, second]).total == 2


def test_an_index_made_from_an_older_one_finds_the_same() -> None:
    kept, gone, new = make_document("kept plan"), make_document("gone plan"), make_document("new plan")
    index = Index([kept, new], reuse=Index([kept, gone]))
    assert sorted(texts(search("plan", [index]))) == ["kept plan", "new plan"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "<>", "🎉"])
def test_nothing_asked_finds_nothing(query: str) -> None:
    assert find(query, make_document("a plan")) == Answer(query)


def test_common_words_alone_still_find() -> None:
    assert find("who is it", make_document("Say who it is for.")).total == 1


@given(st.text(max_size=400))
def test_any_text_may_be_typed(query: str) -> None:
    answer = find(
        query, make_document("Agree a plan with the employer."), make_document("", title="A plan", kind="glossary")
    )
    assert answer.total <= 2
