"""An edition as one JSON document, for people and programs outside sendsat."""

from typing import Any

from sendsat.guide.model import Edition, Section, Statement, Subsection


def edition_as_json(edition: Edition) -> dict[str, Any]:
    """The whole edition: `edition`, `sections[]` > `subsections[]` > `questions[]` > `statements[]`, then the lists."""
    return {
        "edition": edition.header.model_dump(mode="json"),
        "sections": [_section(edition, section) for section in edition.sections],
        "glossary": [term.model_dump(mode="json") for term in edition.glossary],
        "resources": [resource.model_dump(mode="json") for resource in edition.resources],
        "changes": [change.model_dump(mode="json") for change in edition.changes],
        "frameworks": [framework.model_dump(mode="json") for framework in edition.frameworks],
        "laws": [law.model_dump(mode="json") for law in edition.laws],
        "roles": [role.model_dump(mode="json") for role in edition.roles],
    }


def _section(edition: Edition, section: Section) -> dict[str, Any]:
    told = section.model_dump(mode="json", exclude={"subsections"})
    told["subsections"] = [_subsection(edition, part) for part in section.subsections]
    return told


def _subsection(edition: Edition, part: Subsection) -> dict[str, Any]:
    told = part.model_dump(mode="json", exclude={"questions"})
    told["changes"] = [change.id for change in edition.changes_for[part.number]]
    told["questions"] = [
        {"heading": question.heading, "statements": [_statement(edition, one) for one in question.statements]}
        for question in part.questions
    ]
    return told


def _statement(edition: Edition, one: Statement) -> dict[str, Any]:
    told: dict[str, Any] = one.model_dump(mode="json", exclude={"ours"})
    told["origin"] = "guide"
    if one.ours:
        ours = one.ours.model_dump(mode="json", by_alias=True, exclude={"next_steps"})
        steps = [step.model_dump(mode="json", by_alias=True) for step in one.ours.next_steps]
        sentences = [
            {**told_, "sentence": step.sentence} for told_, step in zip(steps, one.ours.next_steps, strict=True)
        ]
        told |= ours | {"next_steps": sentences, "ours_origin": "sendsat"}
    told["related"] = [{"id": other, "topic": topic} for topic, other in edition.related_to.get(one.id, ())]
    return told
