//! How the page looks: inline styles in the light scheme, a style sheet for the rest.

use crate::report::Tone;

pub(super) const BODY: &str = "margin:0;padding:0;background:#ffffff;color:#1c2127";
pub(super) const PAGE: &str = "max-width:704px;margin:0 auto;padding:40px 20px 64px;\
    font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;\
    overflow-wrap:break-word";
/// Outlook knows no greatest width of a block, and lays the page out in a table of that width. Nobody else reads it.
pub(super) const OUTLOOK: [&str; 2] = [
    "<!--[if mso]><table role=\"presentation\" width=\"704\" align=\"center\"><tr><td><![endif]-->",
    "<!--[if mso]></td></tr></table><![endif]-->",
];
pub(super) const PARAGRAPH: &str = "margin:0 0 14px";
pub(super) const LIST: &str = "margin:0 0 14px;padding-left:22px";
pub(super) const INNER_LIST: &str = "margin:6px 0 0;padding-left:22px";
pub(super) const ITEM: &str = "margin:0 0 6px";
pub(super) const TABLE_FRAME: &str = "margin:0 0 20px;overflow-x:auto";
pub(super) const TABLE: &str = "border-collapse:collapse;width:100%;\
    font:15px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;\
    font-variant-numeric:tabular-nums";
pub(super) const HEAD: &str = "padding:6px 16px 6px 0;border-bottom:2px solid #d9dee3;color:#5b6570;\
    font-size:13px;font-weight:600;vertical-align:bottom;";
pub(super) const CELL: &str =
    "padding:8px 16px 8px 0;border-bottom:1px solid #d9dee3;vertical-align:top;";
pub(super) const LEFT: &str = "text-align:left";
pub(super) const RIGHT: &str = "text-align:right";
/// The last column ends where the rule below it ends.
pub(super) const LAST: &str = ";padding-right:0";
pub(super) const CODE: &str = "padding:1px 4px;border-radius:4px;background:#f1f3f5;\
    font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:0.9em";
pub(super) const LINK: &str = "color:#0b5cad;text-underline-offset:2px";

/// What inline styles cannot say. It must outrank them, hence the marks of importance.
pub(super) const SHEET: &str = "\
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
body{background:#14171a!important;color:#dfe3e8!important}
h2,th,td{border-color:#343b43!important}
th,.neutral{color:#9aa4af!important}
a{color:#7ab8ff!important}
code{background:#23282e!important}
.good{color:#57c26f!important}
.caution{color:#e0a93a!important}
.bad{color:#ff7b72!important}
}
@media (max-width:480px){.page{padding:24px 16px 40px!important}}
@media print{.page{max-width:none!important;padding:0!important}h1,h2,h3{break-after:avoid}li,tr{break-inside:avoid}}
";

pub(super) const WHOLE: &str = "white-space:nowrap";

/// Longer texts may break anywhere, so that narrow screens need not scroll.
const SHORT: usize = 24;

/// Returns whether a word of text is a day or an id: it is short and has a digit after a hyphen.
pub(super) fn is_whole(word: &str) -> bool {
    let mut pairs = word.as_bytes().windows(2);
    word.len() <= SHORT && pairs.any(|pair| pair[0] == b'-' && pair[1].is_ascii_digit())
}

/// Returns what keeps a short text on one line: an id must not break after its hyphen, nor a word of status.
pub(super) fn whole(text: &str) -> &'static str {
    if text.len() <= SHORT {
        ";white-space:nowrap"
    } else {
        ""
    }
}

/// Returns the style of a heading.
pub(super) fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "margin:0 0 20px;font-size:28px;line-height:1.2;font-weight:700",
        2 => {
            "margin:36px 0 12px;padding-bottom:6px;border-bottom:1px solid #d9dee3;\
             font-size:20px;line-height:1.3;font-weight:600"
        }
        _ => "margin:28px 0 8px;font-size:16px;line-height:1.4;font-weight:600",
    }
}

/// Returns the style of a word of status.
pub(super) fn status(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "color:#1a7f37;font-weight:600",
        Tone::Neutral => "color:#5b6570;font-weight:600",
        Tone::Caution => "color:#8a5a00;font-weight:600",
        Tone::Bad => "color:#b42318;font-weight:600",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the contrast of two colours such as `#1c2127`, by WCAG 2.2.
    fn contrast(one: &str, other: &str) -> f64 {
        let luminance = |color: &str| {
            let channel = |at: usize| {
                let byte = u8::from_str_radix(&color[at..at + 2], 16).expect("two hex digits");
                let part = f64::from(byte) / 255.0;
                if part <= 0.04045 {
                    part / 12.92
                } else {
                    ((part + 0.055) / 1.055).powf(2.4)
                }
            };
            0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// Returns the colours of text in some styles.
    fn inks(styles: &str) -> Vec<&str> {
        let marks = styles.match_indices("color:#");
        let inks = marks.filter(|(at, _)| !styles[..*at].ends_with('-'));
        inks.map(|(at, mark)| &styles[at + mark.len() - 1..][..7])
            .collect()
    }

    #[test]
    fn every_text_colour_can_be_read_on_both_papers() {
        let tones = [Tone::Good, Tone::Neutral, Tone::Caution, Tone::Bad];
        let light: Vec<&str> = tones
            .map(status)
            .into_iter()
            .chain([BODY, HEAD, LINK])
            .flat_map(inks)
            .collect();
        let dark = inks(SHEET);
        assert_eq!((light.len(), dark.len()), (7, 6));
        for (paper, colors) in [("#ffffff", light), ("#14171a", dark)] {
            for color in colors {
                let contrast = contrast(paper, color);
                assert!(contrast >= 4.5, "{color} on {paper}: {contrast:.2}");
            }
        }
    }

    #[test]
    fn styles_fit_a_quoted_attribute() {
        let styles = [
            BODY,
            PAGE,
            TABLE,
            HEAD,
            CELL,
            CODE,
            LINK,
            heading(1),
            heading(2),
            heading(3),
        ];
        assert_eq!(styles.iter().filter(|style| style.contains('"')).count(), 0);
    }
}
