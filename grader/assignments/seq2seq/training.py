"""Sentences of a small language like French and what they mean in one like English, made by a grammar of our own.

An adjective follows its noun there and precedes it here; `ne … pas` around a verb becomes two words before it, and the
verb changes its form; `toujours` changes sides with the verb. So words cannot be translated one by one. The numbers of
the words are dealt anew for every submission, so that no network that was trained elsewhere fits.
"""

import numpy as np

ARTICLES = {"le": "the", "un": "a"}
NOUNS = {"chat": "cat", "chien": "dog", "cheval": "horse", "renard": "fox"}
ADJECTIVES = {"noir": "black", "blanc": "white", "rouge": "red", "calme": "calm"}
VERBS = {"voit": ("sees", "see"), "suit": ("follows", "follow"), "aime": ("likes", "like")}
HERE = (*ARTICLES, *NOUNS, *ADJECTIVES, *VERBS, "ne", "pas", "toujours")
FORMS = [form for forms in VERBS.values() for form in forms]
THERE = (*ARTICLES.values(), *NOUNS.values(), *ADJECTIVES.values(), *FORMS, "does", "not", "always")
STOP, START = 0, 1


def train_data(rng, world, count):
    here = dict(zip(HERE, world.permutation(len(HERE)).tolist(), strict=True))
    there = dict(zip(THERE, (2 + world.permutation(len(THERE))).tolist(), strict=True))
    pairs = [write_sentence(rng) for _ in range(count)]
    source, source_lengths = number(rng, [[here[word] for word in words] for words, _ in pairs], len(HERE))
    rows = [[*(there[word] for word in words), STOP] for _, words in pairs]
    target, target_lengths = number(rng, rows, 2 + len(THERE))
    named = {"source": source, "source_lengths": source_lengths}
    return {**named, "target": target, "target_lengths": target_lengths}


def train_score(reference, examples, parameters):
    encoder = [parameters[name] for name in ("E_s", "W_s", "U_s", "b_s")]
    decoder = [parameters[name] for name in ("E_t", "W_t", "U_t", "C", "b_t", "W_y", "b_y")]
    context = reference.encode(examples["source"], examples["source_lengths"], *encoder)
    target, lengths = examples["target"], examples["target_lengths"]
    words = reference.greedy_decode(context, *decoder, target.shape[1])
    # A row is right if all its words are, and its stop; what stands in a row behind that is filling.
    counts = (lengths.new_tensor(range(target.shape[1])) < lengths.unsqueeze(1)) & context.isfinite().all()
    return ((words == target) & counts).sum(dim=1).eq(lengths).double().mean()


def number(rng, rows, words):
    """Rows of one length, filled up with any words at all, and the lengths."""
    lengths = np.array([len(row) for row in rows])
    table = rng.integers(words, size=(len(rows), lengths.max()))
    for line, row in zip(table, rows, strict=True):
        line[: len(row)] = row
    return table, lengths


def write_sentence(rng):
    """The words of a sentence in both languages."""
    subject, doer = write_noun(rng, 0.6)
    verb = pick(rng, VERBS)
    kind = rng.random()
    if kind < 0.2:
        middle, means = ["ne", verb, "pas"], ["does", "not", VERBS[verb][1]]
    elif kind < 0.4:
        middle, means = [verb, "toujours"], ["always", VERBS[verb][0]]
    else:
        middle, means = [verb], [VERBS[verb][0]]
    if rng.random() < 0.2:
        return [*subject, *middle], [*doer, *means]
    thing, done_to = write_noun(rng, 0.5)
    return [*subject, *middle, *thing], [*doer, *means, *done_to]


def write_noun(rng, share):
    article, noun = pick(rng, ARTICLES), pick(rng, NOUNS)
    if rng.random() >= share:
        return [article, noun], [ARTICLES[article], NOUNS[noun]]
    adjective = pick(rng, ADJECTIVES)
    return [article, noun, adjective], [ARTICLES[article], ADJECTIVES[adjective], NOUNS[noun]]


def pick(rng, words):
    return list(words)[int(rng.integers(len(words)))]
