"""How the command shows steps: allowed or why not, and what each asks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from casework.cli.base import print_json

if TYPE_CHECKING:
    from casework.cases import StepView


def print_steps(found: "Sequence[StepView]", *, as_json: bool) -> None:
    """Print steps with their reasons and with the facts of those that are open."""
    if as_json:
        print_json(
            [
                {
                    "name": one.name,
                    "label": one.label,
                    "allowed": one.allowed,
                    "reasons": [str(reason) for reason in one.reasons],
                    "facts": [
                        {"name": fact.name, "label": fact.label, "kind": fact.kind}
                        for fact in one.facts
                    ],
                }
                for one in found
            ]
        )
        return
    for one in found:
        click.echo(f"{'可办' if one.allowed else '不可'}  {one.name}  {one.label}")
        for reason in one.reasons:
            click.echo(f"      {reason}")
        for fact in one.facts if one.allowed else ():
            must = "必填" if fact.required else "选填"
            options = f"（{'、'.join(fact.options)}）" if fact.options else ""
            click.echo(f"      --{fact.name.replace('_', '-')}  {fact.label}{options}  {must}")
