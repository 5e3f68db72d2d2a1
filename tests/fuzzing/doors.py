"""The ways by which a file comes in, and good files to begin with. The first byte of a case chooses the way."""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sendsat.assessment.rating import Rating
from sendsat.assessment.rules import check_text
from sendsat.errors import Invalid
from sendsat.exchange.moving.reading import read_round
from sendsat.exchange.recognising import open_plan, open_round
from sendsat.exchange.round_in.comparing import make_preview
from sendsat.exchange.round_in.upload import Asked, read_upload
from sendsat.exchange.submission import document
from sendsat.exchange.submission.contents import submission_in
from sendsat.guide.loader import load_edition
from tests.editions import write_edition
from tests.exchange.corpus.test_corpus import contents
from tests.services.area.sending import submission_from

SENT = Path(__file__).parent.parent / "exchange" / "tables_people_send"
HERE = contents()
FOLDER = write_edition(Path(tempfile.mkdtemp(prefix="sendsat-fuzzing-")) / "small")
YAML = {one: one.read_bytes() for one in sorted(FOLDER.glob("*.yaml"))}


def _unpacked(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


PARTS = _unpacked(SENT / "edited-in-google-sheets.xlsx")


def _into_a_round(content: bytes) -> None:
    make_preview(open_round(content, "audit.csv"), HERE, Asked("audit.csv", 1))


def _as_plan(content: bytes) -> None:
    open_plan(content, "plan.csv")


def _a_part_of_a_workbook(content: bytes) -> None:
    """The rest takes the place of one part, which the first byte names."""
    chosen = list(PARTS)[content[0] % len(PARTS)] if content else ""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in PARTS.items():
            archive.writestr(name, content[1:] if name == chosen else part)
    make_preview(read_upload(stream.getvalue(), "audit.xlsx"), HERE, Asked("audit.xlsx", 1))


def _a_round_that_moves(content: bytes) -> None:
    read_round(content)


def _a_submission(content: bytes) -> None:
    """As a file, and as what a file holds that somebody signed who changed it."""
    with suppress(Invalid):
        submission_in(document.read(content).content)
    try:
        signed = json.loads(content)
    except (ValueError, RecursionError):
        return
    if isinstance(signed, dict):
        submission_in(signed)


def _a_file_of_an_edition(content: bytes) -> None:
    """The rest takes the place of one file, which the first byte names."""
    chosen = list(YAML)[content[0] % len(YAML)] if content else FOLDER / "edition.yaml"
    chosen.write_bytes(content[1:])
    try:
        load_edition(FOLDER)
    finally:
        chosen.write_bytes(YAML[chosen])


def _typed(content: bytes) -> None:
    check_text(content.decode("utf-8", "surrogateescape"), what="commentary")


DOORS: tuple[Callable[[bytes], None], ...] = (
    _into_a_round,
    _as_plan,
    _a_part_of_a_workbook,
    _a_round_that_moves,
    _a_submission,
    _a_file_of_an_edition,
    _typed,
)


def try_one(case: bytes) -> None:
    """Let one case in by the way its first byte names. Raises as that does."""
    if case:
        DOORS[case[0] % len(DOORS)](case[1:])


def good_cases() -> list[bytes]:
    """Files as people send them, each through each way that takes its kind."""
    found = [bytes([door]) + one.read_bytes() for one in sorted(SENT.iterdir()) for door in (0, 1, 3)]
    found += [bytes([2, place]) + part for place, part in enumerate(PARTS.values())]
    found += [bytes([5, place]) + part for place, part in enumerate(YAML.values())]
    sent = submission_from("a" * 32, LM1=Rating.RED, LM2=Rating.GREEN)
    found += [b"\4" + sent, b"\4" + json.dumps(document.read(sent).content).encode()]
    return [*found, "\6Wörter, \u202e😀".encode()]
