"""Addresses of decks, questions, quizzes and attempts."""

from django.urls import include, path

from quizzes.views import (
    accommodations,
    analysis,
    attempts,
    decks,
    exchange,
    kept,
    marking,
    objections,
    questions,
    quizzes,
    reviewing,
    rulings,
    slides,
    stale,
    uploads,
)

app_name = "quizzes"

of_attempt = [
    path("questions/<int:position>/", attempts.show_question, name="question"),
    path("save/", attempts.save_answers, name="save"),
    path("", attempts.show_attempt, name="attempt"),
    path("submit/", attempts.submit_attempt, name="submit"),
    path("trail/", analysis.show_trail, name="trail"),
    path("comments/<int:position>/", objections.raise_objection, name="raise-objection"),
    path("questions/<int:position>/check/", attempts.check_answer, name="check"),
    path("answers/<int:position>/", attempts.save_answer, name="save-answer"),
]

urlpatterns = [
    path("attempts/<int:attempt_id>/", include(of_attempt)),  # first, as most requests want them
    path("c/<slug:course>/decks/", decks.list_decks, name="decks"),
    path("uploads/<int:upload_id>/", uploads.show_upload, name="upload"),
    path("decks/<int:deck_id>/", decks.show_deck, name="deck"),
    path("decks/<int:deck_id>/file/", decks.download_deck, name="deck-file"),
    path("decks/<int:deck_id>/renew/", stale.renew_deck, name="deck-renew"),
    path("decks/<int:deck_id>/drafts/", decks.draft_questions, name="deck-drafts"),
    path("decks/<int:deck_id>/quiz/", decks.make_quiz, name="deck-quiz"),
    path("slides/<int:slide_id>/", slides.show_slide, name="slide"),
    path("slides/<int:slide_id>/picture/", slides.show_picture, name="picture"),
    path("slides/<int:slide_id>/write/", questions.write_question, name="write-question"),
    path("slides/<int:slide_id>/write/draft/", kept.keep_new_question, name="keep-new-question"),
    path("slides/<int:slide_id>/write/discard/", kept.discard_new_question, name="discard-new-question"),
    path("questions/<int:question_id>/state/", reviewing.set_state, name="question-state"),
    path("questions/<int:question_id>/key/", reviewing.give_key, name="question-key"),
    path("questions/<int:question_id>/draft/", kept.keep_edit, name="keep-edit"),
    path("questions/<int:question_id>/discard/", kept.discard_edit, name="discard-edit"),
    path("questions/<int:question_id>/merge/", reviewing.merge, name="merge"),
    path("questions/<int:question_id>/split/", reviewing.split, name="split"),
    path("questions/<int:question_id>/stale/", stale.decide_stale, name="stale"),
    path("questions/<int:question_id>/", questions.edit_question, name="edit-question"),
    path("c/<slug:course>/quizzes/", quizzes.list_quizzes, name="quizzes"),
    path("c/<slug:course>/quizzes/<slug:slug>/", quizzes.show_quiz, name="quiz"),
    path("c/<slug:course>/quizzes/<slug:slug>/start/", quizzes.start_quiz, name="start"),
    path("c/<slug:course>/quizzes/<slug:slug>/preview/", quizzes.preview_quiz, name="preview"),
    path("c/<slug:course>/quizzes/<slug:slug>/settings/", quizzes.change_quiz, name="settings"),
    path(
        "c/<slug:course>/quizzes/<slug:slug>/accommodations/", accommodations.list_accommodations, name="accommodations"
    ),
    path(
        "c/<slug:course>/quizzes/<slug:slug>/accommodations/<int:accommodation_id>/take-back/",
        accommodations.take_back,
        name="take-back",
    ),
    path("c/<slug:course>/quizzes/<slug:slug>/publish/", quizzes.publish_quiz, name="publish"),
    path("c/<slug:course>/quizzes/<slug:slug>/unpublish/", quizzes.unpublish_quiz, name="unpublish"),
    path("c/<slug:course>/quizzes/<slug:slug>/exchange/", exchange.exchange_quiz, name="exchange"),
    path("c/<slug:course>/quizzes/<slug:slug>/exchange/<slug:format_name>/file/", exchange.export_quiz, name="export"),
    path("c/<slug:course>/quizzes/<slug:slug>/import/", exchange.import_questions, name="import"),
    path("c/<slug:course>/quizzes/<slug:slug>/analysis/", analysis.show_analysis, name="analysis"),
    path("c/<slug:course>/quizzes/<slug:slug>/answers.csv", analysis.download_answers, name="answers"),
    path("c/<slug:course>/quizzes/<slug:slug>/questions/<int:question_id>/", rulings.rule, name="rule"),
    path("c/<slug:course>/quizzes/<slug:slug>/questions/<int:question_id>/marking/", marking.show_pile, name="pile"),
    path("c/<slug:course>/quizzes/<slug:slug>/questions/<int:question_id>/release/", marking.release, name="release"),
    path(
        "c/<slug:course>/quizzes/<slug:slug>/questions/<int:question_id>/marking/<int:answer_id>/",
        marking.mark,
        name="mark",
    ),
    path("rulings/<int:ruling_id>/withdraw/", rulings.withdraw, name="withdraw-ruling"),
    path("c/<slug:course>/comments/", objections.list_objections, name="objections"),
    path("comments/<int:objection_id>/settle/", objections.settle, name="settle-objection"),
]
