//! What types, printer and reader agree on, so that none of them has to know another: the names under which a text is
//! serialised that is more than a text, and how great a whole number may be.

/// The name under which personal text is serialised: `serializer.serialize_newtype_struct(PERSONAL, text)`.
/// Other serialisers print it as the plain text that it is.
pub const PERSONAL: &str = "$touchline::personal";

/// The name under which a text is serialised that needs no escapes, whatever it says: an id, a moment, a day, a digest. Other
/// serialisers print it as any text.
pub const PLAIN: &str = "$touchline::plain";

/// The greatest whole number, either sign, that is written or read: 2^53 − 1, beyond which a reader that
/// keeps doubles (as JavaScript does) cannot tell neighbours apart.
pub const MAX_INTEGER: u64 = (1 << 53) - 1;
