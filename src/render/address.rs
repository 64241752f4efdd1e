//! Link targets that are safe to write.

use super::clean::{is_unsafe, one_line};
use crate::text::percent::encode;

/// A link as it may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// What is shown, on one line; the target where the link came without words.
    pub(super) text: String,
    /// Where it leads, if it may lead anywhere.
    pub(super) address: Option<Address>,
}

impl Link {
    /// Returns the link from a text to a target.
    pub(super) fn of(text: &str, target: &str) -> Self {
        let shown = if text.trim().is_empty() { target } else { text };
        Self {
            text: one_line(shown).into_owned(),
            address: Address::of(target),
        }
    }

    /// Returns the target where it is an absolute address.
    pub(super) fn absolute(&self) -> Option<&str> {
        match &self.address {
            Some(Address::Absolute(target)) => Some(target),
            _ => None,
        }
    }
}

/// A link target that may be written, percent-encoded for wherever it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// An `http:`, `https:` or `mailto:` address.
    Absolute(String),
    /// A path on the same host, from the program's folder. Records name their files as they are called: what looks like an
    /// escape is a part of the name.
    Relative(String),
}

impl Address {
    /// Returns the address of a target, or nothing when following it could do more than open a page: any other scheme,
    /// a host without a scheme, a control character.
    pub(super) fn of(target: &str) -> Option<Self> {
        let target = target.trim();
        if target.is_empty() || target.chars().any(is_unsafe) {
            return None;
        }
        let Some(scheme) = scheme(target) else {
            // Browsers read a backslash as a slash, and two slashes as the start of another host.
            let names_a_host =
                target.starts_with(['/', '\\']) && target[1..].starts_with(['/', '\\']);
            return (!names_a_host).then(|| {
                Self::Relative(encode(target, |index| is_plain(target.as_bytes()[index])))
            });
        };
        let rest = &target[scheme.len()..];
        let is_page = ["http", "https"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
            && rest.starts_with("://");
        let is_mail = scheme.eq_ignore_ascii_case("mailto");
        (is_page || is_mail).then(|| Self::Absolute(encode_address(target)))
    }

    /// Returns the target, whichever it is.
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Absolute(target) | Self::Relative(target) => target,
        }
    }
}

/// Returns what stands before the first colon, if that is a scheme by RFC 3986.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some(scheme)
}

/// Returns a target with every byte encoded that ends or breaks a link in HTML, Markdown or Slack. Escapes that are
/// already there stay.
fn encode_address(target: &str) -> String {
    let bytes = target.as_bytes();
    encode(target, |index| match bytes[index] {
        b'%' => bytes
            .get(index + 1..index + 3)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
        byte => is_plain(byte),
    })
}

/// Returns whether a byte neither ends nor breaks a link.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'*+,;=[]".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(target: &str) -> Option<String> {
        Address::of(target).map(|address| address.as_str().to_owned())
    }

    #[test]
    fn pages_mail_and_paths_keep_their_target() {
        for target in [
            "https://example.org/a?b=1&c=%20#d",
            "HTTP://example.org",
            "mailto:maria@example.org?subject=API",
            "risks/RISK-9-quota.md",
            "../x.md#latest",
            "/docs/x.md",
            "#latest",
        ] {
            assert_eq!(address(target), Some(target.to_owned()));
        }
        assert!(matches!(
            Address::of("https://e.org"),
            Some(Address::Absolute(_))
        ));
        assert!(matches!(Address::of("1:2.md"), Some(Address::Relative(_))));
    }

    #[test]
    fn anything_else_loses_its_target() {
        for target in [
            "",
            "  ",
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "http:example.org",
            "//example.org",
            "\\\\example.org",
            "/\\example.org",
            "a\u{202e}b.md",
        ] {
            assert_eq!(address(target), None, "{target:?}");
        }
    }

    #[test]
    fn characters_that_end_a_link_are_encoded() {
        assert_eq!(
            address("a b(c)\"<>|`\\é%zz%2f.md"),
            Some("a%20b%28c%29%22%3C%3E%7C%60%5C%C3%A9%25zz%252f.md".to_owned())
        );
    }
}
