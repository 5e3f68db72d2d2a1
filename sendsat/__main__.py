"""sendsat from a terminal, one command per verb. Plain errors with exit code 1; usage errors with 2."""

import argparse
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from sendsat.errors import SendsatError
from sendsat.exchange.formats import OF_A_ROUND, USUAL
from sendsat.terminal import installation, of_a_round

MOST_GRACE = 300


def _serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("serve", help="start the app on this computer")
    command.add_argument("--port", type=_port, default=8501, help="the port to listen on (default 8501)")
    command.add_argument("--share", action="store_true", help="open it to the room's network for a workshop")
    command.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="listen there (default: this computer only)"
    )
    command.add_argument(
        "--origin", default="", metavar="URL", help="the address people type, as https://sendsat.college.ac.uk"
    )
    command.add_argument(
        "--behind-proxy",
        nargs="?",
        const="127.0.0.1",
        default="",
        metavar="ADDRESS",
        help="a web server there (default: on this computer) passes requests on and is believed",
    )
    command.add_argument(
        "--grace",
        type=_seconds,
        default=0,
        metavar="SECONDS",
        help="asked to stop, serve on for so long, while /health/ready says that it stops",
    )
    command.add_argument(
        "--log",
        choices=["text", "json"],
        default="text",
        help="how its log is written: for people or as JSON",
    )
    command.set_defaults(
        run=lambda args: installation.serve(
            port=args.port,
            host=args.host,
            origin=args.origin,
            proxy=args.behind_proxy,
            share=args.share,
            grace=args.grace,
            log=args.log,
        )
    )


def _port(text: str) -> int:
    if not text.isdecimal() or len(text) > 5 or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port: use a number from 1 to 65535")
    return int(text)


def _seconds(text: str) -> int:
    if not text.isdecimal() or len(text) > 3 or int(text) > MOST_GRACE:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of seconds: use one from 0 to {MOST_GRACE}")
    return int(text)


def _simple(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = commands.add_parser("demo", help="load the demonstration into an empty database")
    demo.add_argument("--what", choices=("college", "group", "area"), default="college", help="default: college")
    demo.set_defaults(run=lambda args: installation.demo(args.what))
    guide = commands.add_parser("guide", help="print the guide's content as one JSON document")
    guide.set_defaults(run=lambda args: installation.guide())
    migrate = commands.add_parser("migrate", help="bring the database up to this version")
    migrate.set_defaults(run=lambda args: installation.migrate())
    doctor = commands.add_parser("doctor", help="say whether everything here is in order, and what to do")
    doctor.set_defaults(run=lambda args: installation.doctor())
    check = commands.add_parser("check", help="read every data file and say what is wrong")
    check.add_argument("folder", nargs="?", type=Path, help="an edition's folder (default: the one in use)")
    check.set_defaults(run=lambda args: installation.check(args.folder))


def _keys(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser(
        "new-signing-key", help="sign with a new key, where the old one may be known to others"
    )
    command.add_argument("--organisation", type=int, metavar="ID", help="whose key; needed where there are several")
    command.set_defaults(run=lambda args: installation.new_signing_key(args.organisation))


def _export(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("export", help="write ratings, the action plan or the report to a file")
    command.add_argument("--format", required=True, choices=sorted(USUAL), help="the kind of file")
    command.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write")
    command.add_argument("--what", choices=sorted(OF_A_ROUND), help="default: what this kind of file usually holds")
    command.add_argument("--organisation", type=int, metavar="ID", help="where there are several (default: the oldest)")
    command.add_argument("--round", type=int, metavar="ID", help="the round (default: the newest)")
    command.add_argument("--team", type=int, metavar="ID", help="the team (default: all together)")
    command.set_defaults(
        run=lambda args: of_a_round.export(
            kind=args.format,
            what=args.what,
            out=args.out,
            round_id=args.round,
            team_id=args.team,
            organisation_id=args.organisation,
        )
    )


def _import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    command = commands.add_parser("import", help="bring in a filled workbook, CSV or JSON file of ratings")
    command.add_argument("file", type=Path, metavar="FILE", help="the file to read")
    command.add_argument("--round", type=int, metavar="ID", help="the round (default: the newest open one)")
    command.add_argument("--team", type=int, metavar="ID", help="the team, where the file does not say")
    command.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
    command.add_argument("--json", action="store_true", help="print the preview as JSON")
    command.set_defaults(
        run=lambda args: of_a_round.bring_in(
            file=args.file, round_id=args.round, team_id=args.team, dry_run=args.dry_run, as_json=args.json
        )
    )


def _backups(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = commands.add_parser("backup", help="write a copy of the database, also while sendsat runs")
    backup.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    backup.add_argument("--replace", action="store_true", help="write over a file that is there")
    backup.set_defaults(run=lambda args: installation.back_up(args.file, replace=args.replace))
    restore = commands.add_parser("restore", help="put a backup in the database's place and keep what was there")
    restore.add_argument("file", type=Path, metavar="FILE", help="the backup")
    restore.set_defaults(run=lambda args: installation.restore(args.file))
    copy = commands.add_parser("copy", help="copy everything into an empty database, between SQLite and PostgreSQL")
    copy.add_argument("source", metavar="FROM", help="a database file, or an address such as postgresql://...")
    copy.add_argument("target", metavar="TO", help="a file that is not there yet, or the address of an empty database")
    copy.set_defaults(run=lambda args: installation.copy(args.source, args.target))


def parser() -> argparse.ArgumentParser:
    """The command line, one sub-command per verb."""
    whole = argparse.ArgumentParser(
        prog="python -m sendsat", description="Judge how well you serve young people with SEND."
    )
    commands = whole.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for add in (_serve, _simple, _backups, _keys, _export, _import):
        add(commands)
    return whole


def _print_anything() -> None:
    """Let every character be printed: a terminal that lacks one, as on Windows, shows its number instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _print_no_more() -> None:
    """Standard output cannot be written to; let Python not try again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it went well, 1 with one plain line on standard error when it did not."""
    _print_anything()
    args = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int | None] = args.run
    try:
        code = run(args) or 0
        print(end="", flush=True)
        return code
    except SendsatError as error:
        print(f"sendsat: {error}", file=sys.stderr)
    except BrokenPipeError:  # whoever read has seen enough, as `head` has
        _print_no_more()
        return 0
    except OSError as error:
        _print_no_more()
        print(f"sendsat: A file or the output cannot be used ({error.strerror or error}).", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
