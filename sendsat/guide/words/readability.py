"""How statements and what is ours are worded: easy enough to read, and with room in amber. English only; pure.

The reading grade is Flesch and Kincaid's: it weighs words in a sentence and syllables in a word. Syllables are counted
from the spelling, within a few in a hundred of a dictionary's count, so that nothing is needed from the network.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

from sendsat.guide.edition import Edition
from sendsat.guide.loader import check_folder, load_edition
from sendsat.guide.model import Facilitation, Statement
from sendsat.guide.reading import read

HIGHEST_GRADE = 12.0
HIGHEST_MEAN = 8.5
FIELDS: dict[str, Callable[[Facilitation], str]] = {
    "red": lambda ours: ours.rag.red,
    "amber": lambda ours: ours.rag.amber,
    "green": lambda ours: ours.rag.green,
    "why": lambda ours: ours.why,
}
OPEN = "At least one is true: "

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d,.-]*\d|\d")
_END = re.compile(r"[.!?]+(?=[\s\"'”’)]|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeioucgszxh]es|[aeiouy]re|[aeiou]le|[lr]led)$")
_SPLIT = re.compile(r"(?<![ct])ia(?!n)|io(?!us|n)|[^q]u[ao]|eo(?!us|p)|[aeou]ing$|ism$|creat|sci[ae]")


def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling; a number or a word in capitals counts as one."""
    plain = re.sub(r"['’].*", "", word)
    if not plain.isalpha() or (plain.isupper() and len(plain) > 1):
        return 1
    plain = plain.lower()
    silent = bool(_SILENT.search(plain))
    return max(len(_VOWELS.findall(plain)) + len(_SPLIT.findall(plain)) - silent, 1)


def reading_grade(text: str) -> float:
    """The years of school a text asks for, as in America: 8 is a reader of about 13. Without words it is 0."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(len(_END.findall(text)), 1)
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def leaves_room(amber: str) -> bool:
    """Whether amber lists what may still be open, and ends its list with an effect that is not yet shown or known."""
    _, marker, branches = amber.partition(OPEN)
    *_, last = branches.split(";")
    return bool(marker) and ";" in branches and bool(re.search(r"\byet\b", last))


def mean_grades(edition: Edition) -> dict[str, float]:
    """The mean reading grade of the statements themselves, and of each field over all statements that have it."""
    told = [_texts(statement) for statement in edition.statements.values()]
    names = ("statement", *FIELDS)
    return {
        name: mean(map(reading_grade, its))
        for name in names
        if (its := [texts[name] for texts in told if name in texts])
    }


def readability_faults(folder: Path) -> list[str]:
    """What is hard to read, or leaves amber no room: one plain line each. Empty for an unsound or a foreign edition."""
    if check_folder(folder):
        return []
    edition = load_edition(folder)
    if not edition.header.language.startswith("en"):
        return []
    faults = []
    for file, section in zip(edition.header.sections, edition.sections, strict=True):
        document = read(folder / file)
        for statement in section.statements:
            line = document.lines_of(statement.id, keys=("id",))[-1]
            faults += [f"{file}: line {line}: {statement.id}: {says}" for says in _faults_of(statement)]
    return faults + [f"edition.yaml: line 1: {says}" for says in _mean_faults(edition)]


def _texts(statement: Statement) -> dict[str, str]:
    ours = statement.ours
    return {"statement": statement.text, **({name: text(ours) for name, text in FIELDS.items()} if ours else {})}


def _faults_of(statement: Statement) -> Iterator[str]:
    for name, text in _texts(statement).items():
        grade = reading_grade(text)
        if grade > HIGHEST_GRADE:
            yield f"{name} reads at grade {grade:.1f}; {HIGHEST_GRADE:.0f} is the most. Use shorter sentences or words"
    if statement.ours and not leaves_room(statement.ours.rag.amber):
        yield f'amber has no room: write "{OPEN}...; ..." and end the list with an effect that is not yet shown'


def _mean_faults(edition: Edition) -> Iterator[str]:
    for name, grade in mean_grades(edition).items():
        if grade > HIGHEST_MEAN:
            yield f"{name} reads at grade {grade:.1f} in the mean of all statements; {HIGHEST_MEAN} is the most"
