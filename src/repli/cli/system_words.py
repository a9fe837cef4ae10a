"""What the system answers when a file cannot be read or written, in words; another answer is passed on as it is."""

import errno

from repli.errors import Phrase, phrase

__all__ = ["system_words"]


def system_words(error: OSError) -> Phrase | str:
    """Return what is wrong, and what can be done about it."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return phrase("no space is left there. Free some, or write elsewhere.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return phrase("this may not be read or written. Check the permissions, or name another place.")
        case errno.EEXIST | errno.ENOTDIR:
            return phrase("a file stands where a folder is needed. Name another folder.")
    return error.strerror or str(error)
