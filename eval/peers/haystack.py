"""Haystack's in-memory store with its BM25 and its embedding retriever, joined by rank, as a pipeline."""

from __future__ import annotations

from haystack import Document, Pipeline, component
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from model2vec import StaticModel

from eval.peers.protocol import DEPTH, TOP, Given, serve


@component
class _Embedder:
    """The bundled model as a component; Haystack brings none for model2vec."""

    def __init__(self, model: StaticModel) -> None:
        self._model = model

    @component.output_types(embedding=list[float])  # type: ignore[untyped-decorator]
    def run(self, text: str) -> dict[str, list[float]]:
        """Of one question."""
        return {"embedding": self._model.encode(text).tolist()}


class Haystack:
    """The pipeline of its page on hybrid retrieval, without a ranker."""

    def __init__(self, given: Given) -> None:
        """Not indexed yet."""
        self._given = given
        self._model = StaticModel.from_pretrained(given.model)
        self._store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        self._pipeline = Pipeline()
        self._pipeline.add_component("embedder", _Embedder(self._model))
        self._pipeline.add_component("dense", InMemoryEmbeddingRetriever(self._store, top_k=DEPTH))
        self._pipeline.add_component("words", InMemoryBM25Retriever(self._store, top_k=DEPTH))
        self._pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=TOP))
        self._pipeline.connect("embedder.embedding", "dense.query_embedding")
        self._pipeline.connect("words", "joiner")
        self._pipeline.connect("dense", "joiner")

    def index(self) -> None:
        """Write documents with their vectors."""
        vectors = self._model.encode(self._given.texts)
        rows = zip(self._given.ids, self._given.texts, vectors, strict=True)
        self._store.write_documents([Document(id=id, content=text, embedding=v.tolist()) for id, text, v in rows])

    def search(self, question: str) -> list[str]:
        """Both, joined."""
        found = self._pipeline.run({"embedder": {"text": question}, "words": {"query": question}})
        return [document.id for document in found["joiner"]["documents"]]


if __name__ == "__main__":
    serve(Haystack, "haystack-ai")
