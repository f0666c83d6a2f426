"""The words by which quiz frames, answer frames and answers are known, and how texts are compared."""

import re
from typing import NamedTuple

# Titles that promise a question to be answered, and those that may merely be rhetorical.
QUIZ_TITLE = re.compile(
    r"\b(?:pop|quick|mini|live|in-class)[ -]?(?:quiz|question|poll|check)\b|^\W*quiz\b|\bquiz\s*#?\s*\d"
    r"|\bquiz ?(?:[:!?]|$)"
    r"|\bcheckpoint\b|\bconcept[ -]?(?:check|question|test)\b|\bself[- ]?(?:check|test|assessment)\b"
    r"|\bi?clicker\b"
    r"|\bcheck your(?:self| understanding| knowledge)\b|\btest your(?:self| understanding| knowledge)\b"
    r"|^\W*question ?(?:#? ?\d|[:(])|^\W*question\W*$|\b(?:knowledge|comprehension) (?:check|question)\b"
    r"|^\W*(?:class |audience |student )?poll\b ?(?:[#:!?–—\d-]|$)"
    r"|\bpoll(?: ?everywhere)? question\b|\bpeer instruction\b"
    r"|\b(?:kahoot|mentimeter|slido|wooclap)\b|\bthink[-/ ,–]+pair[-/ ,–]+share\b|\bmcqs?\b|\bmultiple[- ]choice\b"
    r"|\btrue ?(?:or|/) ?false\b|\b(?:review|practice|discussion) question\b|\bbrain ?teaser\b"
    r"|^\W*(?:in-class )?exercise\b ?(?:[#:.\d]|$)|^\W*fill in the (?:blanks?|gaps?)|\bT ?/ ?F\b"
    r"|^\W*select all that apply\b"
    r"|^\W*(?:discuss|talk)\b.{0,20}\b(?:neighbou?rs?|partners?|pairs?|groups?)\b|^\W*q ?\d{1,2}\b ?(?:[.:)–—-]|$)"
    # German, French, Spanish, Italian, Portuguese, Dutch
    r"|\b(?:quiz|verständnis|kontroll|test|zwischen|übungs)fragen?\b|^\W*frage\b ?(?:\d|:|$)|\bwahr oder falsch\b"
    r"|^\W*aufgabe \d"
    r"|\bquestions? (?:éclair|rapide)\b|^\W*qcm\b|\bvrai ou faux\b|\btestez vos\b|^\W*preguntas?\b ?(?:\d|:|$)"
    r"|^\W*(?:cuestionario|autoevaluación|verdadero o falso)\b"
    r"|^\W*(?:вопрос|тест|小测验?|测验|测试|问题|クイズ|問題|퀴즈|pytanie|otázka|fråga|questão|soru)\b"
    r" ?(?:№? ?\d|[:：]|$)"
    r"|^\W*domanda\b|^\W*vero o falso\b|^\W*pergunta\b|^\W*vraag\b ?(?:\d|:|$)",
    re.IGNORECASE,
)
ASKING_TITLE = re.compile(
    r"\?\s*$|\bquestions?\b|\bquiz\b|\byour turn\b|\bthink\b|\bguess\b|\bexercise\b", re.IGNORECASE
)
SURE_TITLE = re.compile(
    r"\b(?:pop|quick)[ -]?(?:quiz|question)\b|^checkpoint\b|\bi?clicker\b|\bthink[-/ ,–]+pair[-/ ,–]+share\b",
    re.IGNORECASE,
)

# How a sentence begins that asks without a question mark.
ASKING = re.compile(
    r"(?:^|[.!:]\s+|\n|\*\*\s*)(?:now |first |please )?"
    r"(?:compute|calculate|derive|explain|predict|estimate|describe|choose|select"
    r"|pick|prove|show that|compare|determine|true or false|fill in|work out|write down|guess|match|identify)\b",
    re.IGNORECASE,
)

# "Question: T" heads quizzes, and frames that merely wonder.
WONDERING_TITLE = re.compile(r"^question ?[:(–—-]", re.IGNORECASE)

ANSWER_WORD = (
    r"(?:(?:possible |sample |model |correct |the )?answers?|solutions?|explanation|lösung(?:en)?|antwort(?:en)?"
    r"|réponses?|corrigé|respuestas?|soluci(?:ón|ones)"
    r"|rispost[ae]|soluzion[ei]|respostas?|solução|antwoord(?:en)?|ответы?|答案|解答|正解|odpowied[zź]i?|svar)"
)
ANSWER_TITLE = re.compile(
    rf"^{ANSWER_WORD}\s*(?:$|[:(!–—-]|#|\d|to\b.*(?:quiz|question|checkpoint)|key$)|[-–—:(·|]\s*{ANSWER_WORD}\b\W*$"
    rf"|\b(?:quiz(?:zes)?|question|checkpoint|poll)\b.*\b{ANSWER_WORD}\b(?! this)",
    re.IGNORECASE,
)
NO_QUESTION_TITLE = re.compile(
    r"^(?:table of contents|contents|outline|agenda|overview|roadmap|(?:key )?take-?aways?|summary|recap|references"
    r"|learning (?:objectives|outcomes|goals)|any questions\??|questions\??|faqs?"
    r"|frequently asked questions|thank.*|q ?(?:&|and) ?a)\W*$",
    re.IGNORECASE,
)
LABEL_END = re.compile(rf"\s*[-–—:(·|]\s*{ANSWER_WORD}\b\W*$", re.IGNORECASE)
NUMBER = re.compile(
    r"(?:quiz|question|checkpoint|poll|check|clicker|exercise|frage|aufgabe|pregunta|domanda|pergunta|vraag|\bq)"
    r"\s*[#.]?\s*(\d{1,3})\b",
    re.IGNORECASE,
)

ANSWER_LINE = re.compile(
    r"(?:(?:click|tap|show|see|reveal|view|toggle)\b[^:.\n]{0,30}?\s)?"
    r"(?:(?:the|la|die)\s+)?(?:(?:correct|right|richtige|korrekte|bonne|juiste)\s+)?"
    r"(?:answers?|ans|a\d{1,2}(?=\s*:)|solution|correct(?:\s+(?:option|choice))?|(?:option|choice)|antwort(?:en)?|lösung(?:en)?|réponses?"
    r"|respuestas?(?: correctas?)?|solución|risposta(?: corretta)?|soluzione|resposta(?: correta)?|antwoord"
    r"|(?:правильный )?ответ|(?:正确)?答案|解答|正解|答え|odpowied[zź]|svar"
    r"|(?:answer )?key(?=\s*[:=]\s*\(?[A-Ha-h1-9]\b)|sol(?=\.?\s*:)|richtig(?=\s+ist\b)|korrekt(?=\s+ist\b))"
    r"(?:\.?\s*[:：=–—→⇒)-]+\s*|\s+(?=\(?[A-H]\)?(?:\s*[).:–—-]|$))|\.?\s+(?:is|are|ist|lautet|est)\b\s*:?\s*|\.?\s*$|\.\s+(?=\(?[A-H]\b))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
# "✅ B": a sign in place of the word.
TICKED_KEY = re.compile(
    r"(?:[✅✓✔👉☑]\ufe0f?\s*(?=\(?(?:[A-H]|\d))"
    r"|(?:[➡→⇒]\ufe0f?|[=-]+>|\$\\(?:[Ll]ong)?[Rr]ightarrow\$|\$\\implies\$)\s*(?=\(?[A-H])"
    r"|(?i:so|thus|hence|therefore),?\s+(?=(?:\([A-Ha-h]\)|[A-H])\.?$))"
    r"(?P<rest>\(?(?:[A-Ha-h]|\d)(?:[).:]|$|\s[-–—]).*)",
    re.DOTALL,
)
# "B is correct, since ...", "B) Two is right": said without the word answer.
SAID = re.compile(
    r"(?:(?i:so|thus|hence|therefore),?\s+)?(?P<letter>(?:(?i:option|choice)\s+)?(?:\([A-Ha-h]\)|[A-Ha-h][).](?=\s)|[A-H](?=\s+(?:is|was|ist|est)\b)))"
    r"(?P<words>[^.?!\n]{0,120}?)\s+(?:is|was|ist|est)\s+(?:the\s+)?(?:only\s+)?"
    r"(?i:correct|right|true|richtig|korrekt|juste)(?: (?:answer|one|option|choice))?(?=\W|$)(?P<rest>.*)",
    re.DOTALL,
)
LETTER = re.compile(
    r"(?:(?i:options?|choices?)\s+)?[(\[]?(?P<letter>[A-Ha-h]|[0-9]|[iv]{1,4}(?=[)\].:]))\s*(?:[)\].:]+|$|(?=\s+[-–—]\s)|(?=,\s))"
)
LETTERS = re.compile(
    r"(?:(?i:options?|choices?)\s+)?(?P<letters>\(?[A-H]\)?(?:\s*(?:,|&|\+|/|,?\s*and)\s*\(?[A-H]\)?)+"
    r"|\([a-h]\)(?:\s*(?:,|&|,?\s*and)\s*\([a-h]\))+|\(?\d\)?(?:\s*(?:,|&|,?\s*and)\s*\(?\d\)?)+)"
    r"(?=\W|$)\s*[).:]?(?!\w)"
)
LEANING = re.compile(r"^[*_](?=[^\W_])([^*_]{1,200})[*_](?=\W|$)")  # italics with which a text begins
SEPARATOR = re.compile(r"\s*(?:[-–—:;,.]+\s*)?(?:(?:because|since)\b\s*)?", re.IGNORECASE)
REASON = re.compile(r"[,;]|(?:because|since)\b", re.IGNORECASE)


# "Question: ...", "Q2. ...": a paragraph that calls itself a question.
CALLED_QUESTION = re.compile(
    r"[\W_]{0,4}(?:question|q|frage|pregunta|domanda|pergunta|vraag)\s?#?\d{0,2}\s?[.:)][*_]{0,2}\s+(?=\S)",
    re.IGNORECASE,
)


GAP = re.compile(r"(?:\\?_\s?){3,}")
NUMBERED = re.compile(r"^(\**)(?:\d{1,2}[.)]|\(\d{1,2}\))\s+(?=\S)")


ENCLOSED = re.compile(r"[\[(]((?i:ans|correct|antwort|lösung|sol|key|réponse)[^\[\]()]{1,200})[\])]\.?")


class AnswerText(NamedTuple):
    """What follows an answer's mark: the letters it names, and the words after them."""

    letters: tuple[str, ...]
    words: str


def plain(text: str) -> str:
    """Text without emphasis and outer space."""
    return LEANING.sub(r"\1", text.replace("**", "").strip())


def normalised(text: str) -> str:
    """Text as it is compared: letters, digits and what mathematics needs, nothing of typography."""
    kept = re.sub(r"[^\w\\^+=<>≤≥/*|.-]+", " ", plain(text).casefold())
    return " ".join(word.strip(".-*") for word in kept.split() if word.strip(".-*"))


def read_answer_line(text: str) -> str | None:
    """What follows "Answer:" and the like; None where a text does not say that it answers."""
    if enclosed := ENCLOSED.fullmatch(plain(text)):
        text = enclosed[1]
    found = ANSWER_LINE.fullmatch(plain(text))
    if found is None:
        if ticked := TICKED_KEY.fullmatch(plain(text)):
            return ticked["rest"]
        said = SAID.fullmatch(plain(text))
        return f"{said['letter']}{said['words']}{said['rest']}".strip() if said else None
    if len(text) < 60 and QUIZ_TITLE.search(found["rest"]):  # "Answer: Pop Quiz 1" is a heading
        return None
    return found["rest"].strip()


def read_letters(text: str) -> AnswerText:
    """The letters (or the digit) a key begins with; "A gradient ..." names none."""
    text = plain(text)
    if several := LETTERS.match(text):
        letters = tuple(dict.fromkeys(re.findall(r"\b(?:[A-Ha-h]|\d)\b", several["letters"])))
        return AnswerText(letters, text[several.end() :].strip())
    if one := LETTER.match(text):
        return AnswerText((one["letter"],), text[one.end() :].strip())
    return AnswerText((), text)


def is_called_question(text: str) -> bool:
    return CALLED_QUESTION.match(text) is not None and "?" in text


def has_gap(text: str) -> bool:
    """Whether a text leaves words out, to be filled in."""
    return GAP.search(text) is not None


def without_label(stem: str, *, numbered: bool) -> str:
    """A stem without the word that calls it a question, and without its number where it is one of several."""
    called = CALLED_QUESTION.match(stem)
    if called and stem.count("?") == 1:
        stem = stem[called.end() :]
    return NUMBERED.sub(r"\1", stem, count=1) if numbered else stem


def quiz_number(title: str) -> str | None:
    """The number in "Pop Quiz #3"."""
    found = NUMBER.search(title)
    return found[1] if found else None


def is_answer_title(title: str) -> bool:
    return ANSWER_TITLE.search(title) is not None


def is_decoy_title(title: str) -> bool:
    """Titles of frames that hold lists but never a question."""
    return NO_QUESTION_TITLE.search(title) is not None
