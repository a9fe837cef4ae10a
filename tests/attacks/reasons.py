"""One reason, two sentences: what the package says of a fault, and what verify.py says of the same.

The two verifiers were written apart and speak their own words. A row holds a fault, a pattern of the package's sentence
and a pattern of verify.py's. Two refusals have the same reason if a row joins them; a test asserts that one does, for
every attack, and that no row is idle.
"""

import re

__all__ = ["ROWS", "row_of"]

_EVENT = "The (kind|at|body|feed|genesis|seen) of an event is not what the log format asks for"
_HEAD = "The line is not what stands there in a head"
_PAIRS = (
    # bytes and JSON
    ("a key twice", "holds one key twice", "has the same key twice"),
    ("another spelling of base64", "one spelling of its bytes", "malformed base64|base64 that does not"),
    ("a fraction", "a fraction or an exponent", "is not an integer"),
    ("not canonical", "not in canonical form", "not in canonical form"),
    ("too large", "larger than the log allows|longer than the log allows", r"more than the \d+ allowed"),
    ("an empty line", "The line is empty", "not JSON"),
    ("no newline", "it has no newline", "the last line does not end in a newline"),
    # the frame and its body
    ("a value of the frame", _EVENT, r"payload\.\w+ is not what it must be|unknown kind|written for feed"),
    ("a second genesis", f"{_EVENT}|a second genesis event", "a second genesis event|belongs to another genesis event"),
    ("genesis has seen nothing", "The seen of an event", "the genesis event has seen an event"),
    ("not every feed is counted", "does not count every other feed", "`seen` does not name|the feeds here"),
    ("keys of a body", "does not have exactly the keys", "has not exactly the keys"),
    ("a value of the body", "in the body is not what", "are not one|is not strictly ascending"),
    ("order of slots", "do not ascend, or one stands twice", "is not strictly ascending"),
    ("a kind of later", "known, not read by", "known, not read by format 1 yet"),
    # keys and signatures
    ("nobody signs", "carries no signature", "0 signed"),
    ("order of signatures", "not sorted by key id, or one key signed twice", "signatures is not strictly ascending"),
    ("a role", "cannot sign an event of kind", "needs keys to .* is there to"),
    ("a quorum", "has not exactly the signatures that it needs", r"needs \d.* signed|signed with two keys"),
    ("the feed of another", "is not signed by that party", "the party of this feed"),
    ("a stranger", "is not a key of this log", "which the genesis event does not name"),
    ("a line of another log", "belongs to another log", "which the genesis event does not name"),
    ("a signature", "does not hold for this key and these bytes", "does not match"),
    ("small order", "uses a point of small order", r"\.key is not what it must be"),
    ("a key twice in genesis", "One public key stands twice", "a key or key id stands twice"),
    ("a party without keys", "no key that represents it, or none that counts", "lacks a key to represent or to count"),
    ("no key of the reader", "is no key of this log", "is not a key to represent in this log"),
    # files and tree
    ("lines of a file", "holds 256 lines", "not 1 to 256|has not 256 lines"),
    ("an empty file", "The file is empty", "0 lines"),
    ("a gap in the files", "is missing, and a later one is there", "is missing, and a later one is there"),
    ("a file missing", "No such file", "this file is missing"),
    ("a file too large", r"is larger than the \d+ bytes", "larger than the .* bytes allowed"),
    ("a file of no log", "is no file of a log", "not a (file|folder) of a log|not a tile of"),
    ("a link", "is not a plain file", "a link"),
    ("a tile", "does not hold the hash of line", "not the hash of"),
    ("no genesis", "has no genesis event", "no feed starts with a genesis event"),
    ("genesis of the host", "does not stand in the feed of the force", "not in the feed of the force"),
    ("a feed of nobody", "names no party", "the feeds here"),
    ("a feed gone", "are not the feeds that are here", "the feeds here"),
    # heads
    ("size of a head", "own head covers .* entries, but", "the own head covers"),
    ("entries under a head", "not those that the feed's own head covers", "not the tree head|hold another line"),
    ("lines of a head", "does not have [89] lines", "not [89] lines|the last line does not end"),
    ("text of a head", "is not UTF-8", "UnicodeDecodeError"),
    ("form of a head", _HEAD, "malformed base64|not `at`|not `seen|not a size|not an empty line|^not "),
    ("root of a head", "are not those that the head covers", "not the tree head|but the root is that"),
    ("head of another log", "belongs to another log, or to another feed", "^not "),
    ("head beyond the entries", r"covers \d+ entries of .*, but", "; the folder holds"),
    ("feeds of a head", "does not cover exactly the feeds", "`seen` lines are not sorted"),
    ("a head without genesis", "does not cover the genesis event", "does not cover the genesis event"),
    ("state of a head", "signs another state than the replay", "not the state digest of its cut"),
    ("signer of a head", "No key that may sign here", "has this key id|length of its kind|not one signature line"),
    ("time of a cosignature", "beyond 2.63 - 1 seconds", "no time of a cosignature"),
    # order
    ("the future", "not here or that come after it", r"has seen \d+ events of|cannot come before it"),
    ("forgetting", "has seen less than the one before it", "`seen` falls"),
    ("an open cut", "has seen more than the head", "has seen more than this head"),
    ("behind a joint event", "both parties signed before it was here", "is joint and came before it"),
    ("the same event", "stands in the log already", "another event has the same hash"),
    # rules of replay
    ("kg of people", "people declares kg", "people have no kg"),
    ("a scope twice", "is declared twice", "this scope was declared before"),
    ("cells of a baseline", r"sum to \d+, but \d+ slots are declared", "not to .* slots"),
    ("cells of a part", "slots of people are listed", "not to .* people"),
    ("not declared", "are not declared yet", "are not both declared yet"),
    ("a second opening", "second opening", "a second opening"),
    ("a late opening", "comes after a departure", "a departure stands before it"),
    ("a movement twice", "has departed already", "this movement departed before"),
    ("a slot twice", "departed already or stands in another", "is already in"),
    ("a slot outside", "lies outside the baseline", "is out of range"),
    ("a cell exceeded", "people of .* have departed, but the baseline", "people of .* were declared"),
    ("kg exceeded", r"\d kg have departed, but", "kg; .* were declared"),
    ("minutes accept", "no earlier departure that waits", "not a unilateral departure before it"),
    ("minutes against a count", "counted .* the departure accepted has", "the count of .* is not that of"),
    ("number of a publication", "does not follow publication", "is next"),
    ("state of a publication", "publication signs another state", "not the digest of the events before"),
    ("a figure", "but the publication says", "was published; the events give"),
    ("number of figures", "exactly the figures of the format", r"\d+ figures, not \d+"),
    # sidecars
    ("a sidecar nobody names", "no event names it|bytes that its name promises", "no event and no tree needs"),
    ("a sidecar missing", "sidecar/.* is missing", "sidecar/.* is missing"),
    ("a digest file", "lines and the root that the declaration signs", "digests in its sidecar|not the tree head"),
    ("a digest", "not base64 of a 32-byte digest", "not a digest of 32 bytes"),
    ("bytes of a sidecar", "bytes that its name promises. It is named by", "^named by"),
    ("a line of a text", "not UTF-8 in NFC", "carriage return|UnicodeDecodeError|normal form|end in a newline"),
)
ROWS = tuple((name, re.compile(ours), re.compile(theirs)) for name, ours, theirs in _PAIRS)


def row_of(ours: str, theirs: str) -> str | None:
    """Return the first fault that joins the two sentences, or None if they speak of different things."""
    return next((name for name, one, two in ROWS if one.search(ours) and two.search(theirs)), None)
