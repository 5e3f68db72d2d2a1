"""A supplement stands beside the guide: it may be smaller, passes nothing off as the guide's, changes no count."""

import shutil
from pathlib import Path

import pytest

from sendsat.__main__ import main
from sendsat.errors import EditionError
from sendsat.guide.as_json import edition_as_json
from sendsat.guide.edition import Edition
from sendsat.guide.law import Provision, Strength
from sendsat.guide.library import Library
from sendsat.guide.loader import check_folder, load_edition
from sendsat.guide.model import Facilitation, OfstedMapping, Point, Statement
from sendsat.guide.words.review import content_log
from sendsat.settings import SHIPPED_EDITION, SHIPPED_SUPPLEMENT, load_settings
from tests.editions import FRAMEWORK, make_help, make_step, make_whole_edition, write_edition

LEFT_OUT = ("glossary.yaml", "changes.yaml", "related.yaml")
FROM_AMBER = make_step("Show it.").model_copy(update={"from_": "amber", "to": "green"})
HELP = make_help(make_step("Do it."), FROM_AMBER)
BACKGROUND = Point(text="This is so.", kind="fact")


def make_supplement(
    statement_id: str = "SU1", *, ours: Facilitation | None = HELP, origin: str = "sendsat", point: Point = BACKGROUND
) -> Edition:
    """A supplement of one statement with a point of guidance beside it."""
    whole = make_whole_edition("small-2026")
    section = whole.sections[2]
    (part,) = section.subsections
    mapping = OfstedMapping.model_validate({"areas": ("inclusion",), "origin": origin})
    statement = Statement(id=statement_id, number=1, text="It is so.", ofsted={FRAMEWORK: mapping}, ours=ours)
    question = part.questions[0].model_copy(update={"statements": (statement,)})
    part = part.model_copy(update={"guidance": (point,), "questions": (question,)})
    section = section.model_copy(update={"id": "supplement", "prefix": statement_id[:2], "subsections": (part,)})
    return Edition(
        header=whole.header.model_copy(update={"kind": "supplement", "sections": ("supplement.yaml",)}),
        sections=(section,),
        resources=(),
        frameworks=whole.frameworks,
        laws=(Provision(id="act-1", act="An Act"),),
        roles=whole.roles,
        wordings=whole.wordings,
    )


def write_supplement(folder: Path, supplement: Edition | None = None) -> Path:
    """Write a supplement without the files that it may leave out."""
    write_edition(folder, supplement or make_supplement())
    for name in LEFT_OUT:
        (folder / name).unlink()
    return folder


def test_an_edition_that_does_not_say_its_kind_is_a_guide_and_the_shipped_ones_say_it() -> None:
    assert not make_whole_edition().is_supplement
    assert (load_edition(SHIPPED_EDITION).header.kind, load_edition(SHIPPED_SUPPLEMENT).header.kind) == (
        "guide",
        "supplement",
    )
    assert "kind: guide" in (SHIPPED_EDITION / "edition.yaml").read_text(encoding="utf-8")


def test_a_kind_that_nobody_knows_is_a_fault(tmp_path: Path) -> None:
    folder = write_supplement(tmp_path / "supplement")
    header = folder / "edition.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace("supplement\n", "appendix\n", 1), encoding="utf-8")

    assert any("kind should be 'guide' or 'supplement'" in fault for fault in check_folder(folder))


def test_a_supplement_may_leave_out_glossary_changes_and_related_statements(tmp_path: Path) -> None:
    folder = write_supplement(tmp_path / "supplement")

    assert check_folder(folder) == []
    loaded = load_edition(folder)
    assert (loaded.glossary, loaded.changes, loaded.related) == ((), (), ())
    assert loaded.changes_for == {"3.1": ()}


@pytest.mark.parametrize("name", ["resources.yaml", "ofsted.yaml", "laws.yaml", "roles.yaml", "wording.yaml"])
def test_a_supplement_needs_the_other_files(tmp_path: Path, name: str) -> None:
    folder = write_supplement(tmp_path / "supplement")
    (folder / name).unlink()

    assert check_folder(folder) == [f"{name}: is missing"]


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_a_supplement_has_although_it_need_not_is_read(tmp_path: Path, name: str) -> None:
    folder = write_supplement(tmp_path / "supplement")
    (folder / name).write_text("- nonsense: x\n", encoding="utf-8")

    assert any(fault.startswith(f"{name}: line 1: ") for fault in check_folder(folder))


@pytest.mark.parametrize(
    ("supplement", "says"),
    [
        pytest.param(
            make_supplement(point=Point(text="You must.", kind="must")),
            "a must of a supplement names its law",
            id="must",
        ),
        pytest.param(
            make_supplement(ours=HELP.model_copy(update={"duty": Strength.GUIDE})), "no guide says must", id="duty"
        ),
        pytest.param(make_supplement(origin="guide"), "its Ofsted areas are ours", id="Ofsted areas"),
        pytest.param(make_supplement(ours=None), "needs what helps to rate it", id="nothing to rate it by"),
        pytest.param(
            make_supplement().model_copy(update={"resources": make_whole_edition().resources}),
            "origin must be sendsat",
            id="resource",
        ),
    ],
)
def test_a_supplement_passes_nothing_off_as_the_guides(tmp_path: Path, supplement: Edition, says: str) -> None:
    (fault,) = check_folder(write_supplement(tmp_path / "supplement", supplement))

    assert says in fault
    assert ": line " in fault


def test_a_must_that_names_the_code_is_sound_in_a_supplement(tmp_path: Path) -> None:
    point = Point(text="You should.", kind="must", cop=("7.13",))

    assert check_folder(write_supplement(tmp_path / "supplement", make_supplement(point=point))) == []


def test_the_library_offers_supplements_apart_and_rates_new_rounds_with_the_guide() -> None:
    supplement, guide = make_supplement(), make_whole_edition()

    library = Library([supplement, guide])

    assert library.current is guide
    assert library.supplements == (supplement,)
    assert library.get("small-2026") is supplement
    assert Library([guide]).supplements == ()


def test_a_library_of_supplements_alone_does_not_open() -> None:
    with pytest.raises(EditionError, match="none of the editions is a guide"):
        Library([make_supplement()])


def test_a_supplement_with_an_id_of_the_guide_does_not_open_and_the_check_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(SHIPPED_SUPPLEMENT, tmp_path / "supplement"))
    section = folder / "supplement.yaml"
    section.write_text(section.read_text(encoding="utf-8").replace("SU", "SP"), encoding="utf-8")
    with pytest.raises(EditionError, match="SP1, SP2, SP3"):
        Library.open((SHIPPED_EDITION, folder))

    monkeypatch.setattr("sendsat.settings.SHIPPED_SUPPLEMENT", folder)
    assert main(["check"]) == 1
    assert "supplement-2026: SP1, SP2" in capsys.readouterr().out


def test_what_is_shipped_opens_as_the_guide_with_one_supplement_and_still_counts_ninety_one() -> None:
    library = Library.open(load_settings().edition_dirs)

    assert (library.current.id, len(library.current.statements)) == ("guide-2016", 91)
    assert [(one.id, len(one.statements)) for one in library.supplements] == [("supplement-2026", 12)]


@pytest.mark.parametrize("shipped", [SHIPPED_EDITION, SHIPPED_SUPPLEMENT], ids=lambda one: one.name)
def test_an_edition_is_a_folder_a_copy_under_another_id_loads_beside_it(shipped: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shipped, tmp_path / "copy"))
    header = folder / "edition.yaml"
    header.write_text(header.read_text(encoding="utf-8").replace("id: ", "id: own-", 1), encoding="utf-8")

    assert check_folder(folder) == []
    library = Library.open((SHIPPED_EDITION, SHIPPED_SUPPLEMENT, folder))

    copied = load_edition(folder)
    assert library.get(copied.id) == copied
    assert copied.id.startswith("own-")
    assert library.current.id == "guide-2016"
    assert (copied in library.supplements) is copied.is_supplement


def test_the_check_reads_both_shipped_folders_and_names_a_fault_of_the_supplement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(SHIPPED_SUPPLEMENT, tmp_path / "supplement"))
    section = folder / "supplement.yaml"
    text = section.read_text(encoding="utf-8").replace("owner: Finance manager", "owner: Treasurer", 1)
    section.write_text(text, encoding="utf-8")
    monkeypatch.setattr("sendsat.settings.SHIPPED_SUPPLEMENT", folder)

    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("supplement.yaml: line ")
    assert "SU1: the owner 'Treasurer' of a next step is not in roles.yaml" in said


def test_all_of_a_supplement_is_ours_in_its_json_and_in_the_log_of_its_content() -> None:
    supplement = make_supplement()

    told = edition_as_json(supplement)
    lines = content_log(supplement)

    assert told["edition"]["kind"] == "supplement"
    (statement,) = told["sections"][0]["subsections"][0]["questions"][0]["statements"]
    assert statement["origin"] == "sendsat"
    assert sum(line.from_guide for line in lines) == 0
    assert all(line.ours and line.ours_reviewed for line in lines)
    assert "About the supplement" in {line.title for line in lines}
    assert not any("Glossary" in line.title or "printed" in line.title for line in lines)
