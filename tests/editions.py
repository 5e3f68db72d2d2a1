"""Small editions as folders of YAML files, as somebody would write them."""

from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from sendsat.guide.edition import Edition, EditionMap
from sendsat.guide.law import Strength
from sendsat.guide.model import (
    Change,
    Facilitation,
    Framework,
    GlossaryTerm,
    NextStep,
    OfstedArea,
    Provision,
    Rag,
    RelatedGroup,
    Resource,
    Role,
    Wording,
)
from tests.factories import REVIEWED, make_edition, make_section

FRAMEWORK = "framework-2025"
yaml.SafeDumper.add_multi_representer(StrEnum, lambda dumper, one: dumper.represent_str(one.value))


def make_help(*steps: NextStep, unsafe_if_red: bool = False) -> Facilitation:
    """What helps to rate a statement, with these next steps."""
    return Facilitation(
        reviewed=REVIEWED,
        rag=Rag(red="Nothing.", amber="Something.", green="Everything."),
        why="It matters.",
        duty=Strength.GOOD,
        ask=("How?",),
        look_for=("A list", "A plan", "A note"),
        next_steps=steps,
        unsafe_if_red=unsafe_if_red,
    )


def make_step(text: str, owner: str = "SEND lead", *, weeks: int = 4) -> NextStep:
    """A next step from red to amber."""
    return NextStep.model_validate({"from": "red", "to": "amber", "text": text, "owner": owner, "weeks": weeks})


def make_framework_of(*areas: str, current: bool = True, id_: str = FRAMEWORK) -> Framework:
    """A framework with an area for each name."""
    named = tuple(OfstedArea(id=area, title=area.capitalize()) for area in areas)
    return Framework(id=id_, title="The framework", since=REVIEWED, current=current, source="Ofsted", areas=named)


def make_whole_edition(id_: str = "small", *, maps: tuple[EditionMap, ...] = ()) -> Edition:
    """Three sections (LM1 to LM3, SP1 and SP2, LA1) with a glossary, a resource, a change and related statements."""
    plain = make_edition(
        make_section(1, 2, 1),
        make_section(2, 2, prefix="SP", title="Study programmes"),
        make_section(3, 1, prefix="LA", title="Local authorities"),
        id_=id_,
        maps=maps,
    )
    resource = Resource(
        id="code-of-practice",
        title="SEND code of practice",
        publisher="DfE",
        kind="guidance",
        used_in=("1.1",),
        status="current",
        link_goes_to="none",
    )
    leadership = plain.sections[0].model_copy(update={"resources": (resource.id,)})
    change = Change(
        id="change-1",
        topic="Funding",
        guide_says="One thing.",
        now="Another thing.",
        source_url="https://example.org/funding",
        certainty="evidenced",
        touches=("1.1",),
    )
    return Edition(
        header=plain.header.model_copy(update={"sections": tuple(f"{one.id}.yaml" for one in plain.sections)}),
        sections=(leadership, *plain.sections[1:]),
        glossary=(GlossaryTerm(id="ehcp", term="EHC plan", definition="A plan."),),
        resources=(resource,),
        changes=(change,),
        frameworks=(make_framework_of("inclusion", "leadership"),),
        related=(RelatedGroup(topic="Consultation", statements=("LM1", "SP1")),),
        laws=(Provision(id="act-1", act="An Act", place="section 1"),),
        roles=(
            Role(name="SEND lead", does="oversees provision"),
            Role(name="Duty manager", does="is in charge today", on_duty=True),
        ),
        wordings=(Wording(write="EHC plan", why="The Act says so.", never=("EHCP", "ehc plan")),),
    )


def with_help(edition: Edition, statement_id: str, ours: Facilitation) -> Edition:
    """The edition with this beside the first statement of its first section, which must have the id."""
    section = edition.sections[0]
    part, question = section.subsections[0], section.subsections[0].questions[0]
    assert question.statements[0].id == statement_id
    changed = question.model_copy(
        update={"statements": (question.statements[0].model_copy(update={"ours": ours}), *question.statements[1:])}
    )
    part = part.model_copy(update={"questions": (changed, *part.questions[1:])})
    section = section.model_copy(update={"subsections": (part, *section.subsections[1:])})
    return edition.model_copy(update={"sections": (section, *edition.sections[1:])})


class _Dumper(yaml.SafeDumper):
    """Writes a value out wherever it stands, as a person does."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain(value: BaseModel | tuple[BaseModel, ...]) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.model_dump(by_alias=True, exclude_defaults=True)


def write_edition(folder: Path, edition: Edition | None = None) -> Path:
    """Write an edition as its folder of YAML files; returns the folder."""
    edition = edition or make_whole_edition()
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, BaseModel | tuple[BaseModel, ...]] = {
        "edition.yaml": edition.header,
        "glossary.yaml": edition.glossary,
        "resources.yaml": edition.resources,
        "changes.yaml": edition.changes,
        "ofsted.yaml": edition.frameworks,
        "related.yaml": edition.related,
        "laws.yaml": edition.laws,
        "roles.yaml": edition.roles,
        "wording.yaml": edition.wordings,
        **dict(zip(edition.header.sections, edition.sections, strict=True)),
    }
    for name, value in files.items():
        text = yaml.dump(_plain(value), Dumper=_Dumper, sort_keys=False, allow_unicode=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
