"""Case → plain dict with Chinese keys, one for each document: what Word, JSON and screen are made from.

Which field the law requires, which is usual and which only practice stands in ``fields.toml``. Nothing of the
union's own counsel (``caucus``) is within reach: an import contract holds it.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from casework.cases.models import Case
from casework.cases.work import Work
from casework.negotiation.context import agreeing, delegation, keeping, offering, talks

Context: TypeAlias = Callable[[Work, Case], dict[str, Any]]

CONTEXTS: Mapping[str, Context] = {
    "要约书": offering.offer,
    "答复书": offering.reply,
    "代表名册": delegation.roster,
    "授权委托书": delegation.mandate,
    "资料提供清单": offering.materials,
    "会议记录": talks.minutes,
    "会议纪要": talks.minutes,
    "备忘录": talks.memo,
    "中止确认": talks.suspension,
    "集体合同草案": agreeing.agreement,
    "集体合同": agreeing.agreement,
    "协商协议": agreeing.agreement,
    "职代会决议": agreeing.resolution,
    "报送审查材料": agreeing.filing,
    "公布公告": keeping.announcement,
    "履约检查表": keeping.performance,
    "协调处理申请书": keeping.coordination,
    "变更解除续订文书": keeping.change,
}
