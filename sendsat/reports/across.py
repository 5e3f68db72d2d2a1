"""Tables of sites or organisations beside one another. Values in, frames out."""

from collections.abc import Sequence

import pandas as pd

from sendsat.assessment.groups.across import Across, Unit
from sendsat.assessment.rating import word_of
from sendsat.guide.edition import Edition
from sendsat.reports.frames import STATES


def rated_of(across: Across, noun: str, many: str) -> str:
    """How many have rated a statement: "2 of 3 sites have rated it"."""
    counts = across.counts
    verb = "has" if counts.total == 1 else "have"
    return f"{counts.rated} of {counts.total} {noun if counts.total == 1 else many} {verb} rated it"


def across_table(every: Sequence[Across], units: Sequence[Unit], edition: Edition, noun: str) -> pd.DataFrame:
    """A row for each statement: how many units (`noun`: "Sites") rated it and how, whether they differ, where each
    stands."""
    return pd.DataFrame([_row(across, units, edition, noun) for across in every])


def _row(across: Across, units: Sequence[Unit], edition: Edition, noun: str) -> dict[str, object]:
    stands = dict(across.stands)
    return (
        {
            "Statement": across.statement_id,
            "Text": edition.statements[across.statement_id].text,
            f"{noun} asked": across.counts.total,
            f"{noun} that rated it": across.counts.rated,
        }
        | {word_of(state): across.counts.of(state) for state in STATES}
        | {"They differ": "Yes" if across.differs else "No"}
        | {unit.name: word_of(stands[unit.name]) if unit.name in stands else "Not asked" for unit in units}
    )
