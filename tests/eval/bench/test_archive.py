"""An archive of any size that is made: the same every time, with nothing twice."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest

from eval.bench import judged
from eval.bench.archive import directives
from eval.training.data import Article

SENTENCES = "Cơ quan {a} gửi báo cáo số {n} về đơn vị {b} trước ngày {n} hằng tháng để tổng hợp và theo dõi."
ARTICLES = [
    Article(f"field-{n % 3}", f"Chế độ báo cáo thứ {n} của đơn vị",
            "\n".join(f"{k}. {SENTENCES.format(a=n * k, b=k, n=n + k)}" for k in range(1, 9)))
    for n in range(1, 41)
]  # fmt: skip


@pytest.fixture(scope="module")
def made():
    return list(directives(ARTICLES, 600))


def test_it_is_the_same_every_time_and_begins_alike_in_every_size(made):
    assert list(directives(ARTICLES, 600)) == made
    assert list(directives(ARTICLES, 100)) == made[: len(list(directives(ARTICLES, 100)))]
    assert list(islice(directives(ARTICLES, 600, seed=2), 3)) != made[:3]


def test_it_has_the_passages_that_were_asked_for(made):
    sizes = [len(one.directive.passages) for one in made]
    assert sum(sizes) - sizes[-1] < 600 <= sum(sizes)


def test_a_directive_is_whole(made):
    for directive in (one.directive for one in made):
        spans = [(part.start, part.end) for part in directive.passages]
        assert all(directive.text[p.start : p.end] == p.text and p.text.strip() for p in directive.passages)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        assert all(0 <= part.start < part.end <= len(directive.text) for part in directive.sections)
        assert all(directive.text[one.start : one.end].startswith("Giao ") for one in directive.assignments)
        assert all(str(one.number) in directive.text[one.start : one.end] for one in directive.references)


def test_copies_say_nothing_twice(made):
    """Beyond the articles: passages are distinct from them and from each other."""
    bodies = [article.body for one in made for article, *_ in one.articles]
    assert len(bodies) > len(ARTICLES)
    assert len(set(bodies)) == len(bodies)
    assert [one.body for one in ARTICLES] == bodies[: len(ARTICLES)]


def test_what_answers_a_title_is_the_body_of_its_article(made):
    topics = judged(made)
    by_id = {one.directive.passage_id(p): p.text for one in made for p in one.directive.passages}
    bodies = {article.title: article.body for one in made for article, *_ in one.articles}
    assert len(topics) > 20
    for topic in topics:
        assert topic.relevant
        assert all(by_id[id] in bodies[topic.question] for id in topic.relevant)
        assert all(one.directive.header.subject != f"Về {topic.question}" for one in made)
