"""LangChain's BM25 retriever (rank-bm25) and FAISS store, joined by its ensemble retriever."""

from __future__ import annotations

from langchain_classic.retrievers import EnsembleRetriever
from langchain_community.embeddings import Model2vecEmbeddings
from langchain_community.retrievers import BM25Retriever
from langchain_community.vectorstores import FAISS

from eval.peers.protocol import DEPTH, TOP, Given, serve


class LangChain:
    """Equal weights, as in its documentation."""

    def __init__(self, given: Given) -> None:
        """Not indexed yet."""
        self._given = given
        self._embeddings = Model2vecEmbeddings(str(given.model))

    def index(self) -> None:
        """Words, then vectors."""
        texts, names = self._given.texts, [{"id": id} for id in self._given.ids]
        words = BM25Retriever.from_texts(texts, metadatas=names, k=DEPTH)
        store = FAISS.from_texts(texts, self._embeddings, metadatas=names)
        vectors = store.as_retriever(search_kwargs={"k": DEPTH})
        self._ensemble = EnsembleRetriever(retrievers=[words, vectors], weights=[0.5, 0.5], id_key="id")

    def search(self, question: str) -> list[str]:
        """Both, joined."""
        return [document.metadata["id"] for document in self._ensemble.invoke(question)[:TOP]]


if __name__ == "__main__":
    serve(LangChain, "langchain-classic")
