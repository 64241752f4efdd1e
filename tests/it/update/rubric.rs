//! What every update keeps to, whatever the program says. The example program is looked at on every
//! second Monday of its history.

use std::sync::LazyLock;

use jiff::{ToSpan, civil::date};

use super::{atlas, atlas_with, update};

const UPDATES: [&str; 4] = ["exec", "exec-short", "partner", "contributors"];

/// Returns every second Monday of the example program's history, with the one two weeks before.
fn mondays() -> Vec<(String, String)> {
    let mut monday = date(2026, 1, 26);
    let mut all = Vec::new();
    while monday < date(2026, 6, 26) {
        all.push((monday.to_string(), (monday - 14.days()).to_string()));
        monday += 14.days();
    }
    assert_eq!(all.len(), 11);
    all
}

/// One update of the example program on one day.
struct Told {
    name: &'static str,
    day: String,
    text: String,
}

/// Every update on every second Monday, in Markdown.
static TOLD: LazyLock<Vec<Told>> = LazyLock::new(|| {
    let world = atlas();
    let all = mondays().into_iter().flat_map(|(day, since)| {
        UPDATES.map(|name| {
            let arguments = [
                name, "--at", &day, "--since", &since, "--format", "markdown",
            ];
            let output = update(&world, &arguments);
            let is_sound = (output.code, output.stderr.as_str()) == (Some(0), "");
            assert!(is_sound, "{output}");
            let (day, text) = (day.clone(), output.stdout);
            Told { name, day, text }
        })
    });
    all.collect()
});

/// Hands over every update on every second Monday.
fn each(mut look: impl FnMut(&str, &str, &str)) {
    for Told { name, day, text } in &*TOLD {
        look(name, day, text);
    }
}

/// Returns the items below a heading of Markdown, and the lines that begin with a bold label.
fn below<'a>(text: &'a str, heading: &str) -> Vec<&'a str> {
    let lines = text
        .lines()
        .skip_while(|line| !line.starts_with(&format!("## {heading}")));
    let lines = lines.skip(1).take_while(|line| !line.starts_with("## "));
    lines.filter(|line| line.starts_with("- ")).collect()
}

fn words(text: &str) -> usize {
    // A link is read as its words, not as its address.
    let address = regex::Regex::new(r"\]\([^)]*\)").expect("a pattern");
    let plain = address.replace_all(text, "]");
    let words = plain.split_whitespace();
    words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .count()
}

#[test]
fn no_update_is_longer_than_its_readers_read() {
    let world =
        atlas_with("  services: {update: partner, people: [\"@services\", \"@platform\"]}\n");
    let mut longest = [0; 4];
    each(|name, day, text| {
        let at = UPDATES
            .iter()
            .position(|one| *one == name)
            .expect("one of them");
        let size = match name {
            "exec" => words(text),
            "exec-short" => text.lines().filter(|line| line.starts_with("- ")).count(),
            "partner" => text.lines().filter(|line| line.starts_with("- ")).count(),
            _ => words(text),
        };
        longest[at] = longest[at].max(size);
        if name == "exec-short" {
            let long = text.lines().find(|line| words(line) > 15);
            assert_eq!(long, None, "{day}");
        }
    });
    assert!(
        longest[0] > 150 && longest[0] <= 200,
        "exec: {}",
        longest[0]
    );
    assert_eq!(longest[1], 5);
    for (day, since) in mondays() {
        let arguments = [
            "services", "--at", &day, "--since", &since, "--format", "markdown",
        ];
        let text = update(&world, &arguments).stdout;
        let items = text.lines().filter(|line| line.starts_with("- ")).count();
        assert!(items <= 15, "{day}: {items}");
    }
}

#[test]
fn every_item_has_a_link() {
    let mut seen = 0;
    each(|name, day, text| {
        for line in text
            .lines()
            .filter(|line| line.trim_start().starts_with("- "))
        {
            // A person with what they are to do below, or that there is nothing.
            let is_person = name == "contributors" && line.starts_with("- **@");
            let is_nothing = line.ends_with("None.") || line.ends_with("act on.");
            assert!(
                is_person || is_nothing || line.contains("]("),
                "{name} {day}: {line}"
            );
            seen += 1;
        }
    });
    assert!(seen > 200, "{seen}");
}

#[test]
fn an_ask_names_who_and_by_when_or_there_is_none() {
    let asks = regex::Regex::new(r"^- \*\*@[\w-]+ by \d{4}-\d{2}-\d{2}:\*\* ").expect("a pattern");
    let short =
        regex::Regex::new(r"(?m)^- \*\*Ask:\*\* (None\.|@[\w-]+ decides by \d{4}-\d{2}-\d{2}: )")
            .expect("a pattern");
    let mut asked = 0;
    each(|name, day, text| match name {
        "exec" => {
            let items = below(text, "Decision needed");
            let is_none = text.contains("## Decision needed\n\nNone.\n");
            assert!(!items.is_empty() || is_none, "{day}");
            assert!(
                items.iter().all(|item| asks.is_match(item)),
                "{day}: {items:?}"
            );
            asked += items.len();
        }
        "exec-short" => assert!(short.is_match(text), "{day}: {text}"),
        _ => {}
    });
    assert_eq!(asked, 4);
}

#[test]
fn blockers_and_silence_are_named_or_there_are_none() {
    let (mut blocked, mut silent) = (0, 0);
    each(|name, day, text| {
        if name != "exec" {
            return;
        }
        let line = |label: &str| {
            let mut lines = text.lines();
            let found = lines.find(|line| line.starts_with(&format!("**{label}:** ")));
            found
                .unwrap_or_else(|| panic!("{day} does not say {label}"))
                .to_owned()
        };
        blocked += usize::from(!line("Blocked").ends_with("None."));
        silent += usize::from(!line("Silent").ends_with("None."));
    });
    assert_eq!((blocked, silent), (2, 8));
}

#[test]
fn outcome_comes_before_activity_and_adverse_first() {
    each(|name, day, text| {
        if name == "exec" {
            assert!(
                text.starts_with("**Atlas migration —** "),
                "{day}: the outcome is not first"
            );
            let order = [
                "## Decision needed",
                "## Changed",
                "## Top risks",
                "## Path to green",
            ];
            let places: Vec<Option<usize>> = order.iter().map(|title| text.find(title)).collect();
            assert!(
                places.iter().all(Option::is_some) && places.is_sorted(),
                "{day}: {places:?}"
            );
        }
    });
    let world = atlas();
    for (day, since) in mondays() {
        let arguments = ["exec", "--at", &day, "--since", &since, "--context"];
        let data = update(&world, &arguments).data();
        let healths: Vec<u8> = data["facts"]["paths_to_green"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|path| u8::from(path["health"] != "off_track"))
            .collect();
        assert!(healths.is_sorted(), "{day}: {healths:?}");
        let scores: Vec<i64> = data["facts"]["risks"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|risk| -risk["score"].as_i64().unwrap_or(0))
            .collect();
        assert!(scores.is_sorted(), "{day}: {scores:?}");
    }
}

#[test]
fn no_symbol_stands_without_its_word() {
    let symbols = ['■', '▲', '●', '○'];
    let mut seen = 0;
    each(|name, day, text| {
        for (at, symbol) in text.char_indices().filter(|(_, one)| symbols.contains(one)) {
            let after = text[at + symbol.len_utf8()..]
                .trim_start()
                .trim_start_matches('*');
            let begins =
                after.starts_with(|one: char| one.is_alphanumeric() || "+−±".contains(one));
            assert!(begins, "{name} {day}: {}", &text[at..]);
            seen += 1;
        }
    });
    assert!(seen > 40, "{seen}");
}
