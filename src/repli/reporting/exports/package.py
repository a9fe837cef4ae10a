"""The public figures as a data package that other programs load (Frictionless Data Package, version 1).

Made from `PublicFacts` only: the past, each figure told as the agreement lets it be told. A figure that is withheld has
no value here either; "more than 269" has the value 269 and the style at_least.

    datapackage.json  figures.csv  people_departed.csv  claims.csv  sites.csv
"""

import hashlib
import json
import re
from collections.abc import Mapping

from repli.reporting.exports.table import ExportTable, table_csv
from repli.reporting.public_facts import PublicFacts
from repli.reporting.truth import truth_line
from repli.reporting.voice import Voice
from repli.units import text_of_minute

__all__ = ["package_files", "public_tables"]

_TYPES = {
    "value": "integer", "low": "integer", "high": "integer", "people": "integer", "total": "integer",
    "latitude_deg": "number", "longitude_deg": "number", "at": "datetime", "stated_on": "date",
}  # fmt: skip
_MEANINGS = {
    "figure": "Name of the figure, as in the log.",
    "style": "How the agreement lets it be told.",
    "value": "The number, empty where none is told.",
    "low": "Lower end of a range.",
    "high": "Upper end of a range.",
    "said_en": "As it is said in English.",
    "said_fr": "As it is said in French.",
    "grade": "Who stands behind it.",
    "at": "From this minute on (UTC).",
    "people": "People departed so far, as they may be told.",
}
_NO_NAME = re.compile(r"[^a-z0-9._-]+")
_TIME = "%Y-%m-%dT%H:%MZ"


def public_tables(facts: PublicFacts) -> tuple[ExportTable, ...]:
    """Return what may be published, as tables; people over time only where a number may be told."""
    english, french = (Voice(language, facts.agreement.time_zone) for language in ("en", "fr"))
    figures = ExportTable(
        name="figures",
        header=("figure", "style", "value", "low", "high", "said_en", "said_fr", "grade"),
        rows=tuple(
            (
                one.name,
                one.style,
                one.value,
                one.low,
                one.high,
                english.say(one.words),
                french.say(one.words),
                one.grade,
            )
            for one in facts.figures
        ),
    )
    departed = ExportTable(
        name="people_departed",
        header=("at", "people"),
        rows=tuple((text_of_minute(minute), people) for minute, people in facts.signed or ()),
    )
    claims = ExportTable(
        name="claims",
        header=("claim", "stated_on", "quantity", "value", "qualifier", "total", "scope_en", "scope_fr", "stated_by",
                "quote", "source", "finding"),
        rows=tuple(
            (one.claim.claim_id, one.claim.stated_on, one.claim.quantity, one.claim.value, one.claim.qualifier,
             one.claim.total, one.claim.scope_en, one.claim.scope_fr, one.claim.stated_by, one.claim.quote or None,
             one.claim.source or None, one.finding)
            for one in facts.claims
        ),
    )  # fmt: skip
    sites = ExportTable(
        name="sites",
        header=("name_en", "name_fr", "latitude_deg", "longitude_deg", "state"),
        rows=tuple((one.name_en, one.name_fr, one.latitude_deg, one.longitude_deg, one.state) for one in facts.sites),
    )
    return (figures, departed, claims, sites) if facts.signed is not None else (figures, claims, sites)


def package_files(facts: PublicFacts) -> Mapping[str, bytes]:
    """Return the files of the package, by name."""
    tables = {f"{table.name}.csv": (table, table_csv(table)) for table in public_tables(facts)}
    truth = truth_line(facts.truth, Voice("en", facts.agreement.time_zone))
    package = {
        "profile": "tabular-data-package",
        "name": _NO_NAME.sub("-", facts.agreement.agreement_id.lower()).strip("-"),
        "title": facts.agreement.title_en,
        "description": f"{truth} Position of {text_of_minute(facts.as_of_minute)}. Log: {facts.origin}.",
        "resources": [_resource(name, table, data) for name, (table, data) in tables.items()],
    }
    written = json.dumps(package, ensure_ascii=False, indent=1).encode()
    return {"datapackage.json": written, **{name: data for name, (_, data) in tables.items()}}


def _resource(name: str, table: ExportTable, data: bytes) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {"fields": [_field(column) for column in table.header], "missingValues": [""]},
    }


def _field(column: str) -> dict[str, object]:
    kind = _TYPES.get(column, "string")
    field: dict[str, object] = {"name": column, "type": kind}
    if kind == "datetime":
        field["format"] = _TIME
    if column in _MEANINGS:
        field["description"] = _MEANINGS[column]
    return field
