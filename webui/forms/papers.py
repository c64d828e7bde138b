"""Evidence that comes with a form: stored by hash as it arrives, so that a refused form loses none.

A stored file is carried in a signed hidden field until the form is accepted: nobody can name a file
of another case by its hash. What is never accepted is swept away after two days (`Casebook.sweep`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from casework import Work
from casework.cases.evidence import Held, Upload, hold
from casework.errors import FileRefused, InputError, Problem
from casework.workflow import EvidenceSlot, Step
from webui.words import condition

#: The slot of papers that belong to no step: those of an answer or a finding.
ATTACHMENT = EvidenceSlot("evidence", "证据")
_STALE = "先前上传的文件没有带回来，请重新选择。"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="held-paper")


@dataclass(frozen=True, slots=True)
class SlotShown:
    """A slot as a form shows it."""

    slot: EvidenceSlot
    hint: str
    held: tuple[tuple[str, str], ...]  #: signed token and name of each file already stored
    errors: tuple[str, ...]


@dataclass(slots=True)
class Papers:
    """The files of a form by slot."""

    slots: tuple[EvidenceSlot, ...]
    hints: Mapping[str, str] = field(default_factory=dict)
    word: str = "证据："  #: said before the label of each slot
    held: dict[str, list[Held]] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of_step(cls, step: Step) -> "Papers":
        """Return the empty slots of a step."""
        hints = {slot.name: condition(step.facts, slot.required_when) for slot in step.evidence}
        return cls(step.evidence, hints)

    @classmethod
    def single(cls) -> "Papers":
        """Return one empty slot for papers of an answer or a finding."""
        return cls((ATTACHMENT,), word="")

    def receive(self, work: Work) -> None:
        """Take in what the request brought: files are stored at once, those stored before are kept."""
        for slot in self.slots:
            for token in request.form.getlist(f"held-{slot.name}"):
                self._keep(work, slot, token)
            for file in request.files.getlist(f"file-{slot.name}"):
                if file.filename:
                    self._store(work, slot, Upload(file.filename, file.read()))

    def check(self) -> None:
        """Pass if every file could be taken.

        Raises:
            InputError: a file that could not, and why; its place is the slot.
        """
        problems = [Problem(name, text) for name, said in self.errors.items() for text in said]
        self.errors = {}  # they come back by mark()
        if problems:
            raise InputError(problems)

    def mark(self, sentences: Iterable[Problem]) -> list[Problem]:
        """Write each problem beside its slot; return those that belong to none."""
        names = {slot.name for slot in self.slots}
        rest = []
        for problem in sentences:
            if problem.place in names:
                self.errors.setdefault(problem.place, []).append(problem.message)
            else:
                rest.append(problem)
        return rest

    def all(self) -> list[Held]:
        """Return every file, whatever its slot."""
        return [held for slot in self.slots for held in self.held.get(slot.name, ())]

    def shown(self) -> Sequence[SlotShown]:
        """Return the slots as the form shows them."""
        signer = _signer()
        return [
            SlotShown(
                slot,
                self.hints.get(slot.name, ""),
                tuple(
                    (str(signer.dumps([held.name, held.sha256])), held.name)
                    for held in self.held.get(slot.name, ())
                ),
                tuple(self.errors.get(slot.name, ())),
            )
            for slot in self.slots
        ]

    def _keep(self, work: Work, slot: EvidenceSlot, token: str) -> None:
        try:
            name, sha256 = _signer().loads(token)
        except BadSignature:
            self.errors.setdefault(slot.name, []).append(_STALE)
            return
        self._store(work, slot, Held(name, sha256))

    def _store(self, work: Work, slot: EvidenceSlot, paper: Upload | Held) -> None:
        try:
            held = hold(work, paper)
        except FileRefused as error:
            self.errors.setdefault(slot.name, []).append(f"{paper.name}：{error}")
            return
        kept = self.held.setdefault(slot.name, [])
        if held.sha256 not in {one.sha256 for one in kept}:
            kept.append(held)
