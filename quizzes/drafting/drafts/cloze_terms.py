"""A term that the lecturer set in bold, taken out of the sentence that says what matters about it."""

import hashlib
import re
from collections.abc import Iterator

from quizzes.drafting.draft import Draft
from quizzes.drafting.drafts.reading import Lecture, content_words, list_sentences, plain, read_described, strip_end
from quizzes.slides import Slide

RANK = 5
BOLD = re.compile(r"\*\*([^*\n]+)\*\*")
FEWEST_WORDS, MOST_WORDS = 7, 40
DANGLING = re.compile(
    r"(?:it|they|this|these|that|those|he|she|we|you|its|their|here|there|also|but|and|so|or|thus|hence|then|now|same|"
    r"every|that's|which|such|otherwise|instead|however|q|note|e\.g|i\.e)\b",
    re.IGNORECASE,
)
TERM = re.compile(r"[A-Za-z][A-Za-z-]+(?: [A-Za-z-]+){0,2}")
PLAIN_WORD = re.compile(
    r"(?:not|no|all|every|always|never|only|must|one|two|three|same|different|good|bad|better|best|worse|new|old|more|less|"
    r"most|many|few|very|really|key|important|any|exactly|directly|why|how|what|when|where|input|output|yes|is|are|and|or|"
    r"first|last|next|of|to|in|for|with|from|over|around|up|down|per|before|after|both|each|free|now|then)",
    re.IGNORECASE,
)


def make(lecture: Lecture) -> Iterator[Draft]:
    terms = _list_terms(lecture)
    for slide in lecture.slides:
        for sentence in list_sentences(slide):
            bold = BOLD.findall(sentence)
            if len(bold) != 1 or not _is_whole(sentence):
                continue
            term = bold[0].strip(" .,:;")
            others = _choose_others(term, terms, sentence)
            if _is_term(term, lecture) and others is not None and not read_described(sentence):
                yield _draft(slide, sentence, bold[0], term, others)


def _list_terms(lecture: Lecture) -> list[str]:
    """All terms in bold, in the order of the lecture."""
    found = (term.strip(" .,:;") for slide in lecture.slides for term in BOLD.findall(slide.text))
    return list(dict.fromkeys(term for term in found if _is_term(term, lecture)))


def _is_term(term: str, lecture: Lecture) -> bool:
    """A term of the subject: the lecture says it more than once, and it is a name or of several words."""
    words = term.split()
    if not TERM.fullmatch(term) or any(PLAIN_WORD.fullmatch(word) for word in words):
        return False
    is_named = len(words) > 1 or any(re.search(rf"\b{term}\b", slide.title, re.IGNORECASE) for slide in lecture.slides)
    return is_named and lecture.count(term) > 1


def _is_whole(sentence: str) -> bool:
    """A sentence that can stand alone: long enough, with a verb in sight, not leaning on what came before."""
    words = plain(sentence).split()
    whole = FEWEST_WORDS <= len(words) <= MOST_WORDS and not DANGLING.match(plain(sentence))
    return (
        whole
        and sentence.rstrip()[-1:] not in {":", "?", ","}
        and re.search(r"\b\w+(?:s|ed|e|n|are|is)\b", sentence) is not None
    )


def _choose_others(term: str, terms: list[str], sentence: str) -> list[str] | None:
    """Three other terms of the lecture, of the same form, that the sentence does not say; None if there are none."""
    plural = term.endswith("s")
    said, own = content_words(sentence), content_words(term)
    if len(BOLD.sub("", sentence).casefold().split(term.casefold())) > 1:
        return None
    others = [
        other
        for other in terms
        if other.endswith("s") == plural
        and abs(len(other.split()) - len(term.split())) <= 1
        and other.endswith("ing") == term.endswith("ing")
        and other[0].isupper() == term[0].isupper()
        and not content_words(other) & (said | own)
    ]
    others.sort(key=lambda other: hashlib.sha256(f"{term}{other}".encode()).digest())
    return others[:3] if len(others) >= 3 else None


def _draft(slide: Slide, sentence: str, bold: str, term: str, others: list[str]) -> Draft:
    gap = bold.replace(term, "_____", 1)
    options = sorted([term, *others], key=str.casefold)
    text = plain(sentence.replace(f"**{bold}**", gap, 1))
    return Draft(
        kind="single_choice",
        label=f"Term: {plain(slide.title)}"[:200],
        stem=f"Which term belongs in the gap?\n\n{text}",
        spec={"options": options, "correct": [options.index(term)]},
        explanation=f"Slide {slide.number}: {strip_end(sentence)}.",
        slides=(slide.number,),
        made=f"Made from a sentence on slide {slide.number} that sets “{term}” in bold. "
        "The other options are terms of the deck; check that none of them fits too.",
    )
