"""The digest as a whole: its settings, and the periods over which it sums up."""

from __future__ import annotations

from msgspec import Struct

from digest.dates import PartialDate


class Period(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of time over which positions are summed up."""

    name: str
    """What pages call it."""
    start: PartialDate | None = None
    """Its first day; left out for the earliest."""
    end: PartialDate | None = None
    """Its last day; left out for the latest."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`digest.yaml`: the digest as a whole."""

    title: str
    """Title of the site."""
    tagline: str = ""
    """A few words beside the title."""
    description: str
    """What the digest is, in two sentences; on the home page."""
    base_url: str = ""
    """Address at which the site will stand, for the sitemap and feed; links never need it."""
    language: str = "en"
    """Language code of the digest's own texts."""
    licence: str = ""
    """Licence of the digest's own texts and data, such as `CC BY 4.0`."""
    licence_url: str = ""
    """Address of that licence."""
    publisher: str = ""
    """Who publishes the digest."""
    edit_url: str = ""
    """Address of the `sources/` folder in a repository, for «edit this entry»."""
    tag: str = ""
    """What the permanent ids of feeds begin with, such as `example.org,2026`: a host and a date on
    which it was yours; keep it when the site moves.  Default: the host of `base_url`, and 2026."""
    periods: tuple[Period, ...] = ()
    """Periods over which positions are summed up, in order; default: calendar years."""
    as_of: PartialDate | None = None
    """The digest's own date; default: `SOURCE_DATE_EPOCH`, else the latest date of a source."""
