//! Text formats that have a name of their own in TypeScript and Python, so that a signature says what a text is.

/// A format's name in schemas, its type's name, what it is.
pub(crate) struct Format {
    pub format: &'static str,
    pub name: &'static str,
    pub doc: &'static str,
}

const fn format(format: &'static str, name: &'static str, doc: &'static str) -> Format {
    Format { format, name, doc }
}

/// Other formats (a title, a note) are text like any other, with limits of their own.
pub(crate) const FORMATS: &[Format] = &[
    format("digest", "Digest", "What a command wanted, as 32 lower-case hexadecimal digits."),
    format(
        "entropy",
        "Entropy",
        "256 bits of the host's randomness as 64 lower-case hexadecimal digits, fresh for each command.",
    ),
    format("hash", "Hash", "A SHA-256 as 64 lower-case hexadecimal digits."),
    format(
        "instant",
        "Instant",
        "A moment as RFC 3339, such as `2026-03-02T09:00:00.000Z`; read with any offset, printed in UTC.",
    ),
    format(
        "local-date-time",
        "LocalDateTime",
        "A day and a time of day such as `2026-03-02T09:00:00`, as calendar and clock on the wall show them.",
    ),
    format("local-time", "LocalTime", "A time of day such as `08:00`, as a clock on the wall shows it."),
    format("locale", "Locale", "A locale as a BCP 47 tag, such as `de-CH`."),
    format("local-date", "LocalDate", "A calendar day such as `2026-03-02`."),
    format("salt", "Salt", "128 bits as 32 lower-case hexadecimal digits."),
    format("seed", "Seed", "64 bits of the host's randomness as 16 lower-case hexadecimal digits."),
    format("time-zone", "TimeZone", "An IANA time zone such as `Europe/Berlin`."),
    format("uuid", "Uuid", "A UUID in its form of 36 characters."),
];

/// The entry of a format that has a name of its own.
pub(crate) fn named(format: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|entry| entry.format == format)
}
