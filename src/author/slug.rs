//! The words of a title as part of a file name.

/// The longest slug in characters: a folder listing still shows it whole.
const LONGEST: usize = 40;

/// Returns the words of a title in lower case, joined by hyphens, cut at a word. Letters and digits of every script stay;
/// everything else parts words. A title without any gives `untitled`.
pub fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    // An apostrophe is inside a word: "Maria's" is one.
    let lower = lower.replace(['\'', '\u{2019}'], "");
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let mut slug = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        let length = slug.chars().count() + 1 + word.chars().count();
        if slug.is_empty() {
            slug.extend(word.chars().take(LONGEST));
        } else if length <= LONGEST {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() {
        return "untitled".into();
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn words_are_joined_and_cut_at_a_word() {
        assert_eq!(
            slug("Quota approval comes late"),
            "quota-approval-comes-late"
        );
        assert_eq!(slug("  GA: EU-2 (cut?) "), "ga-eu-2-cut");
        assert_eq!(slug("Maria's plan"), "marias-plan");
        assert_eq!(slug("Über größe"), "über-größe");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("???"), "untitled");
        let long = "the quick brown fox jumps over the lazy dog again";
        assert_eq!(slug(long), "the-quick-brown-fox-jumps-over-the-lazy");
        assert_eq!(slug(&"x".repeat(60)).len(), 40);
    }
}
