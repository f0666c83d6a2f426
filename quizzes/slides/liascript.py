"""LiaScript's quizzes, and answers hidden in comments, as the Markdown that other lecturers write."""

import re

QUIZ = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?\[(?:\([ xX]\)|\[[ xX]\])\][ \t]+\S", re.MULTILINE)
CHOICE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?\[[(\[](?P<box>[ xX])[)\]]\][ \t]+(?P<text>\S.*)")
WORDS = re.compile(r"[ \t]*\[\[(?P<words>[^\[\]!?|\n]{1,200})\]\][ \t]*")
HINT = re.compile(r"[ \t]*\[\[\?\]\][ \t]*(?P<text>.*)")
FENCE = re.compile(r"[ \t]*\*{4,}[ \t]*")
HIDDEN_ANSWER = re.compile(
    r"<!--\s*(?P<answer>(?:the )?(?:correct |right )?(?:answer|solution|antwort|lösung|réponse|respuesta)s?\b"
    r"(?:[^\n<]{0,30}[:=]|\s+(?:is|ist|est|es)\b)[^\n<]{0,300}(?:\n(?![ \t]*[#<])[^\n<]{0,300}){0,6}?)\s*-->",
    re.IGNORECASE,
)


def rewrite(text: str) -> tuple[str, bool]:
    """The text with task lists for quizzes and notes for hidden answers, and whether it is LiaScript."""
    text = HIDDEN_ANSWER.sub(r'\n\n<aside class="notes">\n\n\g<answer>\n\n</aside>\n\n', text)
    if not QUIZ.search(text) and not any(map(_asks_for_words, text.split("\n"))):
        return text, False
    lines: list[str] = []
    listing = explained = False
    for line in text.split("\n"):
        listing = listing != line.lstrip().startswith(("```", "~~~"))
        if listing:
            lines.append(line)
        elif choice := CHOICE.fullmatch(line):
            lines.append(f"- [{choice['box'].lower()}] {choice['text']}")
        elif _asks_for_words(line):
            lines += ["", f"**Answer:** {line.strip()[2:-2].strip()}", ""]
        elif hint := HINT.fullmatch(line):
            lines += ["", f"Hint: {hint['text']}"]
        elif FENCE.fullmatch(line):
            explained = not explained
            lines += ["", "Explanation:"] if explained else [""]
        else:
            lines.append(line)
    return "\n".join(lines), True


def _asks_for_words(line: str) -> bool:
    found = WORDS.fullmatch(line)
    return found is not None and found["words"].strip().lower() not in ("x", "")
