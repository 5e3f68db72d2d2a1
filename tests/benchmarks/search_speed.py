"""Times search in rounds full of commentary: the first answer, later ones, and the one after a text was saved.

Run it as: python -m tests.benchmarks.search_speed [ROUNDS]
Every team of four says something of all 91 statements, about 120 words each. An answer should take under 100 ms.
"""

import random
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from time import perf_counter

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.values import Judgement, Round
from sendsat.guide.library import Library
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_organisation
from sendsat.services.rounds import judging
from sendsat.services.rounds.rounds import start_round
from sendsat.services.rounds.teams import add_team
from sendsat.services.visit.searching import search
from sendsat.services.work import May, reading, writing
from sendsat.settings import SHIPPED_EDITION
from sendsat.storage.opening import open_store
from sendsat.storage.queries import judgements
from tests.factories import STARTED

QUERIES = ("employer", "enployer", "EHCP review", "transition planning", "who pays for the support of a learner")


def _talk(words: list[str]) -> str:
    return " ".join(random.choices(words, k=120))


def _fill(desk: Desk, round_: Round, words: list[str]) -> None:
    with writing(desk, May.RATE, "write") as work:
        work.note("benchmark filled")
        for team in round_.teams:
            for statement_id in desk.library.current.statements:
                said = Judgement(round_.id, team.id, statement_id, commentary=_talk(words))
                judgements.save_judgement(work, said, STARTED)


def _timed(desk: Desk, query: str, name: str) -> None:
    start = perf_counter()
    total = search(desk, query).total
    print(f"{name:45} {total:5} found {1000 * (perf_counter() - start):7.1f} ms")


def main(rounds: int) -> None:
    """Fill a database, then print how long each answer takes."""
    random.seed(1)
    library = Library.open((SHIPPED_EDITION,))
    words = " ".join(one.ours.rag.green for one in library.current.statements.values() if one.ours).split()
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(f"sqlite:///{Path(folder) / 'bench.db'}")) as store,
    ):
        organisation, round_ = found_organisation(
            store, library, name="Bench", kind=OrganisationKind.PROVIDER, round_name="Round 0", now=STARTED
        )
        desk = Desk(store, library, organisation, now=lambda: STARTED)
        sections = tuple(library.current.section_by_id)
        for number in range(1, 4):
            add_team(desk, name=f"Team {number}", sections=sections)
        for number in range(1, rounds + 1):
            round_ = start_round(desk, name=f"Round {number}")
            _fill(desk, round_, words)
        _timed(desk, "", "reading everything (when the page opens)")
        for query in QUERIES:
            _timed(desk, query, query)
        team = round_.teams[0].id
        old = _stored(desk, round_, team)
        judging.write(
            desk, round_id=round_.id, team_id=team, statement_id="LM1", field="commentary", text="A zebra.", seen=old
        )
        _timed(desk, "zebra", "zebra, straight after it was saved")


def _stored(desk: Desk, round_: Round, team: int) -> str:
    """The commentary on LM1 as it is stored."""
    with reading(desk) as scope:
        _, said = judgements.get_judging(scope, round_id=round_.id, team_id=team, statement_id="LM1")
    return said.commentary


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
