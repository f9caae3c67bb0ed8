"""The `banso` command: demo, serve, and every management command by its own name."""

import os
import sys
from pathlib import Path

from banso.config.catalogues import compile_messages

USAGE = """banso — memory and coordination for accompanying support (伴走型支援)

  banso demo [--port N] [--home DIR] [--no-open]
                              a home with invented sample people, served
  banso serve [--port N] [--host H] [--home DIR] [--debug]
                              for real use; sets up an agency on the first start
  banso import offices|receivers|hsds|hmis|ledger FILE_OR_DIR [--dry-run] [--json]
  banso export hsds|receivers FILE
                              the directory of receivers as HSDS 3.0 JSON or as CSV
  banso instruments           the forms of assessment, checked
  banso publish [--whole]     bring up to now what figures are answered from (for cron)
  banso report NAME [--fiscal-year 2026] [--xlsx FOLDER]
                              support, accompanying, outreach or centre
  banso watch [--mail]        whom does nobody watch over? exit status 1 where there is somebody
  banso audit verify          has anybody changed the trace?
  banso manage COMMAND …      Django's own commands

--home DIR, or BANSO_HOME, says which home is meant;
--database-url, or BANSO_DATABASE_URL, a PostgreSQL database."""


def _take(arguments: list[str], name: str) -> str | None:
    """Take an option and its value out of the arguments."""
    for place, argument in enumerate(arguments):
        if argument == name and place + 1 < len(arguments):
            value = arguments[place + 1]
            del arguments[place : place + 2]
            return value
        if argument.startswith(f"{name}="):
            del arguments[place]
            return argument.partition("=")[2]
    return None


def _prepare(arguments: list[str], default_home: str | None) -> None:
    home = _take(arguments, "--home") or os.environ.get("BANSO_HOME") or default_home
    if home:
        os.environ["BANSO_HOME"] = str(Path(home).expanduser().resolve())
    if arguments[:1] != ["bench"] and (url := _take(arguments, "--database-url")):
        os.environ["BANSO_DATABASE_URL"] = url
    if "--debug" in arguments:
        arguments.remove("--debug")
        os.environ["BANSO_DEBUG"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banso.config.settings")


def main() -> None:
    """Run the command on the command line."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        sys.stdout.write(USAGE + "\n")
        return
    _prepare(arguments, "./.banso-demo" if arguments[0] == "demo" else None)
    if arguments[0] == "demo":
        home = Path(os.environ["BANSO_HOME"])
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if (home / "secrets.json").exists() and not (home / "demo").exists():
            raise SystemExit(
                f"banso: {home} is a home for real use; a demonstration needs another one "
                "(--home DIR)"
            )
        (home / "demo").touch()
    compile_messages()
    from django.core.management import execute_from_command_line

    if arguments[0] == "manage":
        arguments = arguments[1:]
    elif arguments[0] == "import":
        arguments[0] = "import_file"
    elif arguments[0] == "export":
        arguments[0] = "export_file"
    execute_from_command_line(["banso", *arguments])
