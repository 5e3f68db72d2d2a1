"""What a report says of the framework its statements are grouped by: what it maps, and inspectors' words. Pure."""

from sendsat.guide.edition import Edition
from sendsat.guide.model import Framework
from sendsat.reports.sentences import listed

NOT_A_GRADE = "Red, Amber and Green are your own view, not an inspector's judgement."


def inspection_notes(edition: Edition, framework: Framework) -> list[str]:
    """Sentences in order; none where the edition knows nothing of the framework's grades, outcomes or limits."""
    notes = [*_limits(edition, framework), *_grades(framework), *_outcomes(framework)]
    told = any(area.grades for area in framework.areas) or framework.outcomes
    return [*notes, NOT_A_GRADE] if told else notes


def _limits(edition: Edition, framework: Framework) -> list[str]:
    mapped = [section.title for section in edition.sections if section.id in framework.sections]
    return [f"We map only this part of the guide to {framework.title}: {listed(mapped)}."] if mapped else []


def _grades(framework: Framework) -> list[str]:
    """One sentence for each set of grades, since areas of one framework may be judged in different words."""
    areas: dict[tuple[str, ...], list[str]] = {}
    for area in framework.areas:
        if area.grades:
            areas.setdefault(area.grades, []).append(area.title)
    return [f"Inspectors' words for {listed(titles)}: {', '.join(grades)}." for grades, titles in areas.items()]


def _outcomes(framework: Framework) -> list[str]:
    if not framework.outcomes:
        return []
    return [f"An inspection ends with one outcome for all areas together: {'; '.join(framework.outcomes)}."]
