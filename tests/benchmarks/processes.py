"""What two processes on one PostgreSQL carry beside one: `python -m tests.benchmarks.processes`.

People rate as fast as they are answered, all at one process or half of them at each of two, in turns. Processes, people
and database share this computer's cores: on two, each process has less than one. The database does not wait for the
disk.
"""

import os
import statistics
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count, islice

from tests.benchmarks.people import Load, college, rate
from tests.databases import postgresql_server
from tests.serving.test_two_processes import serving

PEOPLE, SECONDS, TIMES = 20, 20.0, 3


def carried(addresses: list[str], come: Iterator[int]) -> float:
    """Ratings saved in a second by people who are shared out among these processes; each of them comes once, since a
    rating that is there already is not saved anew."""
    load = Load(threading.Barrier(PEOPLE + 1))
    threads = [
        threading.Thread(target=rate, args=(addresses[one % len(addresses)], one, load, SECONDS, 0.0))
        for one in islice(come, PEOPLE)
    ]
    for thread in threads:
        thread.start()
    load.all_are_here.wait(120)
    for thread in threads:
        thread.join()
    print(f"{len(addresses)} processes: {load}; {len(load.ratings) / SECONDS:.1f} a second", flush=True)
    return len(load.ratings) / SECONDS


def main() -> None:
    """Measure and print."""
    with postgresql_server() as server, ExitStack() as stack:
        college(server.url)
        both = [f"http://{stack.enter_context(serving(server.url))}" for _ in range(2)]
        come = count()
        found = [(carried(both[:1], come), carried(both, come)) for _ in range(TIMES)]
    one, two = (statistics.median(figures) for figures in zip(*found, strict=True))
    print(f"in the middle one process {one:.1f}, two {two:.1f} a second: {two / one:.2f} times; {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
