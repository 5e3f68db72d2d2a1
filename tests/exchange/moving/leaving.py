"""Rounds that have said, planned and agreed anything at all, and what of a round must be equal wherever it is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from sendsat.assessment.milestones import Milestone
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.assessment.report.chapters import OwnChapter
from sendsat.assessment.report.own_texts import OwnText
from sendsat.assessment.results.close_check import AtClose, Finding, Gap
from sendsat.assessment.roll_up import Agreed, RollUp
from sendsat.assessment.rules import check_owner, check_text
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Judgement, Note, Priority, Round, Status, Team
from sendsat.assessment.workshop.votes import Tally, votes_text
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.guide.edition import Edition

TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["=1+1", "a\nb", " x ", "_x000D_"]
)
WORDS = TYPED.map(lambda text: check_text(text, what="text"))
SAYING = WORDS.filter(lambda text: bool(text.strip()))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
VOTES = st.lists(st.builds(Tally, *[st.integers(0, 30)] * 4), max_size=2).map(votes_text)
TEAMS = (Team(3, "Foundation", ("leadership",)), Team(7, "Whole college", ("leadership", "study-programmes")))
STATEMENTS = ("LM1", "LM2", "SP1")
FINDINGS = st.builds(
    Finding,
    st.sampled_from(Gap),
    st.sampled_from(["", *STATEMENTS]),
    st.sampled_from([(), ("Foundation",), ("Foundation", "Whole college")]),
    WORDS,
    st.booleans(),
)
NAMES = ("text", "why", "red", "amber", "green")
SAID_THEN = st.fixed_dictionaries(dict.fromkeys(NAMES, SAYING)) | st.fixed_dictionaries({"text": SAYING})
CLOSES = st.builds(
    AtClose,
    MOMENTS,
    st.lists(FINDINGS, max_size=3).map(tuple),
    st.none() | st.dictionaries(st.sampled_from(STATEMENTS), SAID_THEN),
)
NOTES = st.builds(Note, st.just(0), SAYING, MOMENTS, WORDS)


@st.composite
def judgements(draw: st.DrawFn, team_id: int, statement_id: str) -> Judgement:
    """Anything that a team can have said."""
    rating = draw(st.none() | st.sampled_from(Rating))
    return Judgement(
        round_id=9,
        team_id=team_id,
        statement_id=statement_id,
        rating=rating,
        commentary=draw(WORDS),
        evidence=draw(WORDS),
        seen_evidence=tuple(draw(st.lists(SAYING, max_size=2, unique=True))),
        carried_forward=rating is not None and draw(st.booleans()),
        rejudged=draw(st.booleans()),
        votes=draw(VOTES),
        minority_note=draw(WORDS),
        updated_at=draw(MOMENTS),
    )


def milestones() -> st.SearchStrategy[list[Milestone]]:
    """Steps of an action, numbered as they come."""
    days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
    said = st.lists(st.tuples(SAYING.map(str.strip), days, st.booleans()), max_size=2)
    return said.map(lambda steps: [Milestone(number, *step) for number, step in enumerate(steps, start=1)])


@st.composite
def plans(draw: st.DrawFn, number: int, teams: tuple[Team, ...]) -> Action:
    """Any action, of a team or of all."""
    planned, changed = sorted(draw(st.tuples(MOMENTS, MOMENTS)))
    return Action(
        id=number,
        text=draw(SAYING).strip(),
        owner=check_owner(draw(WORDS)),
        due=draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        priority=draw(st.sampled_from(Priority)),
        status=draw(st.sampled_from(Status)),
        statements=tuple(draw(st.lists(st.sampled_from(STATEMENTS), min_size=1, unique=True))),
        round_id=9,
        team_id=draw(st.none() | st.sampled_from([team.id for team in teams])),
        created_at=planned,
        updated_at=changed,
        closing_evidence=draw(WORDS),
        success_measure=draw(WORDS),
        milestones=tuple(draw(milestones())),
        notes=tuple(sorted(draw(st.lists(NOTES, max_size=2)), key=lambda note: note.at)),
    )


@st.composite
def leaving_rounds(draw: st.DrawFn, edition: Edition, teams: tuple[Team, ...] = TEAMS) -> RoundContents:
    """A round of these teams that leaves, with everything that it can hold; SP1 of Foundation was set aside. What
    leaders agreed counts where that is the rule, and is out of sight under any other."""
    places = [(team.id, statement_id) for team in teams for statement_id in STATEMENTS]
    said = {place: draw(judgements(*place)) for place in draw(st.lists(st.sampled_from(places), unique=True))}
    given = [(place[0], one.rating) for place, one in said.items() if place[1] == "LM1" and one.rating]
    agreement = Agreed(draw(st.sampled_from(Rating)), draw(SAYING), frozenset(given), draw(MOMENTS), draw(WORDS))
    round_ = Round(
        id=9,
        name="Spring 2026",
        edition_id=edition.id,
        started_at=draw(MOMENTS),
        closed_at=(closed_at := draw(st.none() | MOMENTS)),
        started_from=None,
        teams=teams,
        roll_up=(rule := draw(st.sampled_from(RollUp))),
    )
    agreed = {"LM1": agreement} if given else {}
    own = draw(st.booleans())
    return RoundContents(
        organisation=Organisation(1, "there", "Elm College", OrganisationKind.FE_COLLEGE),
        snapshot=Snapshot(round_, edition, said, agreed=agreed if rule is RollUp.LEADERS else {}),
        at=datetime(2026, 3, 1, tzinfo=UTC),
        actions=tuple(draw(plans(number, teams)) for number in range(1, draw(st.integers(1, 4)))),
        ofsted={("LM1", edition.current_framework.id): ()} if own else {},
        agreed=agreed,
        at_close=draw(st.none() | CLOSES) if closed_at else None,
        texts=tuple(
            OwnText(team_id, item, draw(WORDS))
            for team_id in (None, *(team.id for team in teams))
            for item in draw(st.sets(st.sampled_from(("summary:all", "strength:LM1", "improvement:LM2"))))
        )
        + ((OwnText(None, "pick:strength", "LM2 LM1"),) if draw(st.booleans()) else ()),
        chapters=tuple(
            OwnChapter(team_id, draw(WORDS), draw(SAYING))
            for team_id in (None, *(team.id for team in teams))
            for _ in range(draw(st.integers(0, 2)))
        ),
    )


def told(contents: RoundContents) -> dict[str, Any]:
    """A round field by field, with names instead of the numbers that every sendsat gives anew."""
    round_ = contents.snapshot.round
    names: dict[int, Any] = {team.id: team.name for team in round_.teams}
    return {
        "round": replace(round_, id=0, words="", teams=tuple(replace(team, id=0) for team in round_.teams)),
        "said": {
            (names[team_id], statement_id): replace(said, id=None, round_id=0, team_id=0)
            for (team_id, statement_id), said in contents.snapshot.judgements.items()
        },
        "agreed": {
            statement_id: replace(one, said=frozenset((names[team_id], rating) for team_id, rating in one.said))
            for statement_id, one in contents.agreed.items()
        },
        "counting": set(contents.snapshot.agreed),
        "at_close": contents.at_close,
        "chapters": sorted(
            ((names.get(one.team_id or 0, ""), one.title, one.text) for one in contents.chapters),
            key=lambda chapter: chapter[0],
        ),
        "texts": sorted((names.get(one.team_id or 0, ""), one.item, one.text) for one in contents.texts),
        "actions": [
            (
                names.get(one.team_id or 0),
                replace(one, id=0, round_id=0, team_id=None, notes=tuple(replace(note, id=0) for note in one.notes)),
            )
            for one in contents.actions
        ],
        "ofsted": contents.ofsted,
    }
