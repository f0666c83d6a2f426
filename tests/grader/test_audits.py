"""The audit of a folder: asked for once, done by a worker a step at a time, kept for each state of the files."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse

from grader import attention, auditing, audits, content, coursework, publishing
from grader.judge import load_assignment
from grader.judge.audit import Row
from grader.judge.mutants import Mutant
from grader.models import Assignment, FolderAudit, Submission
from tests.conftest import CAST

RIGHT = Row("solution.py", "solution", "OK", 20.0, 20.0, (), (), ())
UNTOUCHED = Row("starter.py", "starter", "NOTRY", 0.0, 20.0, ("rnn_cell_forward.h",), (), ())
NAMELESS = Row(
    "mistakes/a.py", "mistake", "PARTIAL", 9.0, 20.0, ("rnn_cell_forward.h",), (), ("caught, but not named",)
)
DEAD = Mutant("tanh", "The tanh is left out.", "forward", "rnn_cell_forward", ("rnn_cell_forward.h",), survived=False)
ALIVE = replace(DEAD, title="A bias is forgotten.", killed_by=(), survived=True)
AT_AN_EDGE = replace(ALIVE, title="Wrong at large inputs.", kind="edge")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the course's own, small enough to be audited in a moment."""
    own = tmp_path / "own" / "assignments" / "own_cell"
    shutil.copytree(load_assignment("rnn_cell").folder, own, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(own / "mistakes")
    return own


@pytest.fixture
def own(course, folder) -> Assignment:
    """Given to the course, and not published."""
    made, _ = coursework.ensure(course=course, slug="own-cell", source=str(folder))
    return made


@pytest.fixture
def find(folder):
    """Store what an audit of the folder found, as a worker does."""

    def store(*rows, mutants=(DEAD,)):
        audits.ask(str(folder), again=True)
        assert audits.finish(audits.take(), rows=rows or (RIGHT, UNTOUCHED, NAMELESS), mutants=mutants, total=3)
        publishing.settle()
        return audits.find(str(folder))

    return store


def test_the_same_files_are_audited_once_and_changed_ones_anew(folder, db):
    first = audits.ask(str(folder))
    assert audits.ask(str(folder)) == audits.find(str(folder)) == first
    (folder / "statement.md").write_text("Another statement.")
    assert audits.find(str(folder)) is None
    assert audits.ask(str(folder)) != first


@pytest.mark.parametrize(
    ("rows", "mutants", "blocker"),
    [
        ((RIGHT, UNTOUCHED, NAMELESS), (DEAD, AT_AN_EDGE), ""),
        ((replace(RIGHT, score=19.0, complaints=("it does not get full marks",)), UNTOUCHED), (), "full marks"),
        ((RIGHT, replace(UNTOUCHED, score=1.0, complaints=("the starter earns 1 points",))), (), "starter"),
        ((replace(NAMELESS, score=20.0, complaints=("no check catches it",)),), (), "no check catches"),
        ((RIGHT, UNTOUCHED), (DEAD, ALIVE), "A bias is forgotten."),
    ],
    ids=["ready", "solution", "starter", "mistake", "mutant"],
)
def test_what_lets_wrong_answers_through_keeps_it_from_being_published(rows, mutants, blocker, find, own, db):
    audit = find(*rows, mutants=mutants)
    assert audit.lets_through is (not blocker)
    assert blocker in " ".join(audit.blockers)
    decision = publishing.publish(own)
    assert Assignment.objects.get().is_published is (not blocker)
    assert blocker in decision.reason


def test_one_of_the_catalogue_is_published_at_once_and_needs_no_audit(draft):
    assert publishing.publish(draft).reason == ""
    assert Assignment.objects.get().is_published
    assert not FolderAudit.objects.exists()


def test_a_folder_of_ones_own_is_published_when_its_audit_passes(course, folder, find):
    (folder.parent / "own.toml").write_text('assignment = "./own_cell"\n')
    (change,) = content.sync(course=course, folder=folder.parent.parent)
    assert "its audit is running, and it is published when it passes" in str(change)
    assert "/c/sequences/assignments/own/audit/" in str(change)
    waiting = Assignment.objects.get()
    assert (waiting.published_at, waiting.item.published_at) == (None, None)
    find()
    done = Assignment.objects.get()
    assert done.is_published
    assert done.publish_at is None
    assert done.item.published_at == done.published_at
    assert [each.action for each in content.sync(course=course, folder=folder.parent.parent)] == ["unchanged"]


def test_a_refusal_says_why_and_a_mended_folder_gets_another_audit(course, folder, find):
    (folder.parent / "own.toml").write_text('assignment = "./own_cell"\n')
    content.sync(course=course, folder=folder.parent.parent)
    find(RIGHT, mutants=(ALIVE,))
    (change,) = content.sync(course=course, folder=folder.parent.parent)
    assert "its audit found a reason not to, such as: A wrong rnn_cell_forward earns full marks" in str(change)
    (folder / "statement.md").write_text("Mended.")
    (change,) = content.sync(course=course, folder=folder.parent.parent)
    assert "its audit is running" in str(change)


def test_what_students_have_stays_when_its_folder_changes(course, folder, find):
    (folder.parent / "own.toml").write_text('assignment = "./own_cell"\n')
    content.sync(course=course, folder=folder.parent.parent)
    find()
    (folder / "statement.md").write_text("In other words.")
    content.sync(course=course, folder=folder.parent.parent)
    assert Assignment.objects.get().is_published
    assert audits.find(str(folder)).state == FolderAudit.State.WAITING


@pytest.mark.usefixtures("bench")
def test_a_worker_audits_every_file_and_those_who_wait_for_a_verdict_go_first(
    own, folder, assignment, student, hand_in, monkeypatch
):
    monkeypatch.setattr(auditing, "try_pair", lambda *_: iter([DEAD]))
    monkeypatch.setattr(auditing, "PAUSE_S", 0.0)
    submission = hand_in(student)
    publishing.publish(own)
    assert auditing.work()
    audit = audits.find(str(folder))
    assert [(row["file"], row["verdict"]) for row in audit.rows[:2]] == [("solution.py", "OK"), ("starter.py", "NOTRY")]
    assert (audit.state, audit.done, audit.blockers) == (FolderAudit.State.DONE, audit.total, [])
    assert Assignment.objects.get(slug="own-cell").is_published
    assert Submission.objects.get(pk=submission.pk).is_finished
    assert not auditing.work()


@pytest.mark.usefixtures("bench")
def test_an_audit_goes_on_where_it_stopped(own, folder, monkeypatch):
    monkeypatch.setattr(auditing, "try_pair", lambda *_: iter([DEAD]))
    monkeypatch.setattr(auditing, "TURN_S", 0.0)
    audits.ask(str(folder))
    done = []
    for _ in range(3):
        auditing.work()
        done.append(audits.find(str(folder)).done)
    assert done == [1, 2, 3]
    assert audits.find(str(folder)).lets_through


def test_only_one_worker_has_an_audit_and_one_that_ends_workers_is_given_up(folder, db):
    audits.ask(str(folder))
    first = audits.take()
    assert audits.take() is None
    for _ in range(audits.MOST_DELIVERIES - 1):
        audits.let_go(first)
        first = audits.take()
    audits.let_go(first)
    assert audits.take() is None
    assert audits.find(str(folder)).state == FolderAudit.State.FAILED


def test_a_folder_that_changed_meanwhile_is_not_audited_under_its_old_name(folder, db, monkeypatch):
    monkeypatch.setattr(auditing.BENCH, "open", lambda: True)
    audit = audits.ask(str(folder))
    (folder / "statement.md").write_text("Changed.")
    assert auditing.work()
    audit.refresh_from_db()
    assert "changed since" in audit.trouble


@pytest.fixture
def addresses(own):
    return [reverse(f"grader:{name}", args=[own.course.slug, own.slug]) for name in ("audit", "start-audit", "publish")]


@pytest.mark.parametrize("who", CAST)
def test_the_staff_look_and_an_instructor_audits_and_publishes(who, cast, addresses, sign_in):
    show, start, publish = addresses
    client = sign_in(cast[who])
    answers = client.get(show).status_code, client.post(start).status_code, client.post(publish).status_code
    expected = {
        "anonymous": (302, 302, 302), "outsider": (404, 404, 404),
        "assistant": (200, 403, 403), "instructor": (200, 302, 302),
    }.get(who, (403, 403, 403))  # fmt: skip
    assert answers == expected
    assert FolderAudit.objects.exists() is (who == "instructor")


def test_the_page_shows_how_far_it_is_and_then_what_it_found(addresses, folder, find, assistant, sign_in):
    show = addresses[0]
    client = sign_in(assistant)
    assert "Not audited yet" in client.get(show).content.decode()
    audits.ask(str(folder))
    audits.note(audits.take(), done=2, total=5, rows=[])
    assert "2 of 5 steps" in client.get(show).content.decode()
    assert "<html" not in client.get(show, headers={"HX-Request": "true"}).content.decode()
    FolderAudit.objects.update(claim="")
    find(RIGHT, UNTOUCHED, NAMELESS, mutants=(DEAD, ALIVE, AT_AN_EDGE))
    page = client.get(show).content.decode()
    assert "Not ready to be published" in page
    assert "A bias is forgotten." in page
    assert "Wrong at large inputs." in page
    assert "caught, but not named" in page
    assert "The list of 1<" in client.get(f"{show}?check=rnn_cell_forward.h").content.decode()


def test_publishing_what_lets_wrong_answers_through_leads_to_the_audit(addresses, find, instructor, sign_in):
    find(RIGHT, mutants=(ALIVE,))
    answer = sign_in(instructor).post(addresses[2], follow=True)
    assert answer.redirect_chain[-1][0] == addresses[0]
    assert "Not published yet: its audit found a reason not to" in answer.content.decode()


def test_the_course_page_tells_the_staff_that_an_assignment_is_refused(course, folder, find):
    (folder.parent / "own.toml").write_text('assignment = "./own_cell"\n')
    content.sync(course=course, folder=folder.parent.parent)
    assert attention.list_for_staff(course=course) == []
    find(RIGHT, mutants=(ALIVE,))
    (found,) = attention.list_for_staff(course=course)
    assert "is not published: its audit found a reason not to" in found.text
    assert found.url == "/c/sequences/assignments/own/audit/"


def test_a_folder_that_has_gone_is_said(broken_assignment, instructor, sign_in):
    names = [broken_assignment.course.slug, broken_assignment.slug]
    client = sign_in(instructor)
    assert "The folder cannot be read" in client.get(reverse("grader:audit", args=names)).content.decode()
    for name in ("start-audit", "publish"):
        page = client.post(reverse(f"grader:{name}", args=names), follow=True)
        assert "It cannot be" in page.content.decode()
