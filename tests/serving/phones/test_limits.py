"""Guessing codes: each address waits longer and longer, and so does everybody when many guess."""

from collections.abc import Callable

from sqlmodel import select

from sendsat.assessment.people.guessing import FIRST, FREE_ALL, FREE_EACH, LONGEST_ALL, LONGEST_EACH, MOST_FIRST
from sendsat.services.workshop.joining import Door
from sendsat.serving.phones.limits import MOST_ADDRESSES, Arrivals, GuessLimit, InMemory, remembered
from sendsat.storage.opening import open_store
from sendsat.storage.tables.limits import ArrivalRow, GuessRow
from tests.factories import STARTED, make_edition, make_library, make_section


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def guess(limit: GuessLimit, clock: Clock, address: str, seconds: float) -> int:
    """How many codes one address can try in so many seconds."""
    tried, end = 0, clock.seconds + seconds
    while clock.seconds < end:
        wait = limit.wait(address)
        if wait:
            clock.seconds += wait
            continue
        limit.wrong(address)
        tried += 1
    return tried


def test_a_few_mistakes_cost_nothing() -> None:
    limit = GuessLimit(Clock())
    for _ in range(FREE_EACH - 1):
        limit.wrong("phone")
    assert limit.wait("phone") == 0


def test_an_address_that_guesses_for_an_hour_tries_few_codes() -> None:
    clock = Clock()
    assert guess(GuessLimit(clock), clock, "phone", 3600) < 30


def test_the_wait_of_one_address_has_an_end() -> None:
    clock = Clock()
    limit = GuessLimit(clock)
    for _ in range(50):
        limit.wrong("phone")
    assert 0 < limit.wait("phone") <= LONGEST_EACH + 1


def test_another_address_does_not_wait_for_one_guesser() -> None:
    limit = GuessLimit(Clock())
    for _ in range(20):
        limit.wrong("guesser")
    assert limit.wait("phone") == 0


def test_many_addresses_together_make_everybody_wait_a_little() -> None:
    clock = Clock()
    limit = GuessLimit(clock)
    for number in range(FREE_ALL + 20):
        limit.wrong(f"address {number}")
    assert 0 < limit.wait("phone") <= LONGEST_ALL + 1
    clock.seconds += LONGEST_ALL + 1
    assert limit.wait("phone") == 0


def test_a_right_code_and_a_quarter_of_an_hour_wipe_the_slate() -> None:
    clock = Clock()
    limit = GuessLimit(clock)
    for _ in range(FREE_EACH):
        limit.wrong("phone")
    limit.right("phone")
    assert limit.wait("phone") == 0
    for _ in range(FREE_EACH):
        limit.wrong("phone")
    clock.seconds += 1000
    limit.wrong("phone")
    assert limit.wait("phone") == 0


def test_a_flood_of_addresses_does_not_fill_the_memory() -> None:
    clock = Clock()
    memory = InMemory()
    limit = GuessLimit(clock, memory.opened)
    for number in range(MOST_ADDRESSES + 100):
        clock.seconds += 0.001
        limit.wrong(f"address {number}")
    assert len(memory.known) == MOST_ADDRESSES + 1, "and one for everybody together"


def test_a_phone_that_never_guessed_waits_for_the_others_once_and_briefly() -> None:
    clock = Clock()
    limit = GuessLimit(clock)
    for number in range(FREE_ALL + 50):
        limit.wrong(f"address {number}")
    assert limit.wait("phone") <= FIRST + 1
    clock.seconds += FIRST
    limit.wrong("address 1")
    assert limit.wait("phone") == 0
    limit.wrong("phone")
    assert limit.wait("phone") > FIRST + 1


def test_a_whole_network_of_addresses_tries_few_codes_in_an_hour() -> None:
    clock = Clock()
    limit, tried = GuessLimit(clock), 0
    while clock.seconds < 3600:
        for number in range(200):
            if not limit.wait(f"address {number}"):
                limit.wrong(f"address {number}")
                tried += 1
        clock.seconds += 10
    assert tried < 500


def test_once_very_many_addresses_guessed_wrong_a_new_one_waits_like_all() -> None:
    clock = Clock()
    limit = GuessLimit(clock)
    for number in range(MOST_FIRST):
        limit.wrong(f"address {number}")
    assert limit.wait("phone") > FIRST + 1


def test_devices_are_counted_by_address_and_code_and_each_once() -> None:
    arrivals = Arrivals()
    for device in ("a", "b", "a"):
        arrivals.joined("10.0.0.1", "7F3K92", device)
    assert arrivals.others("10.0.0.1", "7F3K92", "c") == 2
    assert arrivals.others("10.0.0.1", "7F3K92", "a") == 1
    assert arrivals.others("10.0.0.2", "7F3K92", "c") == arrivals.others("10.0.0.1", "222222", "c") == 0


def test_no_more_addresses_are_kept_than_fit_and_the_one_heard_of_longest_ago_goes_first() -> None:
    arrivals = Arrivals()
    for number in range(MOST_ADDRESSES):
        arrivals.joined(str(number), "7F3K92", "a")
    arrivals.joined("0", "7F3K92", "b")
    arrivals.joined("new", "7F3K92", "a")
    assert arrivals.others("0", "7F3K92", "c") == 2
    assert arrivals.others("1", "7F3K92", "c") == 0


def kept_by_a_server(url: str) -> Callable[[], Door]:
    """A door to a database server, whose tables are empty."""
    store = open_store(url)
    with store.keeping() as session:
        for table in ("guess", "arrival"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
    return lambda: Door(store, make_library(make_edition(make_section(1, 2))), lambda: STARTED)


def test_on_a_server_two_processes_count_guesses_and_joins_together(postgresql_server: str) -> None:
    one, other = kept_by_a_server(postgresql_server), kept_by_a_server(postgresql_server)
    clock = Clock()
    here, there = GuessLimit(clock, remembered(one)), GuessLimit(clock, remembered(other))
    for limit in (here, there, here, there, here):
        assert there.wait("phone") == 0
        limit.wrong("phone")
    assert (here.wait("phone"), there.wait("phone"), there.wait("another")) == (2, 2, 0)
    clock.seconds += 2
    there.right("phone")
    here.wrong("phone")
    assert there.wait("phone") == 0, "a right code wiped the slate everywhere"

    Arrivals(one).joined("10.0.0.1", "7F3K92", "a")
    assert Arrivals(other).others("10.0.0.1", "7F3K92", "b") == 1
    assert Arrivals(other).others("10.0.0.1", "7F3K92", "a") == Arrivals(other).others("10.0.0.2", "7F3K92", "b") == 0
    for door in (one, other):
        door().store.close()


def test_a_server_keeps_neither_addresses_nor_codes_and_forgets_soon(postgresql_server: str) -> None:
    door = kept_by_a_server(postgresql_server)
    clock = Clock()
    limit = GuessLimit(clock, remembered(door))
    limit.wrong("10.0.0.1")
    Arrivals(door).joined("10.0.0.1", "7F3K92", "secret")
    with door().store.looking() as session:
        kept = str([*session.exec(select(GuessRow)), *session.exec(select(ArrivalRow))])
    assert "10.0.0.1" not in kept
    assert "7F3K92" not in kept
    assert "secret" not in kept
    clock.seconds += 1000
    limit.wrong("10.0.0.2")
    with door().store.looking() as session:
        assert len(session.exec(select(GuessRow)).all()) == 2, "the new one, and everybody together"
    door().store.close()
