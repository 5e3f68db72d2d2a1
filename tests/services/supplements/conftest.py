"""A library with a supplement beside the guide."""

import pytest

from sendsat.guide.library import Library
from tests.factories import make_edition, make_library
from tests.services.supplements.asked import EXTRA


@pytest.fixture(scope="module")
def library() -> Library:
    """A guide with a supplement beside it."""
    return make_library(make_edition(), EXTRA)
