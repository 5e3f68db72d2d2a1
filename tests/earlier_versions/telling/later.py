"""What only some versions know: the report, roles, supplements, leaders, the bin, sites, groups, the local area."""

from typing import Any

from .college import rate
from .verbs import college_kind, meaning, verb

SUMMARY = "Our Windermead summary, in our own words"
INVITED = "kim@example.org"
SITE, OLD_SITE, GROUP = "Weathervane campus", "Old Tannery site", "The Cobblestone group"
BINNED_ROUND, BINNED_TEAM, BINNED_COLLEGE = "Started by mistake", "Choir of Elmstead", "Ravenscar Academy"
LEADERS = "Leaders weighed the Halyard visits more"
PROVIDER, AUTHORITY = "Millrace Training", "Northmoor Council"
REDACTED, PERSON = "Bluebottle", "Merlin Sample"


def report(desk: Any, round_id: int) -> None:
    """A text of the report in the college's own words, and what its governors are to read first."""
    if edit := verb("edit_item"):
        item = verb("report", of="reporting")(desk, round_id).summary
        edit(desk, round_id=round_id, item=item, text=SUMMARY, seen=item.text)
    if pick := verb("pick", of="governors"):
        built, kind = verb("report", of="reporting")(desk, round_id), meaning("ItemKind")("improvement")
        first = next(iter(verb("offered")(built, kind)))
        pick(desk, built=built, team_id=None, kind=kind, statement_ids=(first,), seen=())
    if arrange := verb("arrange"):
        arrange(desk, round_id=round_id, team_id=None, numbers=("1",), seen=())


def supplements(desk: Any, round_id: int, team_id: int) -> None:
    """The round also asks what came since 2016."""
    if not (ask := verb("set_supplements")) or not desk.library.supplements:
        return
    asked = desk.library.supplements[0]
    ask(desk, round_id=round_id, supplements=(asked.id,))
    rate(desk, round_id, team_id, {next(iter(asked.statements)): "amber"})


def leaders(desk: Any, round_id: int) -> None:
    """Leaders agree on a statement that two teams see differently."""
    if agree := verb("agree_rating"):
        verb("set_roll_up")(desk, round_id=round_id, roll_up=meaning("RollUp")("leaders"))
        seen = verb("snapshots")(desk, round_id)[0].standings["SP1"]
        place = {"round_id": round_id, "statement_id": "SP1"}
        agree(desk, **place, rating=meaning("Rating")("amber"), reason=LEADERS, seen=seen)


def people(desk: Any) -> None:
    """Somebody is invited and comes, somebody only invited; a link to read by."""
    if not (invite := verb("invite")):
        return
    role = meaning("Role")
    invite(desk, who=INVITED, role=role("lead"))
    invite(desk, who="@example.net", role=role("reader"))
    kim = meaning("stranger")(subject="https://login.example|kim", mail=INVITED, name="Kim Example")
    verb("admit")(desk.store, kim, first_administrator="", now=desk.now())
    if note := verb("note_sign_in"):
        note(desk.store, kim, now=desk.now())
    if link := verb("make_link"):
        link(desk, name="Governors of Greenfinch", days=7)


def taken_out(desk: Any, round_id: int, team_id: int) -> None:
    """Words and a person that should not have been written are removed everywhere."""
    if not (find := verb("find_words")):
        return
    place = {"round_id": round_id, "team_id": team_id, "statement_id": "LM4"}
    text = f"{REDACTED} said this, {PERSON} wrote it down"
    verb("write", of="judging")(desk, **place, field="commentary", text=text, seen="")
    verb("remove_words")(desk, words=REDACTED, seen=len(find(desk, REDACTED)))
    verb("erase_person")(desk, name=PERSON, seen=len(verb("find_person")(desk, PERSON)))


def bin_(desk: Any) -> None:
    """A round, a team and another organisation wait in the bin."""
    if put := verb("put_in_bin"):
        put(desk, round_id=verb("start_round")(desk, name=BINNED_ROUND).id)
    if put := verb("put_team_in_bin"):
        put(desk, team_id=verb("add_team")(desk, name=BINNED_TEAM, sections=("study-programmes",)).id)
    if put := verb("put_organisation_in_bin"):
        other = verb("found_another")(desk, name=BINNED_COLLEGE, kind=college_kind(), round_name="Its own")
        put(type(desk)(store=desk.store, library=desk.library, organisation=other, now=desk.now))


def sites(desk: Any, team_id: int) -> None:
    """Two sites, of which one becomes part of the other; a group."""
    if not (add := verb("add_site")):
        return
    site = add(desk, name=SITE)
    verb("place_team", of="sites")(desk, team_id=team_id, site_id=site.id)
    old = add(desk, name=OLD_SITE)
    if merge := verb("merge_site"):
        merge(desk, site_id=old.id, into_id=site.id, seen=frozenset())
    verb("start_group")(desk, name=GROUP)


def area(desk: Any, round_id: int) -> bytes | None:
    """A local authority in the same database takes in what the college shares, by file and, once it can, directly.
    What is shared last is a file that has not arrived."""
    if not (preview := verb("preview_submission")):
        return None
    kind = meaning("OrganisationKind")
    theirs = verb("found_another")(desk, name=AUTHORITY, kind=kind("local_authority"), round_name="Its own")
    hall = type(desk)(store=desk.store, library=desk.library, organisation=theirs, now=desk.now)
    verb("add_provider")(hall, name=PROVIDER, kind=college_kind(), contact="Ask for Ash")
    choice = meaning("Choice", of="submission")(AUTHORITY, theirs.uid, ("leadership",), commentary=True, actions=True)

    def shared(by: Any) -> Any:
        return by(desk, round_id=round_id, choice=choice, seen=preview(desk, round_id, choice))

    verb("accept", of="receiving")(hall, data=shared(verb("submit"))[1])
    if send := verb("send", of="submitting"):
        shared(send)
    waiting: bytes = shared(verb("submit"))[1]
    return waiting
