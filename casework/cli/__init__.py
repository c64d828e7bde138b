"""The ``casework`` command: one file a group, loaded only when its group is called.

Exit codes for scripts: 0 done, 2 something in your input, data or machine (one Chinese sentence on
stderr), 1 a bug of ours (a traceback).
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any

import click

from casework.cli.base import Settings
from casework.cli.words import chinese, usage_sentence
from casework.errors import CaseworkError, InputError

#: Group or command → the module of this package that holds it.
_COMMANDS = {
    "init": "book",
    "migrate": "book",
    "verify": "book",
    "unit": "people",
    "person": "people",
    "enterprise": "enterprise",
    "checkup": "checkup",
    "negotiation": "negotiation",
    "notice": "notice",
    "visit": "visit",
    "document": "document",
    "clocks": "clocks",
    "catalogue": "catalogue",
    "law": "law",
    "workflow": "workflow",
}


class _Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names in the order a newcomer needs them."""
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Return the command of that name, its module imported now."""
        if name not in _COMMANDS:
            return None
        found = getattr(import_module(f"casework.cli.{_COMMANDS[name]}"), name)
        return found if isinstance(found, click.Command) else None


@click.group(
    cls=_Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--db",
    envvar="CASEWORK_DB",
    metavar="路径或地址",
    help="案件库：SQLite 文件或 postgresql:// 地址。",
)
@click.option("--as", "actor", envvar="CASEWORK_ACTOR", metavar="登录名", help="以谁的身份办理。")
@click.option("--version", "show_version", is_flag=True, help="显示版本。")
@click.pass_context
def cli(ctx: click.Context, /, *, db: str | None, actor: str | None, show_version: bool) -> None:
    """工会案件：劳动用工法治体检和集体协商。

    \b
    例：casework --db cases.db --as admin init
        casework --db cases.db --as lawyer.wang checkup list
    """
    ctx.obj = Settings(db, actor)
    if show_version:
        click.echo(f"casework {version('casework')}")
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> Any:
    """Run the command; the only place where errors become exit codes."""
    try:
        with chinese():
            code = (
                cli.main(  # what a command exits with, if it says so; commands return nothing else
                    args=None if arguments is None else list(arguments),
                    prog_name="casework",
                    standalone_mode=False,
                )
            )
        if code:
            sys.exit(code)
    except InputError as error:
        for problem in error.problems:
            click.echo(
                problem.message + (f"（{problem.place}）" if problem.place else ""), err=True
            )
        sys.exit(2)
    except CaseworkError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except click.UsageError as error:
        click.echo(usage_sentence(error), err=True)
        sys.exit(2)
    except click.Abort:
        click.echo("已取消，没有改动。", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(2)


__all__ = ["cli", "main"]
