"""How pages say things: days, moments, how much time is left. Filters of the templates."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask

from casework import Verdict
from casework.cases.clock import Clock
from casework.cases.regions import place
from casework.workflow import Fact
from casework.workflow.stored import show_plain

_SHANGHAI = ZoneInfo("Asia/Shanghai")
#: A period ends soon when it ends within so many days.
_SOON = 3


def init_app(app: Flask) -> None:
    """Make the words known to the templates of *app*."""
    app.add_template_filter(show_plain, "day")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(left, "left")
    app.add_template_filter(clock_words, "clock_words")
    app.add_template_filter(clock_tone, "clock_tone")
    app.add_template_filter(place, "place")
    app.add_template_filter(told, "told")
    app.jinja_env.globals["verdicts"] = tuple(Verdict)


def moment(value: datetime) -> str:
    """Return an aware moment in Shanghai time: 2026年3月2日 14:05."""
    there = value.astimezone(_SHANGHAI)
    return f"{show_plain(there.date())} {there:%H:%M}"


def left(days: int) -> str:
    """Return the days left in words: 还有 5 天, 今天到期, 已逾期 3 天."""
    if days == 0:
        return "今天到期"
    return f"还有 {days} 天" if days > 0 else f"已逾期 {-days} 天"


def clock_words(clock: Clock, today: date) -> str:
    """Return how a clock stands in words: running, overdue, closed in time or late, paused."""
    late = clock.overdue_by(today)
    if clock.stopped_on is not None:
        return f"{show_plain(clock.stopped_on)}办结" + (f"，逾期 {late} 天" if late else "")
    if clock.paused:
        return "已中止，暂停计算"
    return "没有确定的到期日" if clock.due_on is None else left((clock.due_on - today).days)


def clock_tone(clock: Clock, today: date) -> str:
    """Return the tone to show it in: late, soon, done, or calm. Never the only sign of it."""
    if clock.overdue_by(today):
        return "late"
    if clock.stopped_on is not None or clock.paused:
        return "done"
    soon = clock.due_on is not None and (clock.due_on - today).days <= _SOON
    return "soon" if soon else "calm"


def told(value: object) -> str:
    """Return a value of a file in words: lists joined, 是 and 否, 劳动关系 88."""
    if isinstance(value, dict):
        return "、".join(f"{name} {show_plain(one)}" for name, one in value.items()) or "无"
    return show_plain(value) or "无"


def condition(facts: tuple[Fact, ...], when: object) -> str:
    """Return when something must be given, in words: “送达方式”为“留置送达”时必填."""
    if not isinstance(when, dict) and not hasattr(when, "items"):
        return ""
    labels = {fact.name: fact.label for fact in facts}
    parts = [
        f"“{labels.get(name, name)}”为{'或'.join(f'“{show_plain(one)}”' for one in wanted)}"
        for name, wanted in when.items()
    ]
    return "、".join(parts) + "时必填"
