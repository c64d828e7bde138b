"""Case → plain dict with Chinese keys, one for each document: what Word, JSON and screen are made from."""

from collections.abc import Callable, Mapping
from typing import Any

from casework.cases.models import Case
from casework.cases.work import Work
from casework.negotiation.context.parties import parties

#: Titles of the documents that the tables name.
TITLES = (
    "要约书", "代表名册", "会议纪要", "中止确认", "协调处理申请书", "集体合同草案", "集体合同",
    "职代会决议", "报送审查材料", "公布公告", "履约检查表", "备忘录", "协商协议",
)  # fmt: skip
CONTEXTS: Mapping[str, Callable[[Work, Case], dict[str, Any]]] = dict.fromkeys(TITLES, parties)
