"""The mark of a statement or a point: law, statutory guidance, the guide says must, or good practice, and on what."""

from markupsafe import Markup

from sendsat.assessment.organisations import OrganisationKind
from sendsat.guide.edition import Edition
from sendsat.guide.law import Strength
from sendsat.guide.model import Facilitation, Point
from sendsat.ui.frame.html import NOTHING

POINT_MARKS = {
    Strength.LAW: "MUST: LAW",
    Strength.GUIDANCE: "MUST: STATUTORY GUIDANCE",
    Strength.GUIDE: "MUST: THE GUIDE SAYS",
    Strength.GOOD: "GOOD PRACTICE",
}


def point_mark(point: Point) -> Markup:
    """The mark before a point of guidance; nothing before background."""
    mark = point.strength
    return Markup('<span class="kind">{}</span>').format(POINT_MARKS[mark]) if mark else NOTHING


def statement_mark(edition: Edition, ours: Facilitation, kind: OrganisationKind) -> Markup:
    """The mark behind a statement's text, and whether the law behind it leaves this kind of organisation out."""
    told = Markup(' <span class="mark"><span class="kind">{}</span>{}</span>')
    return told.format(ours.duty.word, _unbound(edition, ours, kind, ours.duty))


def rests_on(edition: Edition, told: Point | Facilitation) -> Markup:
    """What it rests on: each provision with whom it binds where it is law, then the paragraphs of the code."""
    is_law = (told.strength if isinstance(told, Point) else told.duty) is Strength.LAW
    titles = [provision.title for provision in edition.provisions(told)]
    shown = [provision.told for provision in edition.provisions(told)] if is_law else titles
    cites = "; ".join((*shown, *edition.cited(told)[len(titles) :]))
    covers = told.covers if isinstance(told, Facilitation) else None
    cited = Markup(' <span class="cites">({})</span>').format(cites) if cites else NOTHING
    return cited + (Markup(" {}").format(covers) if covers else NOTHING)


def point_unbound(edition: Edition, point: Point, kind: OrganisationKind) -> Markup:
    """For a point marked as law: that it does not bind this kind of organisation."""
    return _unbound(edition, point, kind, point.strength)


def _unbound(edition: Edition, told: Point | Facilitation, kind: OrganisationKind, mark: Strength | None) -> Markup:
    says = kind.unbound_by(edition.provisions(told)) if mark is Strength.LAW else ""
    return Markup(' <span class="unbound">{}</span>').format(says) if says else NOTHING
