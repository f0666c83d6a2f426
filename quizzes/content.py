"""Decks and quizzes of a course's folder -> the database: `decks/*` and `quizzes/*.toml`.

docs/authoring-quizzes.md describes the files. What they say wins; what they do not name is left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from courseapp.courses.content import Change, ContentError
from courseapp.courses.models import Course
from quizzes import authoring, decks, editions, generating, questions, quiz_files, trouble
from quizzes.authoring import Draws
from quizzes.generators import GeneratorError
from quizzes.models import Deck, Question, Quiz, Slide
from quizzes.question_files import Ask
from quizzes.questions import Wording
from quizzes.quiz_files import QuizFile
from quizzes.slides import SUFFIXES, DeckError


@dataclass(frozen=True)
class Material:
    """The deck a quiz asks from, and the questions found in it, in order."""

    deck: Deck | None
    questions: tuple[Question, ...] = ()


def sync(*, course: Course, folder: Path) -> list[Change]:
    """Bring the course's decks and quizzes in line with `folder`. Raises ContentError."""
    changes = [_sync_deck(course=course, path=path, pdf=pdf) for path, pdf in _find_decks(folder / "decks")]
    for path in sorted((folder / "quizzes").glob("*.toml")):
        file = quiz_files.read(path=path, course=course)
        try:
            changes.append(_sync_quiz(course=course, folder=folder, file=file))
        except (authoring.AuthoringError, questions.QuestionError) as error:
            raise ContentError(f"{path}: {error}") from error
    return changes


def _find_decks(folder: Path) -> list[tuple[Path, Path | None]]:
    """The decks of a folder; a PDF beside a source of the same name shows that source's slides."""
    files = [
        path for path in sorted(folder.glob("*")) if path.suffix.lower() in SUFFIXES and path.stem.lower() != "readme"
    ]
    pdfs = {path.stem: path for path in files if path.suffix.lower() == ".pdf"}
    sources = [path for path in files if path.suffix.lower() != ".pdf"]
    shown = {path.stem for path in sources}
    return [
        *((path, pdfs.get(path.stem)) for path in sources),
        *((pdfs[stem], None) for stem in sorted(pdfs.keys() - shown)),
    ]


def _sync_deck(*, course: Course, path: Path, pdf: Path | None) -> Change:
    data = path.read_bytes()
    pages = pdf.read_bytes() if pdf else None
    older = Deck.objects.filter(course=course, filename=path.name).first()
    try:
        if older is not None and decks.find(course=course, data=data) is None:
            editions.import_again(deck=older, filename=path.name, data=data, pdf=pages, trusted=True)
            return Change(action="updated", kind="deck", name=path.name)
        imported = decks.import_deck(course=course, filename=path.name, data=data, pdf=pages, trusted=True)
    except DeckError as error:
        raise ContentError(f"{path}: {error}") from error
    return Change(action="created" if imported.is_new else "unchanged", kind="deck", name=path.name)


def _sync_quiz(*, course: Course, folder: Path, file: QuizFile) -> Change:
    material = _find_material(course=course, folder=folder, file=file)
    chosen = _choose(course=course, folder=folder, file=file, material=material)
    quiz = Quiz.objects.select_related("course").filter(course=course, slug=file.slug).first()
    is_new = quiz is None
    if quiz is None:
        quiz = authoring.create_quiz(course=course, terms=authoring.Terms(**file.terms), questions=(), slug=file.slug)
    changed = [name for name, value in file.terms.items() if getattr(quiz, name) != value]
    if changed:
        authoring.change_terms(quiz=quiz, terms=replace(authoring.read_terms(quiz), **file.terms))
    draws = authoring.read_draws(quiz) if file.pools is None else _read_draws(file, list(chosen))
    if authoring.choose_questions(quiz=quiz, points=chosen, draws=draws):
        changed.append("questions")
    if file.published is not None and file.published != quiz.is_published:
        changed.append("published")
        if file.published:
            authoring.publish(quiz=quiz, even_if_over=True)  # an old course is read again as it was
        else:
            authoring.unpublish(quiz=quiz)
    if is_new:
        return Change(action="created", kind="quiz", name=file.slug)
    return Change(action="updated" if changed else "unchanged", kind="quiz", name=file.slug, fields=tuple(changed))


def _read_draws(file: QuizFile, chosen: Sequence[Question]) -> Draws:
    pooled = {question: ask.pool for question, ask in zip(chosen, file.asks or (), strict=True) if ask.pool}
    return Draws(pooled, file.pools or {})


def _find_material(*, course: Course, folder: Path, file: QuizFile) -> Material:
    if not file.deck:
        return Material(deck=None)
    path = folder / "decks" / file.deck
    if not path.is_file():
        raise ContentError(f"{file.path}: there is no deck {path}. Put the file there, or correct `deck`.")
    deck = decks.find(course=course, data=path.read_bytes())
    if deck is None:
        raise ContentError(f"{file.path}: {path} was not read, because its name does not end in .txt.")
    return Material(deck, tuple(deck.questions.select_related("current").order_by("position", "pk")))


def _choose(*, course: Course, folder: Path, file: QuizFile, material: Material) -> dict[Question, Decimal]:
    if file.asks is None:
        ready = [question for question in material.questions if not trouble.describe(question.latest)]
        return {question: question.latest.points for question in ready}
    chosen = {}
    for ask in file.asks:
        if ask.found is not None:
            question = _find_found(file, ask, material)
        else:
            question = _write(course, file, ask, material, folder)
        if question in chosen:
            raise ContentError(f"{file.path}: asks {ask.found!r} twice. Take one of them out.")
        chosen[question] = question.latest.points if ask.points is None else ask.points
    return chosen


def _find_found(file: QuizFile, ask: Ask, material: Material) -> Question:
    """The deck's question with this label or number, with the key that the file gives it."""
    found = [
        question
        for question in material.questions
        if ask.found in {question.position, question.latest.label} and question.origin != Question.Origin.WRITTEN
    ]
    if len(found) != 1:
        labels = ", ".join(f"{question.position} “{question.latest.label}”" for question in material.questions)
        many = "several questions" if found else "no question"
        raise ContentError(
            f"{file.path}: {file.deck or 'no deck'} has {many} called {ask.found!r}. It has: {labels or 'none'}."
        )
    question = found[0]
    if ask.correct:
        questions.give_key(question=question, correct=ask.correct)
    return question


def _write(course: Course, file: QuizFile, ask: Ask, material: Material, folder: Path) -> Question:
    """The question that the file writes out or lets a generator draw, made or brought up to date."""
    key = f"quiz:{file.slug}:{ask.name}"
    known = Question.objects.select_related("current").filter(course=course, key=key).first()
    wording = ask.wording or _draw(file, ask, folder, known)
    if known is not None:
        questions.revise(question=known, wording=wording, author=None)
        return known
    return questions.add(
        course=course,
        wording=wording,
        origin=Question.Origin.WRITTEN,
        deck=material.deck if ask.slide else None,
        slides=_find_slides(file, ask, material),
        key=key,
    )


def _draw(file: QuizFile, ask: Ask, folder: Path, known: Question | None) -> Wording:
    """What the generator draws; it runs only if it is another one than drew what there is."""
    path = folder / "generators" / ask.generator
    is_file = ask.generator.endswith(".py")
    if is_file and not path.is_file():
        raise ContentError(f"{file.path}: there is no generator {path}. Put the file there, or correct `generator`.")
    generator = generating.describe_file(path) if is_file else ask.generator
    points = questions.STANDARD_POINTS if ask.points is None else ask.points
    if known is not None and known.latest.generator == generator:
        return replace(questions.read_wording(known.latest), label=ask.label, points=points)
    try:
        drawn = generating.draw_file(path) if is_file else generating.draw_builtin(ask.generator)
    except GeneratorError as error:
        raise ContentError(f"{file.path}: {error}") from error
    return questions.draw_wording(generator=generator, drawn=drawn, label=ask.label, points=points)


def _find_slides(file: QuizFile, ask: Ask, material: Material) -> list[Slide]:
    if ask.slide is None:
        return []
    slide = material.deck.slides.current().filter(number=ask.slide).first() if material.deck else None
    if slide is None:
        raise ContentError(f"{file.path}: {file.deck or 'no deck'} has no slide {ask.slide}.")
    return [slide]
