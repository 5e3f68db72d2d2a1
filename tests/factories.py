"""Small editions, teams, rounds and snapshots with kind defaults: say only what a test is about."""

from datetime import UTC, date, datetime

from sendsat.assessment.deeds import Deed, Way
from sendsat.assessment.rating import Rating
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Judgement, Priority, Round, Status, Team
from sendsat.guide.edition import Edition, EditionHeader, EditionMap
from sendsat.guide.library import Library
from sendsat.guide.model import Framework, OfstedArea, OfstedMapping, Point, Question, Section, Statement, Subsection

REVIEWED = date(2026, 1, 5)
STARTED = datetime(2025, 9, 1, 9, 0, tzinfo=UTC)
A_DEED = Deed("Ann", STARTED, "test", Way.PAGE)


def make_statement(id_: str = "LM1", *, number: int = 1, text: str = "") -> Statement:
    """A statement with an Ofsted area and nothing of ours."""
    ofsted = {"framework-2025": OfstedMapping(areas=("inclusion",), origin="sendsat")}
    return Statement(id=id_, number=number, text=text or f"We do what {id_} asks.", ofsted=ofsted)


def make_subsection(number: str = "1.1", *statements: Statement, title: str = "") -> Subsection:
    """A subsection with one point of guidance and its statements under one question."""
    question = Question(heading=f"How well is {number} done?", statements=statements or (make_statement(),))
    guidance = (Point(text="Work with others.", kind="good"),)
    return Subsection(number=number, title=title or f"Part {number}", guidance=guidance, questions=(question,))


def make_section(number: int = 1, *sizes: int, prefix: str = "LM", title: str = "Leadership", id_: str = "") -> Section:
    """A section with a subsection for each size; its statements are numbered through: LM1, LM2 and so on."""
    parts, used = [], 0
    for place, size in enumerate(sizes or (2,), start=1):
        numbers = range(used + 1, used + size + 1)
        statements = (make_statement(f"{prefix}{one}", number=one) for one in numbers)
        parts.append(make_subsection(f"{number}.{place}", *statements))
        used += size
    return Section(
        id=id_ or title.lower().replace(" ", "-"),
        number=number,
        prefix=prefix,
        title=title,
        reviewed=REVIEWED,
        audience="Everyone who leads",
        when="Once a term",
        subsections=tuple(parts),
    )


def make_edition(*sections: Section, id_: str = "small", maps: tuple[EditionMap, ...] = ()) -> Edition:
    """An edition: by default Leadership (LM1 to LM3 in 1.1 and 1.2) and Study programmes (SP1 and SP2 in 2.1)."""
    sections = sections or (make_section(1, 2, 1), make_section(2, 2, prefix="SP", title="Study programmes"))
    header = EditionHeader(
        id=id_,
        language="en",
        title="A small guide",
        published="2016",
        publisher="A publisher",
        source="https://example.org/guide",
        licence="Open Government Licence",
        reviewed=REVIEWED,
        sections=tuple(section.id for section in sections),
        maps=maps,
    )
    return Edition(
        header=header,
        sections=sections,
        glossary=(),
        resources=(),
        changes=(),
        frameworks=(make_framework(),),
        related=(),
    )


def make_supplement(*sizes: int, id_: str = "extra") -> Edition:
    """A supplement beside the default edition: by default Since 2016 (SU1 and SU2 in 5.1)."""
    edition = make_edition(make_section(5, *sizes, prefix="SU", title="Since 2016"), id_=id_)
    told = {"kind": "supplement", "title": "A supplement", "short": "New supplement"}
    return edition.model_copy(update={"header": edition.header.model_copy(update=told)})


def make_framework() -> Framework:
    """An Ofsted framework with one area."""
    area = OfstedArea(id="inclusion", title="Inclusion")
    since = date(2025, 11, 10)
    return Framework(id="framework-2025", title="Framework 2025", since=since, current=True, source="x", areas=(area,))


def make_library(*editions: Edition) -> Library:
    """A library; the first edition is the current one."""
    return Library(list(editions or (make_edition(),)))


def make_team(id_: int = 1, name: str = "Whole organisation", *, sections: tuple[str, ...] = ()) -> Team:
    """A team; by default it rates both sections of the default edition."""
    return Team(id=id_, name=name, sections=sections or ("leadership", "study-programmes"))


def make_round(
    id_: int = 1,
    name: str = "Autumn 2025",
    *,
    teams: tuple[Team, ...] = (),
    edition_id: str = "",
    supplements: tuple[str, ...] = (),
) -> Round:
    """An open round; by default one team takes part and no supplement is asked."""
    return Round(
        id=id_,
        name=name,
        edition_id=edition_id or "small",
        started_at=STARTED,
        closed_at=None,
        started_from=None,
        teams=teams or (make_team(),),
        supplements=supplements,
    )


def make_judgement(
    statement_id: str = "LM1", rating: Rating | None = Rating.AMBER, *, team_id: int = 1, commentary: str = ""
) -> Judgement:
    """What a team said of a statement in round 1."""
    return Judgement(round_id=1, team_id=team_id, statement_id=statement_id, rating=rating, commentary=commentary)


def make_snapshot(*judgements: Judgement, round_: Round | None = None, edition: Edition | None = None) -> Snapshot:
    """A round with what has been said in it."""
    edition = edition or make_edition()
    said = {(one.team_id, one.statement_id): one for one in judgements}
    return Snapshot(round_ or make_round(edition_id=edition.id), edition, said)


def make_rated(name: str = "Autumn 2025", **ratings: Rating) -> Snapshot:
    """A round in which its one team rated these statements: `make_rated(LM1=Rating.RED)`."""
    judgements = (make_judgement(statement_id, rating) for statement_id, rating in ratings.items())
    return make_snapshot(*judgements, round_=make_round(1, name))


def make_action(
    text: str = "Write the policy",
    *,
    due: date | None = None,
    priority: Priority = Priority.MEDIUM,
    status: Status = Status.NOT_STARTED,
    statements: tuple[str, ...] = ("LM1",),
) -> Action:
    """An action planned in round 1, without owner or date."""
    return Action(
        id=1,
        text=text,
        owner="",
        due=due,
        priority=priority,
        status=status,
        statements=statements,
        round_id=1,
        team_id=None,
        created_at=STARTED,
        updated_at=STARTED,
    )
