import tomllib
from itertools import combinations

import pytest

from casework.checkup.catalogue import Party, Sector, WorkerForm
from casework.checkup.catalogue.tailor import tailor
from casework.errors import InputError


def subsets(words):
    return [part for size in range(len(words) + 1) for part in combinations(words, size)]


def test_every_enterprise_gets_exactly_the_items_that_the_three_rules_give(catalogue):
    raw = tomllib.loads(catalogue.text)["item"]
    for party in Party:
        for sectors in subsets(tuple(Sector)):
            for workers in subsets(tuple(WorkerForm))[1:]:
                expected = [
                    entry["id"]
                    for entry in raw
                    if party in entry["applies_to"]["parties"]
                    and {"全部", *sectors} & set(entry["applies_to"]["sectors"])
                    and {"全部", *workers} & set(entry["applies_to"]["workers"])
                ]
                result = tailor(catalogue, party, sectors, workers)
                assert [item.id for item in result.items] == expected
                assert len(result.items) + len(result.left_out) == len(raw)


def test_each_item_left_out_says_every_reason(catalogue):
    result = tailor(catalogue, "合作用工企业", ["快递"], {"劳动关系": 90})
    reasons = {one.item.id: one.reason for one in result.left_out}
    assert "只检查平台企业，本企业是合作用工企业" in reasons["LC-19-02"]
    assert "只适用于外卖配送，本企业行业是快递" in reasons["LC-19-02"]
    assert "只涉及不完全劳动关系、民事关系，本企业只有劳动关系" in reasons["LC-19-02"]


def test_the_forms_of_an_item_are_those_of_the_enterprise_that_it_is_about(catalogue):
    present = ["劳动关系", "民事关系"]
    assert catalogue.item("LC-05-01").forms(present) == ("劳动关系",)
    assert catalogue.item("LC-18-03").forms(present) == ("劳动关系", "民事关系")


@pytest.mark.parametrize(
    ("party", "sectors", "workers", "sentences"),
    [
        (
            "平台公司",
            ["快递业"],
            ["合同工"],
            ["企业角色：不认识“平台公司”", "行业：不认识“快递业”", "不认识“合同工”"],
        ),
        ("平台企业", [], [], ["用工形式：至少写明一种"]),
    ],
)
def test_unknown_words_are_refused_all_at_once(catalogue, party, sectors, workers, sentences):
    with pytest.raises(InputError) as caught:
        tailor(catalogue, party, sectors, workers)
    assert all(sentence in str(caught.value) for sentence in sentences)
    assert len(caught.value.problems) == len(sentences)
