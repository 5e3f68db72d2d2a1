"""Sources of reports and finished reports: say only what a test is about."""

from collections.abc import Mapping
from datetime import date

from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.report.report import Grouping, Report, ReportEdit
from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Action, Judgement
from sendsat.reports.report.drafts import Source
from sendsat.reports.report.text import OfstedChoices, build_report
from tests.factories import make_framework, make_library, make_round, make_snapshot

TODAY = date(2026, 7, 3)
COLLEGE = Organisation(id=1, uid="abc123", name="Hill College", kind=OrganisationKind.PROVIDER)


def make_source(
    now: Snapshot,
    *before: Judgement,
    first: bool = False,
    actions: tuple[Action, ...] = (),
    edits: Mapping[str, ReportEdit] | None = None,
) -> Source:
    """A source: `now` is the later round, `before` what was said a round ago (in "Spring 2026")."""
    earlier = None if first else make_snapshot(*before, round_=make_round(9, "Spring 2026"))
    return Source(COLLEGE, now, earlier, make_library(now.edition), actions, edits or {}, TODAY)


def make_report(
    source: Source, *, grouping: Grouping = Grouping.SECTION, choices: OfstedChoices | None = None
) -> Report:
    """A report of that source, grouped by section unless the test says otherwise."""
    return build_report(source, grouping=grouping, framework=make_framework(), choices=choices or {})


def make_now(*judgements: Judgement) -> Snapshot:
    """The later round, "Summer 2026"."""
    return make_snapshot(*judgements, round_=make_round(10, "Summer 2026"))
