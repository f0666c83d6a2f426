"""XML of other systems, read without entities, references to other files, or depths that could hurt."""

import re
from xml.etree.ElementTree import Element, ParseError, indent, tostring
from xml.parsers.expat import ErrorString

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from quizzes.formats.contract import MAX_BYTES, FormatError

DEEPEST = 60
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse(data: bytes, *, name: str = "this file") -> Element:
    """The root element; raises FormatError with the line where it is not XML."""
    if len(data) > MAX_BYTES:
        raise FormatError(f"{name.capitalize()} is larger than {MAX_BYTES // 1_000_000} MB. Split it into several.")
    try:
        root: Element = fromstring(data.lstrip())
    except ParseError as error:
        line, column = error.position
        raise FormatError(
            f"{name.capitalize()} is not XML: {ErrorString(error.code)} at column {column}.", line=line
        ) from error
    except DefusedXmlException as error:
        raise FormatError(
            f"{name.capitalize()} declares entities or refers to other files, which is not read here."
        ) from error
    except (ValueError, LookupError) as error:
        raise FormatError(f"The encoding of {name} is not known here. Save it as UTF-8.") from error
    _check_depth(root, name)
    return root


def serialise(root: Element) -> bytes:
    """The file, indented; texts keep their white space."""
    indent(root)
    for element in root.iter():
        element.text = FORBIDDEN.sub("", element.text) if element.text else element.text
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def strip_namespaces(root: Element) -> None:
    """Names without their namespaces, which differ from version to version."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "comment"


def _check_depth(root: Element, name: str) -> None:
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
        if depth > DEEPEST:
            raise FormatError(f"The elements of {name} are nested more than {DEEPEST} deep.")
