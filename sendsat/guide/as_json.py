"""An edition as one JSON document, for people and programs outside sendsat."""

from typing import Any

from sendsat.guide.edition import Edition
from sendsat.guide.model import Section, Statement, Subsection


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
    content = section.model_dump(mode="json", exclude={"subsections"})
    content["subsections"] = [_subsection(edition, part) for part in section.subsections]
    return content


def _subsection(edition: Edition, part: Subsection) -> dict[str, Any]:
    content = part.model_dump(mode="json", exclude={"questions"})
    content["changes"] = [change.id for change in edition.changes_for[part.number]]
    content["questions"] = [
        {
            "heading": question.heading,
            "statements": [_statement(edition, statement) for statement in question.statements],
        }
        for question in part.questions
    ]
    return content


def _statement(edition: Edition, statement: Statement) -> dict[str, Any]:
    content: dict[str, Any] = statement.model_dump(mode="json", exclude={"ours"})
    content["origin"] = "sendsat" if edition.is_supplement else "guide"
    if statement.ours:
        ours = statement.ours.model_dump(mode="json", by_alias=True, exclude={"next_steps"})
        steps = [
            {**step.model_dump(mode="json", by_alias=True), "sentence": step.sentence}
            for step in statement.ours.next_steps
        ]
        content |= ours | {"next_steps": steps, "ours_origin": "sendsat"}
    content["related"] = [{"id": other, "topic": topic} for topic, other in edition.related_to.get(statement.id, ())]
    return content
