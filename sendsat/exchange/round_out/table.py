"""A whole round as flat rows, one for each team and statement: the documented columns of CSV and JSON. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sendsat.assessment.rating import word_of
from sendsat.assessment.values import Action, Team
from sendsat.exchange.round_out.contents import RoundContents, area_titles
from sendsat.exchange.round_out.workbook_lines import number_of
from sendsat.guide.model import Statement, Strength


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, and whether a change of it is read when the file comes back."""

    name: str
    meaning: str
    read_back: bool = False


COLUMNS = (
    Column("organisation_uid", "Tells this organisation's files from another's."),
    Column("organisation", "The organisation's name."),
    Column("edition_id", "The edition of the guide the round is rated with."),
    Column("round_id", "The round's number in sendsat."),
    Column("round", "The round's name."),
    Column("team_id", "The team's number in sendsat."),
    Column("team", "The team's name in this round."),
    Column("section", "The guide's section."),
    Column("subsection", "The guide's subsection, such as 1.1 Duty to co-operate."),
    Column("statement_id", "The statement's id, which never changes."),
    Column("number", "The number people know the statement by, such as LM7."),
    Column("statement", "The statement's text."),
    Column("mark", "Law, Statutory guidance, The guide says must or Good practice; empty where it has no mark."),
    Column("rests_on", "The provisions of law and paragraphs of the code behind it, with semicolons between them."),
    Column("binds", "For law: yes where it binds this kind of organisation, no where not, empty where not known."),
    Column("rating", "Red, Amber, Green or Not applicable; empty where not rated in this round.", read_back=True),
    Column("commentary", "Why the team chose the rating.", read_back=True),
    Column("evidence", "The evidence the team names.", read_back=True),
    Column("seen_evidence", "Suggested evidence the team ticked, one line each."),
    Column("minority_note", "What a minority of the team thinks.", read_back=True),
    Column(
        "carried_forward", "The earlier round's rating where nobody has confirmed it: to do so, write it as rating."
    ),
    Column("ofsted", "Areas of the Ofsted framework in use, with semicolons between them.", read_back=True),
    Column("actions_planned", "The statement's actions, one line each: text, owner, due date, status."),
    Column("updated_at", "When the team last changed anything here (UTC). Leave it as it is: it shows what is newer."),
)


def round_rows(contents: RoundContents) -> Iterator[dict[str, str]]:
    """A row for every team and every statement it is asked, in the guide's order; the team chosen, or all of them."""
    for team in contents.snapshot.teams:
        for statement_id in contents.snapshot.for_team(team.id).asked:
            yield _row(contents, team, statement_id)


def _row(contents: RoundContents, team: Team, statement_id: str) -> dict[str, str]:
    edition, round_ = contents.snapshot.edition, contents.snapshot.round
    section, part = edition.section_of[statement_id], edition.subsection_of[statement_id]
    statement = edition.statements[statement_id]
    said = contents.snapshot.judgement(team.id, statement_id)
    return {
        "organisation_uid": contents.organisation.uid,
        "organisation": contents.organisation.name,
        "edition_id": edition.id,
        "round_id": str(round_.id),
        "round": round_.name,
        "team_id": str(team.id),
        "team": team.name,
        "section": f"{section.number} {section.title}",
        "subsection": f"{part.number} {part.title}",
        "statement_id": statement_id,
        "number": number_of(section, statement),
        "statement": statement.text,
        **_law(contents, statement),
        "rating": word_of(said.judged) if said.judged else "",
        "commentary": said.commentary,
        "evidence": said.evidence,
        "seen_evidence": "\n".join(said.seen_evidence),
        "minority_note": said.minority_note,
        "carried_forward": word_of(said.rating) if said.carried_forward else "",
        "ofsted": area_titles(contents.framework, contents.areas(statement_id, contents.framework.id)),
        "actions_planned": "\n".join(_action_line(action) for action in contents.actions_for(team.id, statement_id)),
        "updated_at": said.updated_at.isoformat() if said.updated_at else "",
    }


def _law(contents: RoundContents, statement: Statement) -> dict[str, str]:
    """The statement's mark, what it rests on, and whether it binds the organisation."""
    edition, kind, ours = contents.snapshot.edition, contents.organisation.kind, statement.ours
    if ours is None:
        return {"mark": "", "rests_on": "", "binds": ""}
    binds = ""
    if ours.duty is Strength.LAW and kind.is_said:
        binds = "no" if kind.unbound_by(edition.provisions(ours)) else "yes"
    return {"mark": ours.duty.word, "rests_on": "; ".join(edition.cited(ours)), "binds": binds}


def _action_line(action: Action) -> str:
    due = f"{action.due:%d/%m/%Y}" if action.due else "no date"
    return " · ".join((" ".join(action.text.split()), action.owner or "no owner", due, action.status.word))


ORIGIN = ("organisation_uid", "organisation", "edition_id", "round_id", "round")


def origin_in(row: Mapping[str, str]) -> dict[str, str]:
    """Where a row of a file was made, as far as it says."""
    return {name: row[name] for name in ORIGIN if row.get(name)}
