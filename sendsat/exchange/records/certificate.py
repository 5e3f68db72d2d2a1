"""What says that something or somebody was erased for good: what went, how much of it, when and by whom. Pure."""

from sendsat.assessment.records.bin import Erased

KEPT = "Not erased: an account that another organisation in this sendsat has too. Its administrator can erase it there."


def certificate_md(organisation: str, erased: Erased) -> bytes:
    """The certificate as text; `organisation` is whose it was, "" where it is the organisation itself."""
    counted = erased.lines or (f"nothing: the {erased.what.lower()} was empty",)
    lines = (
        "# Erased for good",
        "",
        *((f"Organisation: {organisation}",) if organisation else ()),
        f"{erased.what}: {erased.name}",
        f"When: {erased.at.day} {erased.at:%B %Y, %H:%M} UTC",
        f"By: {erased.person}",
        "",
        "What was erased:",
        "",
        *(f"- {line}" for line in counted),
        *(("", KEPT) if erased.kept else ()),
        "",
        "This says what sendsat erased from its database. Older backups and files that people took away may "
        "still hold it.",
    )
    return ("\n".join(lines) + "\n").encode()
