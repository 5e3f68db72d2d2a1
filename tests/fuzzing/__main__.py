"""Let atheris make up files for some time: `python -m tests.fuzzing SECONDS [FOLDER]`. It needs atheris beside sendsat.

Each case has 5 seconds and 300 MB; what takes more ends the search. What is found stays in the folder (by default
`test-results/fuzzing`), each with what was said, and the program then ends with an error.
"""

import subprocess
import sys
from pathlib import Path

from tests.fuzzing.doors import good_cases

SECONDS, MEGABYTES, TAKEN_ANYWAY, LARGEST = 5, 300, 150, 100_000
"""What each case may take; what Python, its libraries and the cases that atheris keeps take beside it, in MB; and how
many bytes a case has at most."""


def main() -> int:
    """Search, then say what was found."""
    seconds, folder = sys.argv[1], Path(sys.argv[2] if len(sys.argv) > 2 else "test-results/fuzzing")
    finds, cases = folder / "finds", folder / "cases"
    for one in (finds, cases):
        one.mkdir(parents=True, exist_ok=True)
    for number, case in enumerate(good_cases()):
        (cases / f"good-{number}").write_bytes(case)
    limits = [f"-timeout={SECONDS}", f"-malloc_limit_mb={MEGABYTES}", f"-rss_limit_mb={MEGABYTES + TAKEN_ANYWAY}"]
    kept = [
        f"-max_len={LARGEST}",
        f"-artifact_prefix={finds}/",
        f"-max_total_time={seconds}",
        "-print_final_stats=1",
        str(cases),
    ]
    ran = subprocess.run([sys.executable, "-m", "tests.fuzzing.target", str(finds), *limits, *kept])
    found = sorted(one.name for one in finds.iterdir())
    print(f"{len(found)} files of finds in {finds}: {found}" if found else "Nothing was found.")
    return 1 if found or ran.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
