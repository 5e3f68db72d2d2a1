"""sendsat from a terminal, one command per verb. Plain errors with exit code 1; usage errors with 2."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from sendsat import terminal
from sendsat.errors import EditionError, SendsatError


def _serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    one = commands.add_parser("serve", help="start the app on this computer")
    one.add_argument("--port", type=_port, default=8501, help="the port to listen on (default 8501)")
    one.set_defaults(run=lambda args: terminal.serve(port=args.port))


def _port(text: str) -> int:
    if not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port: use a number from 1 to 65535")
    return int(text)


def _simple(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser("demo", help="load the demonstration college into an empty database")
    demo.set_defaults(run=lambda args: terminal.demo())
    guide = commands.add_parser("guide", help="print the guide's content as one JSON document")
    guide.set_defaults(run=lambda args: terminal.guide())
    migrate = commands.add_parser("migrate", help="bring the database up to this version")
    migrate.set_defaults(run=lambda args: terminal.migrate())
    check = commands.add_parser("check", help="read every data file and say what is wrong")
    check.add_argument("folder", nargs="?", type=Path, help="an edition's folder (default: the one in use)")
    check.set_defaults(run=lambda args: terminal.check(args.folder))


def _export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    one = commands.add_parser("export", help="write results to a file")
    one.add_argument("--format", required=True, choices=["csv"], help="the kind of file")
    one.add_argument("--out", required=True, type=Path, help="the file to write")
    one.add_argument("--round", type=int, metavar="ID", help="the round (default: the newest)")
    one.set_defaults(run=lambda args: terminal.export(kind=args.format, out=args.out, round_id=args.round))


def parser() -> argparse.ArgumentParser:
    """The command line, one sub-command per verb."""
    found = argparse.ArgumentParser(
        prog="python -m sendsat", description="Judge how well you serve young people with SEND."
    )
    commands = found.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (_serve, _simple, _export):
        add(commands)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it went well, 1 with one plain line on standard error when it did not."""
    args = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int | None] = args.run
    try:
        return run(args) or 0
    except EditionError as error:
        print(f"sendsat: {error}", file=sys.stderr)
    except SendsatError as error:
        print(f"sendsat: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
