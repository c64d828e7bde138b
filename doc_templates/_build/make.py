"""Makes the first version of the templates: ``python doc_templates/_build/make.py [--overwrite]``.

A template that is there already may have been edited in Word: it is left alone unless asked.
"""

import sys
from pathlib import Path

import negotiation
import notice
import recheck
import report
import supervision

_ROOT = Path(__file__).resolve().parent.parent
_TEMPLATES = {
    "checkup/report": report.build,
    "checkup/notice": notice.build,
    "checkup/recheck": recheck.build,
    "checkup/hint": supervision.hint,
    "checkup/opinion": supervision.opinion,
    "checkup/proposal": supervision.proposal,
    "negotiation/offer": negotiation.offer,
    "negotiation/minutes": negotiation.minutes,
    "negotiation/draft_agreement": negotiation.agreement,
}


def main() -> None:
    """Write each template that is missing, or all of them with --overwrite."""
    for name, build in _TEMPLATES.items():
        target = _ROOT / name / "template.docx"
        if target.exists() and "--overwrite" not in sys.argv[1:]:
            sys.stdout.write(f"{target}：已经有了，不覆盖（要重做请加 --overwrite）\n")
            continue
        target.write_bytes(build())
        sys.stdout.write(f"{target}：已生成\n")


if __name__ == "__main__":
    main()
