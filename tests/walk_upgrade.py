"""Upgrading the catalogue in the model of a walk: there are two versions, and one item's risk differs."""

import copy
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests import catalogues

if TYPE_CHECKING:
    from tests.walk_model import Model

STEP = "upgrade_catalogue"
#: The item whose scoring differs: it is carried or asked anew, as somebody chooses.
TOUCHED = "LC-06-01"
FIRST, SECOND = "jiangsu@2026.2", "jiangsu@2026.3"
KEEP, AGAIN = "沿用原结论", "需重新回答"


def offer(folder: Path) -> None:
    """Put the second version beside the casebook in *folder*."""
    catalogues.put(folder / "cases.catalogues", catalogues.version("2026.3", {TOUCHED: "risk"}))


def facts(dice: random.Random, model: "Model") -> dict[str, Any]:
    """Return the other version, seldom the one the case has, with a choice for the answer."""
    other = SECOND if model.catalogue == FIRST else FIRST
    chosen = other if dice.random() < 0.9 else model.catalogue
    return {"reason": "目录更新", "catalogue": chosen, "touched": dice.choice([KEEP, AGAIN])}


def upgraded(model: "Model", actor: str, given: dict[str, Any]) -> dict[str, Any]:
    """Upgrade the model; return what a reversal needs."""
    before = {"catalogue": model.catalogue, "answer": copy.deepcopy(model.answers.get(TOUCHED))}
    model.catalogue = given["catalogue"]
    found = model.findings.get(TOUCHED)
    told = found is not None and found.open
    anew = given["touched"] == AGAIN and TOUCHED in model.answers
    if anew:
        del model.answers[TOUCHED]
    if anew and found is not None and told:
        found.move("withdraw", "withdrawn")
    model.writers |= {actor} if anew or told else set()
    return before


def undone(model: "Model", actor: str, before: dict[str, Any]) -> None:
    """Take the upgrade back: the answer to the touched item is what it was, and its finding."""
    model.catalogue, answer = before["catalogue"], before["answer"]
    now, found = model.answers.get(TOUCHED), model.findings.get(TOUCHED)
    told = found is not None and found.open
    if answer is None:
        model.answers.pop(TOUCHED, None)
    else:
        model.answers[TOUCHED] = answer
    faulty = answer is not None and answer["faulty"]
    if found is not None and faulty:
        found.facts = answer["facts"]
    if found is not None and found.open != faulty:
        found.move(*(("restore", "draft") if faulty else ("withdraw", "withdrawn")))
    model.writers |= {actor} if now != answer or told or faulty else set()
