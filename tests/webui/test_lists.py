from datetime import timedelta

from casework import cases
from casework.cases import enterprise as enterprises
from webui.enterprises import routes as enterprise_pages
from webui.worklist import routes as worklist_pages

COMPANY = {
    "unit": "云河市总工会", "name": "云河新快递有限公司", "role": "合作用工企业", "sectors": ["快递", "货运"],
    "workers_0": "12", "workers_1": "0", "region": "320583", "data_as_of": "2026-03-20", "profile_0": "东站",
}  # fmt: skip


def test_the_worklist_puts_first_what_is_due_first_and_says_overdue_in_words(wang, numbers):
    page = wang.get("/").text

    order = [page.index(number) for number in (numbers.inspected, numbers.issued, numbers.opened)]
    assert order == sorted(order) or page.index(numbers.opened) == max(order)
    assert "今天到期" in page
    assert "没有在走的期限" in page
    assert numbers.elsewhere not in page


def test_the_worklist_says_overdue_in_words(acting_as, later):
    later(timedelta(days=30))

    assert "已逾期 30 天" in acting_as("lawyer.wang").get("/").text


def test_the_worklist_is_filtered(wang, acting_as, numbers):
    assert numbers.opened not in wang.get("/?mine=1").text
    assert numbers.inspected in wang.get("/?mine=1").text
    assert numbers.opened in wang.get("/?q=云河甲").text
    assert numbers.inspected not in wang.get("/?q=云河甲").text
    assert "没有符合条件的案件" in wang.get("/?finished=1").text
    assert "没有符合条件的案件" in wang.get("/?q=%25").text


def test_every_case_stands_on_exactly_one_page(wang, numbers, monkeypatch):
    monkeypatch.setattr(worklist_pages, "PAGE", 1)
    found, address = [], "/"
    while address:
        page = wang.get(address).text
        found += [number for number in vars(numbers).values() if f"<small>{number}</small>" in page]
        following = page.partition('class="pager"')[2].rpartition('class="button" href="')[2]
        address = following.partition('"')[0].replace("&amp;", "&") if "下一页" in page else ""

    within_reach = {numbers.opened, numbers.inspected, numbers.issued, numbers.talks}
    assert sorted(found) == sorted(within_reach)
    assert len(found) == len(within_reach)


def test_an_enterprise_is_registered_after_its_code_was_checked(wang, company_code, book):
    wrong = wang.post("/enterprises/new", {**COMPANY, "code": "91320583MA1F0X0T55"})
    assert (wrong.status_code, "校验位不对" in wrong.text) == (422, True)
    assert 'value="云河新快递有限公司"' in wrong.text
    assert 'checked id="sectors-4"' in wrong.text or "快递" in wrong.text

    right = wang.post("/enterprises/new", {**COMPANY, "code": company_code(5).lower()})
    assert right.location == f"/enterprises/{company_code(5)}"
    with book.read("lawyer.wang") as work:
        row = enterprises.get(work, company_code(5))
        told = (row.workers, row.sectors, row.profile, row.has_union)
    assert told == (
        {"劳动关系": 12, "不完全劳动关系": 0},
        ["快递", "货运"],
        {"站点": "东站"},
        False,
    )


def test_an_enterprise_without_workers_is_refused_on_the_field(wang, company_code):
    given = {name: text for name, text in COMPANY.items() if not name.startswith("workers")}
    answer = wang.post("/enterprises/new", {**given, "code": company_code(5)})

    assert answer.status_code == 422
    assert 'id="workers_0-wrong"' in answer.text


def test_the_file_of_an_enterprise_keeps_its_history(wang, company_code):
    address = f"/enterprises/{company_code(1)}"
    given = {**COMPANY, "name": "改了名的公司", "data_as_of": "2026-03-25", "seen": "1"}
    assert wang.post(f"{address}/edit", given).status_code == 303
    page = wang.get(address).text
    assert "第 2 版" in page
    assert "名称：云河甲快递有限公司 → 改了名的公司" in page

    late = wang.post(f"{address}/edit", {**given, "name": "我也要改名"})
    assert late.status_code == 409
    assert "我也要改名" in late.text
    assert 'name="seen" value="2"' in late.text


def test_a_check_up_is_opened_for_an_enterprise(wang, company_code, book):
    address = f"/enterprises/{company_code(1)}/checkups/new"
    assert "云河市总工会" in wang.get(address).text
    refused = wang.post(address, {"unit": "云河市总工会", "source": "预警触发", "reason": "预警"})
    assert refused.status_code == 422
    assert "预警触发日" in refused.text
    given = {
        "unit": "云河市总工会",
        "source": "年度计划",
        "mode": "基础",
        "reason": "计划",
        "occurred_on": "2026-03-25",
    }
    done = wang.post(address, given)

    assert done.status_code == 303
    with book.read("lawyer.wang") as work:
        assert len(cases.of_enterprise(work, enterprises.get(work, company_code(1)))) == 2


def test_enterprises_are_found_and_paged(wang, monkeypatch):
    assert "云河乙快递" not in wang.get("/enterprises?q=云河甲").text
    monkeypatch.setattr(enterprise_pages, "PAGE", 2)
    first = wang.get("/enterprises").text
    assert "下一页" in first
    assert "远山配送" not in first
