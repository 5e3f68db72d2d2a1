"""Each term is written one way in everything people read, and those who know another name still find it."""

import re

import pytest
import yaml

from sendsat.guide.search.documents import documents_of, names_of
from sendsat.guide.search.search import Index, search
from sendsat.guide.words.wording import check_file
from sendsat.settings import DEMONSTRATION, SHIPPED_EDITION, SHIPPED_SUPPLEMENT
from tests.content.shipped import edition

RULES = SHIPPED_EDITION / "wording.yaml"


def test_every_file_of_the_edition_the_supplement_and_the_demonstration_writes_each_term_one_way() -> None:
    files = [*SHIPPED_EDITION.glob("*.yaml"), *SHIPPED_SUPPLEMENT.glob("*.yaml"), DEMONSTRATION]
    assert len(files) > 17
    assert [slip for file in files for slip in check_file(file, RULES)] == []


@pytest.mark.parametrize(
    "term",
    [
        "EHC plan",
        "Local Offer",
        "co-ordinator",
        "PEEP",
        "the 2014 SEND reforms",
        "Individual Support Plan",
        "16-19 academy",
    ],
)
def test_these_terms_have_a_rule(term: str) -> None:
    assert any(one.write.startswith(term) for one in edition().wordings)


def test_a_personal_budget_is_written_small_but_where_it_is_a_title() -> None:
    texts = yaml.safe_dump([one.model_dump(mode="json") for one in edition().sections], width=10_000)
    assert re.findall(r"\bPersonal Budgets?\b", texts) == []


def test_no_text_to_be_rated_says_ehcp_or_local_offer_in_small_letters() -> None:
    texts = yaml.safe_dump([one.model_dump(mode="json") for one in edition().sections], width=10_000)
    assert re.findall(r"\bEHCPs?\b|\blocal offer\b", texts) == []


def test_the_glossary_explains_ehcp_to_those_who_look_for_it() -> None:
    (entry,) = (one for one in edition().glossary if one.id == "ehcp")
    assert "EHCP" in (entry.note or "")
    assert "EHC plan" in (entry.note or "")


def test_one_who_types_ehcp_finds_the_statements_that_say_ehc_plan() -> None:
    answer = search("EHCP", [Index(documents_of(edition()))], names=names_of(edition()), per_kind=100)
    found = {hit.document.keys for group in answer.groups if group.kind == "statement" for hit in group.hits}
    assert {"SP5", "LM23", "WBL15", "LA9"} <= found
