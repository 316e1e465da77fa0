"""The one date that a build may show: never the clock's, so that two builds give the same bytes."""

import os
from datetime import UTC, datetime

from tei_pipeline.errors import ConfigError

_NO_DATE = "1970-01-01"


def edition_date(newest: str) -> str:
    """Return ``SOURCE_DATE_EPOCH`` as an ISO day, else ``newest``, the newest change noted.

    Raises ``ConfigError`` where the variable is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return newest or _NO_DATE
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(
            f"SOURCE_DATE_EPOCH is {epoch!r}", mend="give the seconds since 1970-01-01"
        ) from error
