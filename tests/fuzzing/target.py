"""What atheris runs again and again: `python -m tests.fuzzing.target FINDS [options of libFuzzer]`.

A refusal with a sentence is what a bad file gets. Everything else is a find: kept once for each place it came from,
and the search goes on.
"""

import hashlib
import sys
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["sendsat"]):
    from sendsat.errors import SendsatError
    from tests.fuzzing.doors import try_one

FINDS = Path(sys.argv[1])


def _keep(case: bytes, error: BaseException) -> None:
    """Keep a find under a name made from where it came from, with what was said."""
    inside = [one for one in traceback.extract_tb(error.__traceback__) if "/sendsat/" in one.filename]
    place = f"{type(error).__name__} {inside[-1].filename}:{inside[-1].lineno}" if inside else repr(error)
    name = hashlib.sha256(place.encode()).hexdigest()[:12]
    if not (FINDS / name).exists():
        (FINDS / name).write_bytes(case)
        (FINDS / f"{name}.txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        print(f"A find: {place}", file=sys.stderr, flush=True)


def judge(case: bytes) -> None:
    """One case, whatever it is made of."""
    try:
        try_one(case)
    except SendsatError:
        pass
    except Exception as error:
        _keep(case, error)


if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], judge)
    atheris.Fuzz()
