"""Questions of the passages that are held, among all passages."""

from __future__ import annotations

from eval import beir, made
from eval.training.asked import of_directives


def test_what_is_asked_was_not_learned_from(tmp_path):
    folder = beir.Folder(tmp_path / "made")
    documents, questions = made.make(folder)
    texts = {document.id: document.text for document in beir.documents(folder)}
    topics = beir.dataset(folder).topics
    learned = {article.body for article in of_directives()}
    assert (documents, questions) == (len(texts), len(topics))
    asked_for = {texts[name] for topic in topics for name in topic.relevant}
    assert asked_for.isdisjoint(learned)
    assert asked_for | learned == set(texts.values())
