//! Percent-encoding of RFC 3986.

/// Returns a path as a part of an address: everything but plain characters and `/` is encoded.
pub fn encode_path(path: &str) -> String {
    let bytes = path.as_bytes();
    encode(path, |index| {
        bytes[index].is_ascii_alphanumeric() || b"-._~/".contains(&bytes[index])
    })
}

/// Returns text with the bytes percent-encoded that `keeps` refuses, by their index.
pub fn encode(text: &str, keeps: impl Fn(usize) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for (index, byte) in text.bytes().enumerate() {
        if keeps(index) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_encoded_whole() {
        assert_eq!(
            encode_path("risks/R 1%20#ü?.md"),
            "risks/R%201%2520%23%C3%BC%3F.md"
        );
    }
}
