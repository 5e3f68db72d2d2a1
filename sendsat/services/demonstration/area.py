"""Makes a local area of the demonstration: a made-up authority with a register, to which the college and made-up
providers have sent what they say. Uses the verbs of this package as people do, so each step is checked and noted."""

import uuid
from dataclasses import replace
from datetime import timedelta

from sendsat.assessment.area.submission import Choice, SharedStatement, Submission, Withdrawal
from sendsat.assessment.organisations import Organisation, OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.exchange.submission.contents import submission_file, withdrawal_file
from sendsat.exchange.submission.signing import new_key
from sendsat.services import viewing
from sendsat.services.area import accepting, receiving, registering, submitting
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_another
from sendsat.services.rounds import judging
from sendsat.services.work import reading
from sendsat.storage.queries.area.unaccepted import unaccepted_of

AUTHORITY = "Three Rivers Council (made up)"
COLLEGE, SCHOOL, TRAINING = (
    OrganisationKind.FE_COLLEGE,
    OrganisationKind.SIXTH_FORM_COLLEGE,
    OrganisationKind.TRAINING_PROVIDER,
)
PROVIDERS = {
    "Ashdown College (made up)": COLLEGE,
    "Provider A": COLLEGE,
    "Brookfield Sixth Form (made up)": SCHOOL,
    "Crossways Training (made up)": TRAINING,
    "Dale Specialist College (made up)": OrganisationKind.SECTION_41,
    "Eastgate College (made up)": COLLEGE,
    "Fernhill Training (made up)": TRAINING,
    "Provider B": TRAINING,
    "Greenway Sixth Form (made up)": SCHOOL,
    "Harbour Skills (made up)": TRAINING,
    "Ivybridge College (made up)": COLLEGE,
    "Juniper Training (made up)": TRAINING,
}
"""The providers that send a file, in the order in which they do, and what each is."""
ALIASES = ("Provider A", "Provider B")
WITHDRAWN = "Juniper Training (made up)"
STILL_TO_SEND = ("Kestrel College (made up)", "Larch Lane Training (made up)", "Moorland College (made up)")
TALKATIVE = 5
"""So many of the first give their reasons, where the college gives its own."""
REASONS = {
    Rating.RED: "Nobody leads on this yet. It is on the next leaders' agenda.",
    Rating.AMBER: "Two of our four departments do this. The others have had the training.",
    Rating.GREEN: "We do this everywhere, and look at it again each term.",
}
COLOURS = (Rating.RED, Rating.AMBER, Rating.AMBER, Rating.GREEN, Rating.GREEN)


def gather_area(riverbank: Desk) -> Organisation:
    """Begin a local authority beside the demonstration's college, with a register and what twelve providers sent it,
    added up. Returns the authority."""
    [ours] = viewing.snapshots(riverbank, viewing.newest_round(riverbank))
    authority = found_another(
        riverbank, name=AUTHORITY, kind=OrganisationKind.LOCAL_AUTHORITY, round_name=ours.round.name
    )
    desk = replace(riverbank, organisation=authority)
    _rate(desk)
    for name in STILL_TO_SEND:
        registering.add_provider(desk, name=name, kind=OrganisationKind.FE_COLLEGE, contact="")
    example = _of_the_college(riverbank, authority)
    _accept(desk)
    for number, name in enumerate(PROVIDERS):
        _receive(desk, example, number, name)
    receiving.draw_area(desk, minimum=5)
    return authority


def _rate(desk: Desk) -> None:
    """The authority rates itself, so that it can be seen beside its providers."""
    [snapshot] = viewing.snapshots(desk, viewing.newest_round(desk))
    for number, (statement_id, asked) in enumerate(snapshot.asked.items()):
        for team_id in asked:
            ids = {"round_id": snapshot.round.id, "team_id": team_id}
            judging.rate(desk, **ids, statement_id=statement_id, rating=COLOURS[number % len(COLOURS)])


def _of_the_college(riverbank: Desk, authority: Organisation) -> Submission:
    """What the college sends directly, with its reasons."""
    edition, round_id = riverbank.library.current, viewing.newest_round(riverbank)
    sections = tuple(section.id for section in edition.sections if section.id != "local-authorities")
    choice = Choice(AUTHORITY, authority.uid, sections, commentary=True)
    submission = submitting.preview_submission(riverbank, round_id, choice)
    submitting.send(riverbank, round_id=round_id, choice=choice, seen=submission)
    return submission


def _accept(desk: Desk) -> None:
    """The authority knows the college's key by its fingerprint from now on."""
    with reading(desk) as scope:
        waiting = unaccepted_of(scope)
    for submission in waiting:
        accepting.accept_waiting(desk, unaccepted_id=submission.id)


def _receive(desk: Desk, example: Submission, number: int, name: str) -> None:
    """Take in a made-up provider's file; of one of them also the file that takes it back."""
    key, known_as, made_at = new_key(), uuid.uuid4().hex, desk.now() - timedelta(days=len(PROVIDERS) - number)
    sent = replace(
        example,
        uid=uuid.uuid4().hex,
        made_at=made_at,
        provider_uid=known_as,
        provider=name,
        kind=PROVIDERS[name].value,
        is_alias=name in ALIASES,
        statements=tuple(_said(shared, place, number) for place, shared in enumerate(example.statements)),
    )
    receiving.accept(desk, data=submission_file(sent, key))
    if name == WITHDRAWN:
        taken_back = Withdrawal(uuid.uuid4().hex, made_at + timedelta(hours=1), desk.organisation.uid, known_as)
        receiving.accept(desk, data=withdrawal_file(taken_back, key))


def _said(example: SharedStatement, place: int, number: int) -> SharedStatement:
    """What one provider says of a statement: some are hard for most, and later ones leave some unrated."""
    is_talkative = number < TALKATIVE
    if not is_talkative and (place + number) % 9 == 0:
        return SharedStatement(example.statement_id, None)
    is_hard = place % 6 == 0 and number % 3 != 0
    rating = Rating.RED if is_hard else COLOURS[(place + place // 5 + number) % len(COLOURS)]
    tells = is_talkative and bool(example.rating) and bool(example.commentary)
    return SharedStatement(example.statement_id, rating, (REASONS[rating],) if tells else ())
