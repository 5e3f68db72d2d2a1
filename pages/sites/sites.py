"""Sites: a round site by site."""

from sendsat.ui.sites import by_site

by_site.draw()
