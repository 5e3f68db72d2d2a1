"""What stands in `deploy/` and `docs/running/` names files, commands and settings that exist."""

import ipaddress
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from sendsat.__main__ import parser

ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
PAGES = sorted((ROOT / "docs/running").glob("*.md"))
SOURCES = "\n".join(file.read_text("utf-8") for file in (ROOT / "sendsat").rglob("*.py"))
SERVE = re.compile(r"serve(?: +--?[a-z-]+(?: +[^-`\s][^`\s]*)?)*")


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return found


def settings_in(text: str) -> set[str]:
    return set(re.findall(r"SENDSAT_[A-Z_]+", text)) - {"SENDSAT_NAME"}


def read_serve(words: str) -> None:
    """The command as sendsat's own parser reads it: it ends with an error for what it does not know."""
    parser().parse_args(shlex.split(re.sub(r"\$\{SENDSAT_NAME[^}]*\}", "sendsat.college.ac.uk", words)))


def test_the_dockerfile_copies_what_is_there_and_all_that_sendsat_needs() -> None:
    copied = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    named = {name for line in copied for name in line.split()}
    assert named == {"requirements.txt", "constraints.txt", "app.py", ".streamlit", "data", "pages", "sendsat"}
    assert all((ROOT / name).exists() for name in named)
    kept = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert {f"!{name}" for name in named} <= set(kept)
    assert {"*", "data/*.db*"} <= set(kept), "no results of this computer go into the image"


def test_compose_starts_sendsat_by_a_command_that_it_knows_behind_caddys_own_address() -> None:
    service = compose()["services"]
    read_serve(service["sendsat"]["command"])
    caddy = service["caddy"]["networks"]["inside"]["ipv4_address"]
    assert service["sendsat"]["command"].endswith(f"--behind-proxy {caddy}")
    build = service["sendsat"]["build"]
    assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()
    assert (DEPLOY / "Caddyfile").is_file()
    assert "ports" not in service["sendsat"]
    assert "ports" not in service["database"]


def test_no_other_container_is_given_the_address_that_caddy_has() -> None:
    found = compose()
    [network] = found["networks"]["inside"]["ipam"]["config"]
    caddy = ipaddress.ip_address(found["services"]["caddy"]["networks"]["inside"]["ipv4_address"])
    assert caddy in ipaddress.ip_network(network["subnet"])
    assert caddy not in ipaddress.ip_network(network["ip_range"]), "addresses go to those that start first"
    assert ipaddress.ip_network(network["ip_range"]).subnet_of(ipaddress.ip_network(network["subnet"]))


def test_while_sendsat_starts_caddy_lets_a_request_wait_and_a_browser_stays_at_one_of_several_processes() -> None:
    lines = [line.strip() for line in (DEPLOY / "Caddyfile").read_text("utf-8").splitlines()]
    assert "dynamic a sendsat 8501 {" in lines
    assert "lb_policy cookie sendsat_process" in lines
    assert "lb_try_duration 60s" in lines
    assert "container_name" not in compose()["services"]["sendsat"], "else there could not be several"


def test_the_secrets_of_compose_are_kept_out_of_git_and_out_of_the_image() -> None:
    assert "deploy/.env" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    kept = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert kept[0] == "*"
    assert not [line for line in kept if line.startswith("!deploy")]


def test_sendsat_works_as_an_ordinary_role_whom_the_database_keeps_to_its_organisation() -> None:
    database, made = compose()["services"]["database"], (DEPLOY / "database.sh").read_text("utf-8")
    assert "./database.sh:/docker-entrypoint-initdb.d/database.sh:ro" in database["volumes"]
    assert "POSTGRES_USER" not in database["environment"], "whoever is named there is a superuser"
    assert "CREATE ROLE sendsat LOGIN PASSWORD" in made
    assert "SUPERUSER" not in made
    assert "CREATE DATABASE sendsat OWNER sendsat" in made


def test_what_compose_asks_for_stands_in_the_example() -> None:
    asked = re.findall(r"\$\{(\w+)([^}]*)\}", (DEPLOY / "compose.yaml").read_text("utf-8"))
    told = set(re.findall(r"^(\w+)=", (DEPLOY / "env.example").read_text("utf-8"), re.MULTILINE))
    assert {name for name, _ in asked} == told
    assert {otherwise for _, otherwise in asked} == {":?say it in deploy/.env"}, "nothing starts half set up"


def test_the_unit_starts_sendsat_by_a_command_that_it_knows() -> None:
    [command] = re.findall(r"^ExecStart=\S+ -m sendsat (.+)$", (DEPLOY / "sendsat.service").read_text("utf-8"), re.M)
    read_serve(command)


def test_what_the_unit_keeps_nobody_else_on_the_computer_may_read() -> None:
    lines = (DEPLOY / "sendsat.service").read_text("utf-8").splitlines()
    assert {"StateDirectoryMode=0700", "UMask=0077"} <= set(lines)


def test_going_back_keeps_what_was_there_and_gives_the_database_to_sendsats_own_role() -> None:
    page = (ROOT / "docs/running/container.md").read_text("utf-8")
    back = re.findall(r"^docker compose .+$", page, re.MULTILINE)
    assert ["stop sendsat" in back[0], "start sendsat" in back[-1]] == [True, True]
    assert "ALTER DATABASE sendsat RENAME TO before" in back[1]
    assert "CREATE DATABASE sendsat OWNER sendsat" in back[2]
    assert "ON_ERROR_STOP=1" in back[3]


@pytest.mark.parametrize("file", [*PAGES, *DEPLOY.iterdir()], ids=lambda one: one.name)
def test_every_setting_that_is_named_is_one_that_sendsat_reads(file: Path) -> None:
    assert {name for name in settings_in(file.read_text("utf-8")) if f'"{name}"' not in SOURCES} == set()


@pytest.mark.parametrize("file", PAGES, ids=lambda one: one.name)
def test_every_page_names_commands_and_files_that_exist(file: Path) -> None:
    text = file.read_text("utf-8")
    commands = re.findall(r"python -m sendsat (\w+)", text)
    assert commands or file.name == "container.md"
    known = parser().format_help()
    assert all(re.search(rf"^ +{command}\b", known, re.MULTILINE) for command in commands)
    for words in SERVE.findall(" ".join(re.findall(r"python -m sendsat (serve[^`]*)`", text))):
        read_serve(words)
    assert all((ROOT / name).exists() for name in re.findall(r"`(deploy/[^`]+)`", text) if name != "deploy/.env")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this system has no systemd")
def test_systemd_understands_every_line_of_the_unit(tmp_path: Path) -> None:
    here = (DEPLOY / "sendsat.service").read_text("utf-8").replace("/opt/sendsat/.venv/bin/python", sys.executable)
    (tmp_path / "sendsat.service").write_text(here, encoding="utf-8")
    asked = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "sendsat.service")]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(shutil.which("sh") is None, reason="this system has no such shell")
def test_the_script_that_makes_the_role_is_one_that_the_shell_can_read() -> None:
    done = subprocess.run(["sh", "-n", str(DEPLOY / "database.sh")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_each_container_names_networks_and_volumes_that_compose_makes_and_waits_for_services_that_there_are() -> None:
    found = compose()
    for name, service in found["services"].items():
        assert set(service.get("networks", ())) <= set(found["networks"]), name
        assert set(service.get("depends_on", ())) <= set(found["services"]), name
        for mount in service.get("volumes", ()):
            source = mount.partition(":")[0]
            assert (DEPLOY / source).is_file() if source.startswith("./") else source in found["volumes"], mount
    assert "healthcheck" in found["services"]["database"], "sendsat waits until it is healthy"
    assert [name for name, service in found["services"].items() if "ports" in service] == ["caddy"]
