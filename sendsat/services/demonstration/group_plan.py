"""What the other colleges of the demonstration's group plan to do. All of it is made up. Dates are so many weeks from
the day on which it is loaded, so that some of it is late whenever that is."""

from dataclasses import dataclass
from datetime import date, timedelta

from sendsat.assessment.values import Priority, Status

FRIDAY = 4


@dataclass(frozen=True)
class Step:
    """An action: the statements it serves, who does it, and in how many weeks."""

    text: str
    statements: tuple[str, ...]
    owner: str
    weeks: int
    priority: Priority = Priority.MEDIUM
    status: Status = Status.NOT_STARTED

    def due(self, today: date) -> date:
        """The Friday of that week, or the next one."""
        day = today + timedelta(weeks=self.weeks)
        return day + timedelta(days=(FRIDAY - day.weekday()) % 7)


HIGH, BEGUN = Priority.HIGH, Status.IN_PROGRESS
HILLSIDE = (
    Step("Ask each local authority for one named contact, and meet all of them once a term.", ("LM2",),
         "Senior leader for SEND", -4, HIGH, BEGUN),
    Step("Write one page on whom staff ask for advice about support, and show it at every team meeting.", ("LM10",),
         "SEND lead", 2, HIGH),
    Step("Check that every learner who needs an evacuation plan has one, and that the duty team can find it.",
         ("LM20",), "Learning support manager", 1, HIGH, BEGUN),
    Step("Place learners in English and maths by what they can do now, and set targets where a course does not fit.",
         ("SP12", "WBL13"), "English and maths lead", 6),
    Step("Call parents who asked for it in the first half-term, and write down what was agreed.", ("SP21",),
         "Personal tutor", 9),
)  # fmt: skip
LAKESIDE = (
    Step("Explain to heads of area which money pays for which support, with three worked examples.", ("LM12",),
         "Finance manager", -2, status=BEGUN),
    Step("Hold two taster days with the schools that send most learners, and ask the schools what they missed.",
         ("LM15",), "Admissions manager", 8, HIGH),
    Step("Book a careers adviser from outside for every group with EHC plans, before options are chosen.", ("SP2",),
         "Careers leader", 4, HIGH, BEGUN),
    Step("Practise a first day at work with learners before each placement, with the employer where that works.",
         ("SP17",), "Curriculum lead", 5),
)  # fmt: skip
