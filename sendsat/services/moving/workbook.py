"""A workbook that moves in as a round: the whole round of its hidden copy, and what was typed into it since."""

from sendsat.assessment.snapshot import Snapshot
from sendsat.assessment.values import Round
from sendsat.errors import Invalid
from sendsat.exchange.files.raw import Upload
from sendsat.exchange.moving.moved import MovedRound
from sendsat.exchange.recognising import open_round
from sendsat.exchange.round_in.comparing import make_preview
from sendsat.exchange.round_in.upload import Asked
from sendsat.exchange.round_out.contents import RoundContents
from sendsat.exchange.round_out.workbook_document import document_in
from sendsat.services.desk import Desk


def workbook_in(content: bytes, filename: str) -> tuple[Upload, bytes] | None:
    """The workbook as raw rows and the round that it carries; None for another kind of file. Raises `Invalid`,
    `Misplaced` for an action plan."""
    if not content.startswith(b"PK"):
        return None
    upload = open_round(content, filename)
    document = document_in(upload.origin)
    if document is None:
        raise Invalid(
            "This workbook does not carry a whole round.",
            "Choose one that was downloaded from Import and export by a sendsat of today, or “Whole round as JSON”.",
        )
    return upload, document


def typed_since(desk: Desk, upload: Upload, moved: MovedRound) -> tuple[str, ...]:
    """A sentence where the workbook's cells say something else than the round that it carries; none where they do not.
    Raises `Invalid`, `NotFound`."""
    preview = make_preview(upload, _carried(desk, moved), Asked(upload.kind))
    number = len(preview.differing) + len(preview.problems) + len(preview.questions)
    if not number:
        return ()
    told = "1 cell of this workbook was" if number == 1 else f"{number} cells of this workbook were"
    return (
        f"{told} filled in after it was downloaded. The round moves in as it was then: after that, choose the same "
        "file under “Bring a filled file back” to take what was filled in.",
    )


def _carried(desk: Desk, moved: MovedRound) -> RoundContents:
    """The round that the workbook carries, to compare its cells with. Raises `NotFound`."""
    edition = desk.library.get(moved.edition_id)
    round_ = Round(
        id=0,
        name=moved.name,
        edition_id=moved.edition_id,
        started_at=moved.started_at,
        closed_at=None,
        started_from=None,
        teams=moved.teams,
        supplements=moved.supplements,
        roll_up=moved.roll_up,
    )
    said = {(judgement.team_id, judgement.statement_id): judgement for judgement in moved.judgements}
    return RoundContents(
        organisation=desk.organisation,
        snapshot=Snapshot(round_, edition, said),
        at=desk.now(),
        actions=moved.actions,
        ofsted=moved.ofsted,
        supplements=desk.library.beside(moved.supplements),
    )
