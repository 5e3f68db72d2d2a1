"""What is shared with a local authority: texts of several teams are told apart, and no team is named."""

from sendsat.assessment.area.submission import by_team


def test_one_teams_text_stands_as_it_was_written_and_several_are_told_apart() -> None:
    assert by_team(()) == ()
    assert by_team(("We know.",)) == ("We know.",)
    assert by_team(("We know.", "We do not.")) == ("One team: We know.", "One team: We do not.")
