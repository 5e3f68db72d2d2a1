"""Tables as people fill them, tried on the whole guide: each is read rightly, or says what was not read."""

from pathlib import Path

from sendsat.exchange.round_in.preview import Preview
from sendsat.services import importing
from sendsat.services.desk import Desk

SENT = Path(__file__).parent.parent / "tables_people_send"


def look(desk: Desk, name: str) -> Preview:
    return importing.preview_import(desk, 1, 1, (SENT / name).read_bytes(), name)


def test_every_painted_rating_is_read_whatever_names_its_colour(college: Desk) -> None:
    found = look(college, "paints.xlsx")
    read = {one.statement_id: one.value for one in (*found.changes, *found.conflicts) if "painted" in one.guess}
    theme, pattern, gradient, indexed = read["LM4"], (read["LM6"], read["LM7"]), read["LM8"], read["LM13"]
    assert (theme, pattern, gradient, indexed) == ("red", ("red", "red"), "green", "red")
    assert len(read) == 18
