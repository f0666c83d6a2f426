"""Reads a key out of an answer's words, and says what about it is doubtful."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.drafting.wording import REASON, SEPARATOR, normalised, plain, read_letters

NO_KEY = "No answer was found for this question. Please choose the right option."
ALIKE = 0.34  # share of words that an answer and its option must have in common not to be doubted


@dataclass(frozen=True)
class Key:
    """Zero-based indexes of the right options, what of the answer's words explains rather than repeats, and doubts."""

    correct: tuple[int, ...]
    explanation: str
    doubts: tuple[str, ...] = ()


def read_key(text: str, *, options: Sequence[str], labels: Sequence[str]) -> Key:
    """The key that an answer such as "B) text - because ..." gives to labelled options."""
    letters, words = read_letters(text)
    places = _places(letters, labels)
    plain_options = [normalised(option) for option in options]
    if not places:
        place = _matching_option(plain(text), plain_options)
        if place is not None:
            return Key((place,), _beyond(plain(text), options[place]))
        return Key((), plain(text), (_missing(letters),))
    if len(places) > 1:
        return Key(places, SEPARATOR.sub("", words, count=1))
    return _check_words(places[0], words, options=options, labels=labels)


def _places(letters: Sequence[str], labels: Sequence[str]) -> tuple[int, ...]:
    """Option indexes for letters; options printed 1-4 may be answered by letter, by position."""
    upper = [label.upper() for label in labels]
    places: list[int] = []
    for letter in letters:
        if letter.upper() in upper:
            places.append(upper.index(letter.upper()))
        elif letter.isalpha() and all(label.isdecimal() for label in labels) and _position(letter) < len(labels):
            places.append(_position(letter))
        else:
            return ()
    return tuple(places)


def _position(letter: str) -> int:
    return ord(letter.upper()) - ord("A")


def _missing(letters: Sequence[str]) -> str:
    if letters:
        return f"The answer names option {letters[0]}, which this question does not have. Please choose the right one."
    return "The answer does not say which option is right. Please choose it."


def _matching_option(text: str, options: Sequence[str]) -> int | None:
    """The only option that the answer's words are, or begin with."""
    words = normalised(text)
    exact = [place for place, option in enumerate(options) if option and option == words]
    if exact:
        return exact[0]
    begun = [place for place, option in enumerate(options) if option and f"{words} ".startswith(f"{option} ")]
    return max(begun, key=lambda place: len(options[place])) if begun else None


def _check_words(place: int, words: str, *, options: Sequence[str], labels: Sequence[str]) -> Key:
    """A key whose letter is clear, held against the words behind the letter."""
    own = options[place]
    if not words or REASON.match(words):
        return Key((place,), _capitalised(SEPARATOR.sub("", words, count=1)))
    if _begins_with(words, own):
        return Key((place,), _beyond(words, own))
    first, _, after = _first_part(words)
    other = _matching_option(first, [normalised(option) for option in options])
    if other is not None and other != place:
        doubt = (
            f"The answer says {labels[place]}, but its words are those of option {labels[other]}. Please check the key."
        )
        return Key((place,), after, (doubt,))
    if _share(first, own) < ALIKE and len(normalised(first)) > 1:
        doubt = f"The answer's words (“{first}”) are not those of option {labels[place]}. Please check the key."
        return Key((place,), words, (doubt,))
    return Key((place,), after)


def _begins_with(words: str, option: str) -> bool:
    return f"{normalised(words)} ".startswith(f"{normalised(option)} ")


def _beyond(words: str, option: str) -> str:
    """What stands behind the option's words: the shortest rest before which the option is said completely."""
    wanted = normalised(option)
    for found in re.finditer(r"(?=\s|[-–—.,;:]|$)", words):
        if normalised(words[: found.start()]) == wanted:
            rest = words[found.start() :]
            return _capitalised(SEPARATOR.sub("", re.sub(r"^\**[.)]*", "", rest), count=1))
    return ""


def _first_part(words: str) -> tuple[str, str, str]:
    splits = re.finditer(r"\s[-–—]\s|(?<=[a-z)\d$])[.;:]\s+", words)
    found = next((split for split in splits if words.count("$", 0, split.start()) % 2 == 0), None)
    if found is None:  # a minus inside of a formula parts nothing
        return words, "", ""
    return words[: found.start()].strip(), found.group(), _capitalised(words[found.end() :].strip())


def _capitalised(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] if text[:1].isalpha() and not text[1:2].startswith("_") else text


def _share(one: str, other: str) -> float:
    first, second = set(normalised(one).split()), set(normalised(other).split())
    return len(first & second) / max(1, min(len(first), len(second)))
