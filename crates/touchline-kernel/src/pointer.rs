//! JSON Pointers (RFC 6901): where in a document something stands.

/// Appends one step by name; `~` and `/` are escaped.
pub(super) fn push_name(pointer: &mut String, name: &str) {
    pointer.push('/');
    let mut rest = name;
    while let Some((plain, tail)) = rest.split_once(['~', '/']) {
        pointer.push_str(plain);
        pointer.push_str(if rest.as_bytes().get(plain.len()) == Some(&b'~') { "~0" } else { "~1" });
        rest = tail;
    }
    pointer.push_str(rest);
}

/// Appends one step by place in a list, from 0.
pub(super) fn push_index(pointer: &mut String, index: usize) {
    pointer.push('/');
    pointer.push_str(itoa::Buffer::new().format(index));
}
