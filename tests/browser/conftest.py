"""What all tests of this folder are given."""

from tests.browser.chromium import browser

__all__ = ["browser"]
