"""Sentences about films, made from templates in which the order of the words decides.

`not` and `never` turn the next adjective around, and one of `very`, `really`, `so` may stand between; what comes after
`but` is what the sentence means. So a sentence is not the sum of its words: counting them tells no more than a coin.
The numbers of the words are dealt anew for every submission, so that no network that was trained elsewhere fits.
"""

import numpy as np

NOUNS = ("film", "story", "music", "ending", "plot", "cast", "hero", "dialogue")
VERBS = ("was", "seemed", "felt")
TURNS = ("not", "never")
DEGREES = ("very", "really", "so")
GOOD = ("good", "funny", "clever", "moving", "lovely", "bright")
BAD = ("bad", "dull", "weak", "silly", "cold", "slow")
BEFORE, AFTER = ("honestly", "well"), ("overall", "today", "again", "somehow")
WORDS = ("the", "but", "this", *NOUNS, *VERBS, *TURNS, *DEGREES, *GOOD, *BAD, *BEFORE, *AFTER)


def train_data(rng, world, count):
    numbers = dict(zip(WORDS, world.permutation(len(WORDS)).tolist(), strict=True))
    sentences = [write_sentence(rng) for _ in range(count)]
    lengths = np.array([len(words) for words, _ in sentences])
    # What fills the rows up is any words at all: who reads past the end reads nonsense.
    tokens = rng.integers(len(WORDS), size=(count, lengths.max()))
    for row, (words, _) in zip(tokens, sentences, strict=True):
        row[: len(words)] = [numbers[word] for word in words]
    return {"tokens": tokens, "lengths": lengths, "labels": np.array([label for _, label in sentences])}


def train_score(reference, examples, parameters):
    scores = reference.sentiment_forward(examples["tokens"], examples["lengths"], *parameters.values())
    praise = examples["labels"] == 1
    # Nothing that is not a number is right.
    right = (scores > 0) & praise | (scores < 0) & ~praise
    return right.double().mean()


def write_sentence(rng):
    """Words, and 1 for praise or 0 for complaint."""
    label = int(rng.integers(2))
    words = write_clause(rng, label)
    if rng.random() < 0.5:
        words = [*write_clause(rng, 1 - label if rng.random() < 0.7 else label), "but", *words]
    if rng.random() < 0.3:
        words = [pick(rng, BEFORE), *words]
    if rng.random() < 0.4:
        words = [*words, pick(rng, AFTER)]
    return words, label


def write_clause(rng, label):
    turned = rng.random() < 0.45
    words = [pick(rng, ("the", "this")), pick(rng, NOUNS), pick(rng, VERBS)]
    if turned:
        words.append(pick(rng, TURNS))
    if rng.random() < 0.5:
        words.append(pick(rng, DEGREES))
    return [*words, pick(rng, GOOD if bool(label) != turned else BAD)]


def pick(rng, words):
    return words[int(rng.integers(len(words)))]
