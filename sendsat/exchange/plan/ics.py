"""The due dates of open actions and their milestones as a calendar file, known again by id when taken in twice.

Entries are events, because Outlook leaves out to-dos. Must not import storage, reports, services or any screen.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from icalendar import Calendar, Event

from sendsat.assessment.milestones import in_order
from sendsat.exchange.files.safe_text import without_control
from sendsat.exchange.plan.rows import Plan, PlanRow


def plan_ics(plan: Plan) -> bytes:
    """The calendar's bytes; what is finished and what has no date stays out."""
    calendar = Calendar()
    calendar.add("prodid", "-//sendsat//Action plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", without_control(f"Action plan, {plan.whose}"))
    for row in plan.rows:
        for event in _events(plan, row):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(plan: Plan, row: PlanRow) -> Iterator[Event]:
    """An open action's entry, and one for each of its milestones that is to come."""
    action = row.action
    if not action.status.is_open:
        return
    name = f"{action.id}@{plan.organisation.uid}.sendsat"
    if action.due:
        yield _event(row, f"action-{name}", f"Due: {action.text}", action.due)
    for step in in_order(action.milestones):
        if step.due and not step.done:
            yield _event(row, f"milestone-{step.number}-{name}", f"Milestone: {step.text}", step.due)


def _event(row: PlanRow, uid: str, words: str, due: date) -> Event:
    action, event = row.action, Event()
    event.add("uid", uid)
    event.add("dtstamp", action.updated_at)
    event.add("last-modified", action.updated_at)
    event.add("sequence", max(0, int((action.updated_at - action.created_at).total_seconds())))
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    first_line = without_control(" ".join(words.split()))
    event.add("summary", first_line if len(first_line) <= 125 else first_line[:124] + "…")
    event.add("description", without_control(_description(row)))
    event.add("categories", ["SEND action plan"])
    return event


def _description(row: PlanRow) -> str:
    action = row.action
    lines = [action.text, ""]
    lines += [f"Success measure: {action.success_measure}"] if action.success_measure else []
    lines += [f"Milestone: {step.words}" for step in in_order(action.milestones)]
    lines += [f"Owner: {action.owner}"] if action.owner else []
    lines += [f"Priority: {action.priority.word}", f"Status: {action.status.word}"]
    lines += [f"Statements: {row.statement_ids} (rated {row.rating_now or 'in no round'})"]
    return "\n".join(lines)
