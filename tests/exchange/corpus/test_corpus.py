"""Files as people's programs and habits make them: what they say is read, whatever they look like."""

import pytest

from sendsat.assessment.imports.preview import Preview
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Round, Team
from sendsat.errors import Invalid
from sendsat.exchange.round_in.comparing import make_preview
from sendsat.exchange.round_in.upload import Asked, read_upload
from sendsat.exchange.round_out.contents import RoundContents
from tests.content.shipped import edition
from tests.exchange.corpus.making import SAID, Made, content, corpus
from tests.factories import STARTED

CORPUS = corpus()
READ = [made for made in CORPUS if made["made_by"] != "strict"]
STRICT = [made for made in CORPUS if made["made_by"] == "strict"]


def contents() -> RoundContents:
    """A round of one team in which nothing was said yet."""
    guide = edition()
    team = Team(1, "The team", tuple(section.id for section in guide.sections))
    round_ = Round(1, "Spring 2026", guide.id, STARTED, None, None, (team,))
    elm = Organisation(1, "uid", "Elm College", OrganisationKind.FE_COLLEGE)
    return RoundContents(elm, Snapshot(round_, guide), STARTED)


def look(made: Made) -> Preview:
    return make_preview(read_upload(content(made), made.filename), contents(), Asked(made.filename, 1))


def read(found: Preview, field: str) -> dict[str, str]:
    return {one.statement_id: one.value for one in found.changes if one.field == field}


def test_the_corpus_is_of_real_variety() -> None:
    assert len(READ) >= 60
    assert len({made.traits for made in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("made", READ, ids=lambda made: made.name)
def test_what_a_file_says_is_read_whatever_it_looks_like(made: Made) -> None:
    found = look(made)
    assert read(found, "rating") == {statement_id: colour for statement_id, colour, _ in SAID}
    before = "Comments (staff): " if made["with"] == "two-comments" else ""
    assert read(found, "commentary") == {statement_id: f"{before}{words}" for statement_id, _, words in SAID}
    assert (found.conflicts, found.questions) == ((), ())
    remarks = (*found.guesses, *found.problems)
    told = "\n".join((*found.notes, *(f"{one.text} {one.found}" for one in remarks)))
    assert [words for words in WORDS_OF.get(made["with"], ()) if words not in told] == []


WORDS_OF = {"hidden-row": ("hidden",), "cell-note": ("Ask Jo first",)}


@pytest.mark.parametrize("made", STRICT, ids=lambda made: made.name)
def test_strict_open_xml_is_told_how_to_be_saved(made: Made) -> None:
    with pytest.raises(Invalid, match=r'saved as Strict Open XML\. Open it in Excel, save it as "Excel Workbook'):
        look(made)
