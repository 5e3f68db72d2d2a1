"""Who is bound by what: a provision binds whom it says, and a must is as strong as what stands behind it."""

from datetime import date
from pathlib import Path

import pytest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.guide.edition import Edition
from sendsat.guide.law import Body, Provision, Strength, unbound
from sendsat.guide.loader import check_folder
from sendsat.guide.model import Facilitation, NextStep, Point, Rag
from tests.editions import make_whole_edition, write_edition

ADMIT = Provision(
    id="act-43", act="The Act", place="section 43", applies_to=(Body.FE_COLLEGE, Body.SECTION_41), confirmed="Read."
)
REVIEW = Provision(
    id="act-44", act="The Act", place="section 44", applies_to=(Body.LOCAL_AUTHORITY,), confirmed="Read."
)
EQUAL = Provision(id="equal-20", act="The Equality Act", applies_to=(Body.EVERYONE,), confirmed="Read.")


def test_a_provision_is_cited_with_whom_it_binds() -> None:
    assert ADMIT.told == "The Act, section 43 (binds further education colleges and section 41 institutions)"
    assert Provision(id="act", act="The Act").told == "The Act"


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (OrganisationKind.FE_COLLEGE, ""),
        (OrganisationKind.SECTION_41, ""),
        (
            OrganisationKind.TRAINING_PROVIDER,
            "Does not bind you by law. It binds further education colleges and section 41 institutions.",
        ),
        (
            OrganisationKind.OTHER_PROVIDER,
            "Does not bind you by law. It binds further education colleges and section 41 institutions.",
        ),
        (OrganisationKind.PROVIDER, ""),
    ],
)
def test_an_organisation_of_another_kind_is_told_that_the_law_does_not_bind_it(
    kind: OrganisationKind, says: str
) -> None:
    assert kind.unbound_by((ADMIT,)) == says


@pytest.mark.parametrize("kind", list(OrganisationKind))
def test_the_equality_act_binds_every_organisation(kind: OrganisationKind) -> None:
    assert kind.unbound_by((EQUAL,)) == ""


def test_one_provision_that_binds_is_enough() -> None:
    assert unbound((REVIEW, ADMIT), Body.FE_COLLEGE) == ""
    assert unbound((REVIEW,), Body.FE_COLLEGE) == "Does not bind you by law. It binds local authorities."
    assert unbound((), Body.FE_COLLEGE) == ""


@pytest.mark.parametrize(
    ("point", "strength"),
    [
        (Point(text="Do it.", kind="must", law=("act-43",), cop=("7.3",)), Strength.LAW),
        (Point(text="Do it.", kind="must", cop=("7.3",)), Strength.GUIDANCE),
        (Point(text="Do it.", kind="must"), Strength.GUIDE),
        (Point(text="Do it.", kind="good", law=("act-43",)), Strength.GOOD),
        (Point(text="It is so.", kind="fact", law=("act-43",)), None),
    ],
)
def test_a_must_is_as_strong_as_what_stands_behind_it(point: Point, strength: Strength | None) -> None:
    assert point.strength is strength


def marked(duty: Strength, *, law: tuple[str, ...] = (), cites: tuple[str, ...] = ()) -> Edition:
    """The small edition with provisions, whose first statement LM1 has this mark."""
    step = NextStep.model_validate({"from": "red", "to": "amber", "text": "Start.", "owner": "SEND lead", "weeks": 1})
    ours = Facilitation(
        reviewed=date(2026, 1, 6), rag=Rag(red="No.", amber="Some.", green="Yes."), why="It matters.", duty=duty,
        law=law, cites=cites, ask=("What?",), look_for=("One", "Two", "Three"), next_steps=(step, step),
    )  # fmt: skip
    edition = make_whole_edition()
    section = edition.sections[0]
    part = section.subsections[0]
    question = part.questions[0]
    statement = question.statements[0].model_copy(update={"ours": ours})
    question = question.model_copy(update={"statements": (statement, *question.statements[1:])})
    part = part.model_copy(update={"questions": (question,)})
    section = section.model_copy(update={"subsections": (part, *section.subsections[1:])})
    laws = (ADMIT, Provision(id="act", act="The Act"))
    return edition.model_copy(update={"sections": (section, *edition.sections[1:]), "laws": laws})


@pytest.mark.parametrize(
    ("edition", "says"),
    [
        (marked(Strength.LAW), "LM1: is marked as law, but names no provision"),
        (marked(Strength.LAW, law=("act",)), "LM1: is marked as law by 'act', which lacks whom it applies to"),
        (marked(Strength.LAW, law=("act-99",)), "LM1: names the provision 'act-99', which laws.yaml lacks"),
        (marked(Strength.GUIDANCE), "LM1: is marked as statutory guidance, but cites no paragraph"),
    ],
)
def test_the_check_finds_every_mark_with_nothing_behind_it(tmp_path: Path, edition: Edition, says: str) -> None:
    (fault,) = check_folder(write_edition(tmp_path / "edition", edition))
    assert fault.startswith("leadership.yaml: line ")
    assert says in fault


@pytest.mark.parametrize(
    "edition",
    [
        marked(Strength.LAW, law=("act-43",)),
        marked(Strength.GUIDANCE, law=("act",), cites=("CoP 7.3",)),
        marked(Strength.GUIDE),
        marked(Strength.GOOD, law=("act",)),
    ],
)
def test_a_mark_with_what_it_needs_is_sound(tmp_path: Path, edition: Edition) -> None:
    assert check_folder(write_edition(tmp_path / "edition", edition)) == []
