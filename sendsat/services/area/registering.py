"""A local authority's register of providers: add, change, merge, remove, and take each of these back."""

from dataclasses import replace

from sendsat.assessment.area.partners import Provider
from sendsat.assessment.area.submission import LONGEST_NAME
from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rules import storable
from sendsat.errors import Invalid, Refused
from sendsat.services.area.receiving import check_authority
from sendsat.services.desk import Desk
from sendsat.services.work import May, Work, writing
from sendsat.storage.queries import organisations
from sendsat.storage.queries.area import area


def add_provider(desk: Desk, *, name: str, kind: OrganisationKind, contact: str = "", alias: str = "") -> Provider:
    """Put a provider into the register. Raises `Invalid` for a name that is empty, too long or taken."""
    with writing(desk, May.BRING_IN, "add_provider") as work:
        check_authority(work)
        name = _free_name(work, name)
        added = area.add_provider(work, name=name, kind=kind, contact=_line(contact), alias=_line(alias))
        work.note("provider added", "", added.name)
    return added


def change_provider(
    desk: Desk, *, provider_id: int, name: str, kind: OrganisationKind, contact: str, alias: str
) -> Provider:
    """Change what the register says of a provider. Raises `Invalid` as `add_provider`, `NotFound`."""
    with writing(desk, May.BRING_IN, "change_provider") as work:
        before = area.get_provider(work, provider_id)
        name = _free_name(work, name, but=provider_id)
        after = replace(before, name=name, kind=kind, contact=_line(contact), alias=_line(alias))
        area.save_provider(work, after)
        work.note("provider changed", _told(before), _told(after))
    return after


def merge_provider(desk: Desk, *, provider_id: int, into_id: int) -> None:
    """Say that a provider is another one of the register. Only one that never sent anything can be merged: nothing of
    what was submitted moves. `bring_back_provider` takes it back. Raises `Refused`, `NotFound`."""
    with writing(desk, May.BRING_IN, "merge_provider") as work:
        provider, into = area.get_provider(work, provider_id), area.get_provider(work, into_id)
        if provider.id == into.id or not into.is_here:
            raise Refused("A provider is merged with another one of the register.", "Choose another.")
        if provider.uid:
            raise Refused(
                f"{provider.name} has sent submissions of its own, so it stays.", "Merge the other one into it instead."
            )
        area.save_provider(work, replace(provider, merged_into=into.id))
        work.note("provider merged", provider.name, into.name)


def remove_provider(desk: Desk, *, provider_id: int) -> None:
    """Take a provider out of the register: its submission counts no longer, and is kept. Raises `NotFound`."""
    with writing(desk, May.BRING_IN, "remove_provider") as work:
        provider = area.get_provider(work, provider_id)
        latest = area.area_of(work).latest(provider_id)
        if latest is not None:
            area.end_received(work, latest.id, by="removed", keep=True)
        area.save_provider(work, replace(provider, removed_at=provider.removed_at or work.deed.at))
        work.note("provider removed", provider.name, "")


def bring_back_provider(desk: Desk, *, provider_id: int) -> None:
    """Bring back a provider that was removed or merged, with all that it had: its submission waits to come into the
    view anew. Raises `Invalid` where its name is taken
    now, `NotFound`."""
    with writing(desk, May.BRING_IN, "bring_back_provider") as work:
        provider = area.get_provider(work, provider_id)
        _free_name(work, provider.name, but=provider_id)
        area.save_provider(work, replace(provider, removed_at=None, merged_into=None))
        area.restore_received(work, provider_id)
        work.note("provider brought back", "", provider.name)


def let_send(desk: Desk, *, anyone: bool) -> None:
    """Say whether any provider in this database may send something directly; whoever has the code always may."""
    with writing(desk, May.BRING_IN, "let_send") as work:
        check_authority(work)
        before = organisations.get_organisation(work).takes_submissions
        organisations.let_send(work, anyone=anyone)
        work.note("who may send us something directly", _who(before), _who(anyone))


def _who(anyone: bool) -> str:
    return "any provider here" if anyone else "whoever is in the register or has our code"


def _free_name(work: Work, typed: str, *, but: int = 0) -> str:
    name = _line(typed)
    if not name:
        raise Invalid("A provider needs a name.", "Type one.")
    taken = {provider.name.casefold() for provider in area.area_of(work).here if provider.id != but}
    if name.casefold() in taken:
        raise Invalid(f"{name} is in the register already.", "Give another name, or change the one that is there.")
    return name


def _line(typed: str) -> str:
    line = " ".join(storable(typed).split())
    if len(line) > LONGEST_NAME:
        raise Invalid("This is too long.", f"Use at most {LONGEST_NAME} characters.")
    return line


def _told(provider: Provider) -> str:
    return ", ".join(filter(None, (provider.name, provider.kind.word, provider.contact, provider.alias)))
