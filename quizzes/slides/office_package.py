"""The parts of an Office file: a zip whose sizes are checked before anything of it is unpacked."""

import posixpath
import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from quizzes.slides.deck import DeckError
from quizzes.slides.source import MAX_FILE_BYTES

MAX_MEMBERS = 20_000
MAX_PART = 8 * 1024 * 1024
MAX_READ = 80 * 1024 * 1024
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
BROKEN = "This PowerPoint file is damaged. Please open it in PowerPoint, save it again as .pptx, and upload that."
ENORMOUS = "This PowerPoint file unpacks to more than can be read. Please upload one lecture at a time."


class Package:
    """An open Office file; parts are read once each, within bounds."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MAX_FILE_BYTES:
            raise DeckError("This file is larger than 40 MB. Please save it with smaller pictures.")
        try:
            self.archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise DeckError(BROKEN) from error
        members = self.archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise DeckError(ENORMOUS)
        self.names = {member.filename for member in members}
        self.read_so_far = 0

    def xml(self, name: str) -> Element | None:
        """A part as XML, None where there is no such part. Raises DeckError where it cannot be read."""
        if name not in self.names:
            return None
        try:
            with self.archive.open(name) as part:
                text = part.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            OSError,
            EOFError,
            ValueError,
        ) as error:
            raise DeckError(BROKEN) from error
        self.read_so_far += len(text)
        if len(text) > MAX_PART or self.read_so_far > MAX_READ:
            raise DeckError(ENORMOUS)
        try:
            root: Element = fromstring(text, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
            raise DeckError(BROKEN) from error
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: by id, the kind of relation (its last word) and the other part's name."""
        folder, _, own = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{own}.rels")
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(RELATIONS) if root is not None else ():
            target = relation.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], path)
        return found
