"""The mirror on the Local area page: the largest disagreements open, the rest folded."""

from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.area import receiving
from sendsat.services.rounds import judging
from tests.ui.area.test_area_pages import _area, begin, sent, words
from tests.ui.visit import desk

OWN = ("LA8", "LA19", "LA9", "LA1", "LA2", "LA5", "LA12", "LA13")
RED = dict.fromkeys(("LM2", "LM5", "LM13", "SP5", "LM3", "SP1"), Rating.RED)
OTHERWISE, THE_SAME = "More where most see it otherwise", "Where at least half say the same as you"


def on_screen(page: AppTest) -> str:
    """What is said on the screen: of the page's words all but those for paper alone."""
    paper = [one.proto.body for one in page.get("html") if 'class="paper-only"' in one.proto.body]
    said = words(page)
    for one in paper:
        said = said.replace(one, "")
    return said


def test_the_largest_disagreements_are_open_and_the_rest_is_folded(own_database: None) -> None:
    page = begin(_area)
    [round_] = viewing.rounds_of(desk())
    for one in OWN:
        judging.rate(desk(), round_id=round_.id, team_id=round_.teams[0].id, statement_id=one, rating=Rating.GREEN)
    for number in range(5):
        receiving.accept(desk(), data=sent(number, **RED, LM15=Rating.GREEN))
    receiving.draw_area(desk(), minimum=5)
    page.run()
    said, every = on_screen(page), words(page)
    assert every.count("5 of 5 providers see it otherwise") == 12, "paper has them all"
    assert "12 of 14 pairs: more than half of your providers see it otherwise." in said
    assert said.count("5 of 5 providers see it otherwise") == 5
    assert "Your providers: **▲ Red 5, ◆ Amber 0, ● Green 0**" in said
    assert "all 5 providers say the same" not in said
    assert [one.label for one in page.expander if "(" in one.label] == [f"{OTHERWISE} (7)", f"{THE_SAME} (2)"]

    page.session_state["mirror_apart"] = page.session_state["mirror_alike"] = True
    said = on_screen(page.run())
    assert not page.exception
    assert said.count("5 of 5 providers see it otherwise") == 12
    assert said.count("all 5 providers say the same") == 2
