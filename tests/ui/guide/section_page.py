"""What the tests of a section's page share: the page of Leadership, its parts, and somebody else who is at it too."""

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup, TextArea

from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging
from sendsat.services.rounds.judging import write
from tests.ui.visit import begin_elm, desk

ODD = "Autumn *2026* <i>late</i>"


def _page() -> None:
    from sendsat.ui.guide import section
    from tests.ui.visit import arrive

    arrive()
    section.draw("leadership")


def leadership_page() -> AppTest:
    """The page of the section Leadership, as somebody of Elm first sees it."""
    begin_elm(ODD)
    return AppTest.from_function(_page, default_timeout=20).run()


def section_page_of(team_id: int) -> AppTest:
    """The same page in the newest round, as one team of it sees it."""
    return AppTest.from_function(_page_of, default_timeout=20, args=(team_id,)).run()


def _page_of(team_id: int) -> None:
    from sendsat.ui.frame import view
    from sendsat.ui.guide import section
    from tests.ui.visit import arrive

    arrive()
    view.of_team(view.current(), team_id)
    section.draw("leadership")


def html(page: AppTest) -> list[str]:
    return [str(one.proto.body) for one in page.get("html")]


def somebody_else_writes(text: str) -> None:
    round_ = viewing.rounds_of(desk())[-1]
    ids = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}
    write(desk(), **ids, field="commentary", text=text, seen="")


def commentary() -> str:
    [said] = viewing.snapshots(desk(), viewing.rounds_of(desk())[-1].id)[0].standings["LM1"].judgements
    return said.commentary


def box(page: AppTest) -> TextArea:
    return next(one for one in page.text_area if one.label == "Why this rating? (LM1)")


def rating(page: AppTest) -> ButtonGroup:
    return next(one for one in page.get("button_group") if str(one.key).endswith("_LM1"))


def somebody_else_rates(value: Rating | None) -> None:
    round_ = viewing.rounds_of(desk())[-1]
    judging.rate(desk(), round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM1", rating=value)


def rated() -> Rating | None:
    return viewing.snapshots(desk(), viewing.rounds_of(desk())[-1].id)[0].rating("LM1")


def press(page: AppTest, label: str) -> None:
    next(one for one in page.button if one.label == label).click().run()


def labels(page: AppTest) -> list[str]:
    return [one.label for one in page.button]


def open_drawer(page: AppTest) -> None:
    next(one for one in page.button if one.label == "Evidence, actions and more").click().run()


def an_action(page: AppTest) -> TextArea:
    planning.plan_action(
        desk(), round_id=viewing.rounds_of(desk())[-1].id, team_id=None, statements=("LM1",), draft=Draft("Do it.")
    )
    next(one for one in page.button if one.label == "Evidence, actions and more").click().run()
    return next(one for one in page.text_area if one.label == "What will be done")
