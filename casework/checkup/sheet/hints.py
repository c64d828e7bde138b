"""What a lawyer should look at in a row of a returned sheet; it stops nothing."""

from collections.abc import Mapping, Sequence

from casework.checkup.sheet.values import AnswerValues, FreeValues
from casework.checkup.wording.facts import lint_facts


def hints_of(
    values: AnswerValues | FreeValues, workers: Mapping[str, int], concerned: Sequence[str]
) -> tuple[str, ...]:
    """Return words a report should not use, and more workers affected than there are of these forms."""
    said = [f"事实描述里的“{hint.word}”：{hint.advice}。" for hint in lint_facts(values.facts)]
    most = sum(workers.get(form, 0) for form in values.worker_forms or concerned)
    if most and (values.workers_affected or 0) > most:
        said.append(f"涉及人数 {values.workers_affected} 多于这些劳动者的总数 {most}，请核对。")
    return tuple(said)
