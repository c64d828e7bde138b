"""``python -m webui cases.db``: serve a casebook's pages on this machine."""

import sys

import click

from casework.errors import CaseworkError
from webui.serving import serve


@click.command()
@click.argument("db", envvar="CASEWORK_DB", metavar="案件库")
@click.option("--port", default=8000, show_default=True, metavar="端口", help="0 为任意空闲端口。")
def main(*, db: str, port: int) -> None:
    """在本机（127.0.0.1）打开案件库的网页。

    \b
    例：python -m webui cases.db
    """
    try:
        serve(db, port)
    except CaseworkError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(
            f"端口 {port} 打不开，可能已被占用。请换一个，例如 --port 0。（{error.errno}）",
            err=True,
        )
        sys.exit(2)


if __name__ == "__main__":
    main()
