"""A round as it stands at one moment: what is asked of whom, and what has been said. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from sendsat.assessment.counts import Counts, count
from sendsat.assessment.rating import Rating, State, Waiting, label_of, said_label, said_word, word_of
from sendsat.assessment.roll_up import Agreed, Given, RollUp, roll_up
from sendsat.assessment.values import Judgement, Round, Team
from sendsat.guide.edition import Edition


@lru_cache(maxsize=8192)  # a rating of a leader's looks at what forty teams have not said
def nothing_said(round_id: int, team_id: int, statement_id: str) -> Judgement:
    """What a team said of a statement of which it has said nothing."""
    return Judgement(round_id=round_id, team_id=team_id, statement_id=statement_id)


@dataclass(frozen=True)
class Standing:
    """Where a statement stands across the teams asked. `judgements` follow the teams' order.

    Teams that differ stand at what the `rule` of the round makes of their ratings, and `teams_differ` says so;
    `agreed` is what leaders said of it. A statement that only some teams call not applicable stands at what the others
    say. Where the rating that counts rests on one that no team has given or confirmed in this round, the statement is
    only carried forward.
    """

    statement_id: str
    judgements: tuple[Judgement, ...]
    rule: RollUp = RollUp.LOWER
    agreed: Agreed | None = None

    @property
    def given(self) -> frozenset[Given]:
        """The ratings of the teams that have one, be it carried forward or not."""
        return frozenset((said.team_id, said.rating) for said in self.judgements if said.rating)

    @cached_property
    def _together(self) -> Rating | Waiting | None:
        return roll_up(self.rule, self.given, self.agreed)

    @property
    def rating(self) -> Rating | None:
        """The rating that counts, be it carried forward or not; None where no team has rated or leaders have yet to
        agree."""
        return self._together if isinstance(self._together, Rating) else None

    @property
    def not_agreed(self) -> bool:
        """Whether teams differ and leaders have yet to say what counts."""
        return self._together is Waiting.NOT_AGREED

    @property
    def is_for_leaders(self) -> bool:
        """Whether leaders say what counts here: the round leaves it to them, and teams differ."""
        levels = {said.rating for said in self.judgements if said.rating and said.rating.level is not None}
        return self.rule is RollUp.LEADERS and len(levels) > 1

    @property
    def is_agreed(self) -> bool:
        """Whether the rating that counts is the one that leaders agreed on."""
        return self.is_for_leaders and not self.not_agreed

    @property
    def is_set_aside(self) -> bool:
        """Whether leaders agreed that it is not applicable, although teams rate it."""
        return self.is_agreed and self.rating is Rating.NOT_APPLICABLE

    @property
    def rated_by_a_team(self) -> bool:
        """Whether a team rated it red, amber or green in this round, whatever counts for all of them together."""
        return any(said.judged and said.judged.level is not None for said in self.judgements)

    @property
    def teams_differ(self) -> bool:
        """Whether two teams gave different ratings in this round."""
        return len({said.judged for said in self.judgements if said.judged}) > 1

    @property
    def waiting(self) -> tuple[Judgement, ...]:
        """What teams have still to confirm."""
        return tuple(said for said in self.judgements if said.carried_forward)

    @cached_property
    def carried_forward(self) -> bool:
        """Whether the rating that counts was only carried forward: without what teams have still to confirm it would be
        another, or none."""
        if not self.waiting or self.not_agreed or self.is_agreed:
            return False
        judged = roll_up(
            self.rule, ((said.team_id, said.judged) for said in self.judgements if said.judged), self.agreed
        )
        return judged is not self.rating

    @property
    def judged(self) -> Rating | None:
        """The rating that counts where a team gave or confirmed it in this round, or leaders agreed on it."""
        return None if self.carried_forward else self.rating

    @property
    def state(self) -> State:
        """What the statement is counted as."""
        return Waiting.CARRIED if self.carried_forward else self._together

    @property
    def word(self) -> str:
        """The rating as people say it: "Green", or "Green, carried forward"."""
        if self.not_agreed:
            return word_of(self.state)
        return said_word(self.rating, carried_forward=self.carried_forward)

    @property
    def label(self) -> str:
        """The rating as symbol and word; with a hollow mark where it was only carried forward."""
        if self.not_agreed:
            return label_of(self.state)
        return said_label(self.rating, carried_forward=self.carried_forward)

    @property
    def commentary(self) -> str:
        """The teams' reasons, one paragraph each, without a word of whose they are: for one team, or to know of any."""
        return "\n\n".join(said.commentary for said in self.judgements if said.commentary)

    def reasons(self, names: Mapping[int, str]) -> str:
        """The teams' reasons, one paragraph each, which begins with the team's name where several are asked."""
        return "\n\n".join(self.told_by_team(lambda said: said.commentary, names))

    @property
    def has_evidence(self) -> bool:
        """Whether any team ticked or named evidence."""
        return any(evidence_of(said).strip() for said in self.judgements)

    def evidence(self, names: Mapping[int, str]) -> str:
        """The teams' evidence, ticked prompts first, under their names as `reasons`."""
        return "\n\n".join(self.told_by_team(evidence_of, names))

    def told_by_team(self, words: Callable[[Judgement], str], names: Mapping[int, str]) -> tuple[str, ...]:
        """The `words` of each team that has some, after the team's name where several are asked."""
        is_one = len({said.team_id for said in self.judgements}) < 2
        told = ((said.team_id, words(said)) for said in self.judgements)
        return tuple(text if is_one else f"{names.get(team, 'A team')}: {text}" for team, text in told if text)


def evidence_of(said: Judgement) -> str:
    """One team's evidence: the prompts it ticked, then what it wrote, one line or paragraph each."""
    return "\n".join(dict.fromkeys(part for part in (*said.seen_evidence, said.evidence) if part))


@dataclass(frozen=True)
class Snapshot:
    """A round with its edition and every judgement; `asked` pairs teams with the statements of their sections.

    `agreed` is what leaders agreed on, by statement.
    A supplement of the round has a snapshot of its own (`beside`), so what is counted of it is counted apart.
    """

    round: Round
    edition: Edition
    judgements: dict[tuple[int, str], Judgement] = field(default_factory=dict)
    only_team: int | None = None
    agreed: Mapping[str, Agreed] = field(default_factory=dict)

    @property
    def rule(self) -> RollUp | None:
        """The rule that makes one rating of several teams'; None where only one team is looked at."""
        return self.round.roll_up if len(self.teams) > 1 else None

    @cached_property
    def teams(self) -> tuple[Team, ...]:
        """The teams looked at: all that take part, or the one chosen."""
        return tuple(team for team in self.round.teams if self.only_team in (None, team.id))

    @property
    def team_names(self) -> dict[int, str]:
        """The names of all teams that take part, by id."""
        return {team.id: team.name for team in self.round.teams}

    @cached_property
    def asked(self) -> dict[str, tuple[int, ...]]:
        """Statement id to the ids of the teams asked, in the guide's order."""
        teams_by_statement: dict[str, tuple[int, ...]] = {}
        for section in self.edition.sections:
            asked = self.round.teams_asked(self.edition, section.id)
            teams = tuple(team.id for team in asked if self.only_team in (None, team.id))
            if teams:
                teams_by_statement |= dict.fromkeys(self.edition.ids_of[section.id], teams)
        return teams_by_statement

    def judgement(self, team_id: int, statement_id: str) -> Judgement:
        """What the team said of the statement; an empty judgement where it has said nothing."""
        return self.judgements.get((team_id, statement_id)) or nothing_said(self.round.id, team_id, statement_id)

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Every statement asked, with where it stands."""
        return {sid: self.standing(sid) for sid in self.asked}

    def standing(self, statement_id: str) -> Standing:
        """Where one statement stands that is asked, without a look at all others. Raises `KeyError` of another."""
        said = tuple(self.judgement(team, statement_id) for team in self.asked[statement_id])
        return Standing(statement_id, said, self.round.roll_up, self.agreed.get(statement_id))

    def rating(self, statement_id: str) -> Rating | None:
        """The rating that counts for a statement, None where not rated or not asked."""
        standing = self.standings.get(statement_id)
        return standing.rating if standing else None

    def judged(self, statement_id: str) -> Rating | None:
        """As `rating`, None also where it was only carried forward."""
        standing = self.standings.get(statement_id)
        return standing.judged if standing else None

    def waiting(self, statement_ids: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        """Ratings carried forward that teams have still to confirm, of the statements given or of all asked."""
        wanted = self.asked if statement_ids is None else statement_ids
        return tuple(
            judgement
            for statement_id in wanted
            if statement_id in self.asked
            for judgement in self.standing(statement_id).waiting
        )

    def counts(self, statement_ids: Iterable[str] | None = None) -> Counts:
        """Counts over the statements given that are asked; over all asked without an argument."""
        if statement_ids is None:
            return count(standing.state for standing in self.standings.values())
        return count(self.standing(statement_id).state for statement_id in statement_ids if statement_id in self.asked)

    def for_team(self, team_id: int | None) -> "Snapshot":
        """The same round as one team sees it; None means all teams together."""
        return self if team_id == self.only_team else replace(self, only_team=team_id)

    def beside(self, edition: Edition) -> "Snapshot":
        """The same round and judgements, looked at through another edition: a supplement's statements alone."""
        return replace(self, edition=edition)

    def with_agreed(self, statement_id: str, agreed: Agreed | None) -> "Snapshot":
        """The snapshot after leaders agreed on a statement, or took that back."""
        others = {other_id: decided for other_id, decided in self.agreed.items() if other_id != statement_id}
        return replace(self, agreed=others | ({statement_id: agreed} if agreed else {}))

    def with_judgement(self, judgement: Judgement) -> "Snapshot":
        """The snapshot after one more judgement was kept."""
        key = (judgement.team_id, judgement.statement_id)
        return replace(self, judgements={**self.judgements, key: judgement})
