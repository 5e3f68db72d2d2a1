"""The due dates of open actions as a calendar file: one all-day entry each, known again by its id when taken in twice.

Entries are events, because Outlook leaves out to-dos. Must not import storage, reports, services or any screen.
"""

from datetime import timedelta

from icalendar import Calendar, Event

from sendsat.exchange.files.safe_text import without_control
from sendsat.exchange.plan.rows import Plan, PlanRow


def plan_ics(plan: Plan) -> bytes:
    """The calendar's bytes; finished actions and those without a date stay out."""
    calendar = Calendar()
    calendar.add("prodid", "-//sendsat//Action plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", without_control(f"Action plan, {plan.whose}"))
    for row in plan.rows:
        if row.action.status.is_open and row.action.due:
            calendar.add_component(_event(plan, row))
    return bytes(calendar.to_ical())


def _event(plan: Plan, row: PlanRow) -> Event:
    action, event = row.action, Event()
    assert action.due is not None
    event.add("uid", f"action-{action.id}@{plan.organisation.uid}.sendsat")
    event.add("dtstamp", action.updated_at)
    event.add("last-modified", action.updated_at)
    event.add("sequence", max(0, int((action.updated_at - action.created_at).total_seconds())))
    event.add("dtstart", action.due)
    event.add("dtend", action.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    first_line = without_control(" ".join(action.text.split()))
    event.add("summary", f"Due: {first_line if len(first_line) <= 120 else first_line[:119] + '…'}")
    event.add("description", without_control(_description(row)))
    event.add("categories", ["SEND action plan"])
    return event


def _description(row: PlanRow) -> str:
    action = row.action
    lines = [action.text, ""]
    lines += [f"Success measure: {action.success_measure}"] if action.success_measure else []
    lines += [f"Owner: {action.owner}"] if action.owner else []
    lines += [f"Priority: {action.priority.word}", f"Status: {action.status.word}"]
    lines += [f"Statements: {row.statement_ids} (rated {row.rating_now or 'in no round'})"]
    return "\n".join(lines)
