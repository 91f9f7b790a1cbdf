"""Retrieval-augmented generation: find passages, put them before the model, cite them in the answer.

Lewis et al. 2020. Retriever and generator are trained apart here; the database is LanceDB, embedded in this process.
"""

from helpers.rag.answering import Answer, Settings, answer, answer_many, best_similarity
from helpers.rag.chunking import Chunk, Chunking, chunk, pack, sentence_spans
from helpers.rag.citations import (
    Citation,
    citation_precision,
    citation_recall,
    cited_numbers,
    resolve,
    resolve_citations,
)
from helpers.rag.documents import Document, read_documents
from helpers.rag.embedding import Embedder, SentenceEmbedder
from helpers.rag.index import METHODS, Hit, Index, Method
from helpers.rag.injections import plant, remove_instructions
from helpers.rag.prompt import ABSTAIN, INSTRUCTION, Prompt, as_sent, build_prompt, fit_passages
from helpers.rag.quality import (
    balanced_accuracy,
    choose_threshold,
    recall_and_mrr,
    recall_at_k,
    reciprocal_rank,
)
from helpers.rag.ranking import cosine_top_k, reciprocal_rank_fusion, unit_vectors

__all__ = [
    "ABSTAIN",
    "INSTRUCTION",
    "METHODS",
    "Answer",
    "Chunk",
    "Chunking",
    "Citation",
    "Document",
    "Embedder",
    "Hit",
    "Index",
    "Method",
    "Prompt",
    "SentenceEmbedder",
    "Settings",
    "answer",
    "answer_many",
    "as_sent",
    "balanced_accuracy",
    "best_similarity",
    "build_prompt",
    "choose_threshold",
    "chunk",
    "citation_precision",
    "citation_recall",
    "cited_numbers",
    "cosine_top_k",
    "fit_passages",
    "pack",
    "plant",
    "read_documents",
    "recall_and_mrr",
    "recall_at_k",
    "reciprocal_rank",
    "reciprocal_rank_fusion",
    "remove_instructions",
    "resolve",
    "resolve_citations",
    "sentence_spans",
    "unit_vectors",
]
