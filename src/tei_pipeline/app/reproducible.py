"""The one date that a build may show: never the clock's, so that two builds give the same bytes."""

import os
import re
from collections.abc import Iterable
from datetime import UTC, datetime

from lxml import etree

from tei_pipeline.errors import ConfigError
from tei_pipeline.names import RECORD

_NO_DATE = "1970-01-01"


def edition_date(records: Iterable[str]) -> str:
    """Return ``SOURCE_DATE_EPOCH`` as an ISO day, else the newest change the records tell of.

    Raises ``ConfigError`` where the variable is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
        except (ValueError, OverflowError, OSError) as error:
            raise ConfigError(
                f"SOURCE_DATE_EPOCH is {epoch!r}", mend="give the seconds since 1970-01-01"
            ) from error
    days = [day for record in records for day in _changes(record)]
    return max(days, default=_NO_DATE)


def _changes(record: str) -> list[str]:
    found = etree.fromstring(record.encode()).iterfind(f"{{{RECORD}}}change")
    days = [(change.get("when") or "")[:10] for change in found]
    return [day for day in days if re.fullmatch(r"\d{4}-\d\d-\d\d", day)]
