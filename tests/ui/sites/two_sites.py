"""A demonstration whose teams work at two sites, North chosen on a page that asks whose ratings to show."""

from streamlit.testing.v1 import AppTest

from sendsat.services import viewing
from sendsat.services.organisation import sites
from tests.ui.visit import desk


def choose_north(page: AppTest) -> AppTest:
    """Put the teams of the newest round in turn at two sites, and choose North."""
    known = [sites.add_site(desk(), name=name).id for name in ("North", "South")]
    for number, team in enumerate(viewing.rounds_of(desk())[-1].teams):
        sites.place_team(desk(), team_id=team.id, site_id=known[number % 2])
    return page.run().selectbox(key="whose").select("Site: North").run()
