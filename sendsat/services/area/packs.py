"""What a local authority hands out: the area pack, and to each provider its place in the local range."""

from collections.abc import Sequence

from sendsat.assessment.area.area import Cell, Place, places
from sendsat.assessment.area.mirror import Reflection
from sendsat.assessment.area.partners import Area, Provider, have_sent
from sendsat.assessment.values import Action
from sendsat.errors import Refused
from sendsat.exchange.area.docx import area_docx, feedback_docx
from sendsat.exchange.files.safe_text import file_name
from sendsat.exchange.formats import Format
from sendsat.exchange.report.pack.area_pptx import AreaPack, area_pptx
from sendsat.guide.edition import Edition
from sendsat.services.desk import Desk


def area_name(desk: Desk, kind: Format) -> str:
    """The name of the area pack's file."""
    return file_name(desk.organisation.name, "Local area", "", desk.today, kind)


def area_pack(desk: Desk, edition: Edition, cells: Sequence[Cell], note: str) -> bytes:
    """The area view as a Word document."""
    return area_docx(authority=desk.organisation.name, at=desk.now(), edition=edition, cells=cells, note=note)


def area_slides(
    desk: Desk,
    edition: Edition,
    area: Area,
    cells: Sequence[Cell],
    mirror: Sequence[Reflection],
    actions: Sequence[Action],
    note: str,
) -> bytes:
    """The area view as PowerPoint slides; `actions` are all of the authority's, of which those for common reds show."""
    sent = have_sent(area, area.here)
    return area_pptx(AreaPack(desk.organisation.name, desk.today, edition, sent, cells, mirror, actions, note))


def feedback_name(desk: Desk, provider: Provider) -> str:
    """The name of the file for one provider."""
    return file_name(provider.alias or provider.name, "Local range", "", desk.today, Format.DOCX)


def places_of(area: Area, provider: Provider, cells: Sequence[Cell]) -> tuple[Place, ...]:
    """A provider's place in the local range; nothing where no group that it stands in is large enough."""
    received, submitted = area.latest(provider.id), area.submitted
    mine = next((submission for submission in submitted if received is not None and submission.id == received.id), None)
    return places(submitted, mine, cells) if mine is not None else ()


def feedback_pack(desk: Desk, edition: Edition, area: Area, provider: Provider, cells: Sequence[Cell]) -> bytes:
    """A provider's place in the local range as a Word document. Raises `Refused` where the group is too small."""
    its_places = places_of(area, provider, cells)
    if not its_places:
        raise Refused(
            f"The group is too small to tell {provider.name} its place.", "It needs five other providers at least."
        )
    called, authority = provider.alias or provider.name, desk.organisation.name
    return feedback_docx(provider=called, authority=authority, at=desk.now(), edition=edition, places=its_places)
