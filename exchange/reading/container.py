"""The archive that an .xlsx is. What it declares is looked at before anything in it is opened."""

from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from exchange.limits import MOST_PARTS, MOST_UNPACKED
from exchange.reading.cells import TOO_LARGE
from exchange.reading.kinds import DAMAGED
from exchange.table import Unreadable

ENTRY = b"PK\x01\x02"  # begins each line of the archive's table of contents
HEADER = 30  # bytes before each part, at least
ENCRYPTED = 0x1


class Container:
    """The parts of an archive by their names, each read as a stream. Archives in it stay closed.

    Raises Unreadable when it declares too many parts, too many bytes, parts that share bytes (a bomb), or a way of
    packing that spreadsheet programs do not use. zipfile never hands out more of a part than is declared for it, and
    raises BadZipFile when that was not the truth.
    """

    def __init__(self, data):
        if data.count(ENTRY) > MOST_PARTS:  # before zipfile makes an object of each
            raise Unreadable(TOO_LARGE)
        self.file = ZipFile(BytesIO(data))
        infos = self.file.infolist()
        if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
            raise Unreadable(TOO_LARGE)
        free = 0
        for info in sorted(infos, key=lambda info: info.header_offset):
            if info.header_offset < free:
                raise Unreadable(DAMAGED)
            free = info.header_offset + HEADER + info.compress_size
        self.parts = {tidy_name(info.filename): info for info in infos}

    def __contains__(self, name):
        return tidy_name(name) in self.parts

    def open(self, name):
        """A part as a stream of its bytes. Raises Unreadable when it is not there or not to be opened."""
        info = self.parts.get(tidy_name(name))
        if info is None or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Unreadable(DAMAGED)
        if info.flag_bits & ENCRYPTED:
            raise Unreadable("The file is protected with a password. Take the password off and choose it again.")
        return self.file.open(info)

    def kind(self):
        """What an OpenDocument file says that it is."""
        if "mimetype" not in self:
            return ""
        with self.open("mimetype") as part:
            return part.read(200).decode("ascii", "replace")


def tidy_name(name):
    """As parts are found: no matter how a program wrote capitals, slashes and a slash at the beginning."""
    return normpath(name.replace("\\", "/")).lstrip("/").lower()


def beside(part, target):
    """The name of the part that a relationship of `part` points to."""
    target = target.replace("\\", "/")
    return tidy_name(target if target.startswith("/") else join(dirname(part), target))
