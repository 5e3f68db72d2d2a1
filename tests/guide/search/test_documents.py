"""Every piece of an edition becomes a document that opens at its place."""

from sendsat.guide.search.documents import KINDS, Place, documents_of, names_of
from sendsat.guide.search.search import Index, search
from tests.content.shipped import edition
from tests.factories import make_edition


def test_a_small_edition_is_cut_into_guidance_and_statements() -> None:
    found = documents_of(make_edition())
    assert [(one.kind, one.place) for one in found[:3]] == [
        ("guidance", Place("leadership", "1.1")),
        ("statement", Place("leadership", "1.1", "LM1")),
        ("statement", Place("leadership", "1.1", "LM2")),
    ]


def test_everything_the_shipped_edition_holds_can_be_found() -> None:
    found = documents_of(edition())
    counts = {kind: sum(one.kind == kind for one in found) for kind in KINDS}
    exemplars = sum(len(part.exemplars) for part in edition().subsections.values())
    exemplars += sum(len(section.exemplars) for section in edition().sections)
    assert counts["statement"] == counts["descriptor"] == counts["help"] == 91
    assert (counts["glossary"], counts["resource"], counts["change"]) == (33, 104, 73)
    assert counts["example"] == exemplars


def test_every_document_says_where_it_opens() -> None:
    found = documents_of(edition())
    pages = {"glossary", "resources", "changes"}
    assert all(one.place.page in pages or one.place.section_id in edition().section_by_id for one in found)
    assert all(one.label for one in found)


def _best(query: str, kind: str) -> str:
    answer = search(query, [Index(documents_of(edition()))], names=names_of(edition()))
    hit = next(group for group in answer.groups if group.kind == kind).hits[0]
    return hit.document.title or hit.passage


def test_a_slip_in_the_shipped_guide_is_forgiven() -> None:
    answer = search("enployer", [Index(documents_of(edition()))])
    assert answer.corrections == (("enployer", "employer"),)
    assert answer.total > 20


def test_a_term_a_statement_and_a_paragraph_are_each_found_where_one_looks_for_them() -> None:
    assert _best("traineship", "glossary") == "Traineeship"
    assert _best("LM13", "statement") == edition().statements["LM13"].text
    assert "fifteen days" in _best("fifteen days", "guidance").casefold()
    assert "CoP 7.3" in _best("CoP 7.3", "guidance")
    assert "£6,000" in _best("6000", "guidance")


def test_one_who_types_the_short_name_also_finds_the_long_one() -> None:
    answer = search("EHCP", [Index(documents_of(edition()))], names=names_of(edition()), per_kind=100)
    passages = " ".join(hit.passage + hit.document.title for group in answer.groups for hit in group.hits)
    assert "EHC plan" in passages
    assert "EHCP" in passages
