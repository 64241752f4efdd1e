//! Settings of editors: JSON with comments and trailing commas, to which values are added and from which nothing is
//! taken.

use jsonc_parser::{
    ParseOptions,
    cst::{CstInputValue, CstNode, CstObject, CstRootNode},
};

/// Adds lists of words to the object at a path of keys, which is made where it is missing. A list that is there keeps
/// its words and gets those that it lacks; one word that is there becomes a list. Every other byte stays.
///
/// # Errors
/// What keeps the text from being changed safely: it is no JSON with comments, a key is there twice, or something other
/// than an object or a list of words is in the way.
pub fn add_lists(
    text: &str,
    path: &[&str],
    lists: &[(String, Vec<String>)],
) -> Result<String, String> {
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let root = CstRootNode::parse(body, &OPTIONS).map_err(|error| error.to_string())?;
    let Some(mut object) = root.object_value_or_create() else {
        return Err("it does not hold an object".into());
    };
    for key in path {
        object = match member(&object, key)? {
            None => object
                .append(key, CstInputValue::Object(Vec::new()))
                .object_value(),
            Some(found) => found.as_object(),
        }
        .ok_or_else(|| format!("`{key}` is not an object"))?;
    }
    for (key, words) in lists {
        add_list(&object, key, words)?;
    }
    Ok(format!("{mark}{root}"))
}

/// What editors read.
const OPTIONS: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_trailing_commas: true,
    allow_loose_object_property_names: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// Returns the value of a key. Of two equal keys editors read one, and it is not said which.
fn member(object: &CstObject, key: &str) -> Result<Option<CstNode>, String> {
    let all = object.properties();
    let mut found = all
        .iter()
        .filter(|property| property.decoded_name().as_deref() == Some(key));
    let first = found.next();
    if found.next().is_some() {
        return Err(format!("`{key}` is there twice"));
    }
    Ok(first.and_then(|property| property.value()))
}

fn add_list(object: &CstObject, key: &str, words: &[String]) -> Result<(), String> {
    let refuse = || format!("`{key}` is not a list of words");
    let list = |words: &[String]| {
        CstInputValue::Array(words.iter().map(|word| word.as_str().into()).collect())
    };
    match member(object, key)? {
        None => drop(object.append(key, list(words))),
        Some(value) => {
            if let Some(word) = value.as_string_lit() {
                let word = word.decoded_value().map_err(|_| refuse())?;
                let new = words.iter().filter(|one| **one != word).cloned();
                let all: Vec<String> = [word.clone()].into_iter().chain(new).collect();
                if all.len() > 1 {
                    value
                        .as_string_lit()
                        .and_then(|old| old.replace_with(list(&all)));
                }
                return Ok(());
            }
            let array = value.as_array().ok_or_else(refuse)?;
            let mut there = Vec::new();
            for element in array.elements() {
                let word = element.as_string_lit().ok_or_else(refuse)?;
                there.push(word.decoded_value().map_err(|_| refuse())?);
            }
            for word in words.iter().filter(|word| !there.contains(word)) {
                array.append(word.as_str().into());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> Result<String, String> {
        let lists = [
            ("a.json".to_owned(), vec!["a/*.yaml".to_owned()]),
            (
                "b.json".to_owned(),
                vec!["b/*.md".into(), "b/*.yaml".into()],
            ),
        ];
        let text = add_lists(text, &["yaml.schemas"], &lists)?;
        assert_eq!(
            add_lists(&text, &["yaml.schemas"], &lists),
            Ok(text.clone())
        );
        Ok(text)
    }

    const FRESH: &str = "{
  \"yaml.schemas\": {
    \"a.json\": [\"a/*.yaml\"],
    \"b.json\": [\"b/*.md\", \"b/*.yaml\"]
  }
}
";

    #[test]
    fn an_empty_file_gets_an_object() {
        assert_eq!(added("{}\n").as_deref(), Ok(FRESH));
        assert_eq!(added("").as_deref(), Ok(FRESH));
    }

    #[test]
    fn what_is_there_stays_to_the_byte() {
        let text = "\u{feff}// mine\r\n{\r\n\t\"editor.rulers\": [100], /* wide */\r\n\t\"yaml.schemas\": {\r\n\t\t// theirs\r\n\t\t\"https://example.org/s.json\": \"x.yaml\", // s\r\n\t\t\"a.json\": \"mine/*.yaml\",\r\n\t},\r\n}\r\n";
        let expected = "\u{feff}// mine\r\n{\r\n\t\"editor.rulers\": [100], /* wide */\r\n\t\"yaml.schemas\": {\r\n\t\t// theirs\r\n\t\t\"https://example.org/s.json\": \"x.yaml\", // s\r\n\t\t\"a.json\": [\"mine/*.yaml\", \"a/*.yaml\"],\r\n\t\t\"b.json\": [\"b/*.md\", \"b/*.yaml\"],\r\n\t},\r\n}\r\n";
        assert_eq!(added(text).as_deref(), Ok(expected));
    }

    #[test]
    fn a_list_gets_what_it_lacks() {
        let text = "{\n  \"yaml.schemas\": {\n    \"b.json\": [\n      \"b/*.md\", // kept\n      \"c\"\n    ]\n  }\n}\n";
        let text = added(text).expect("it can be merged");
        assert!(
            text.contains("\"b/*.md\", // kept\n      \"c\",\n      \"b/*.yaml\"\n    ]"),
            "{text}"
        );
    }

    #[test]
    fn what_cannot_be_merged_is_refused() {
        let refused = |text: &str| added(text).expect_err("it must not be touched");
        assert_eq!(refused("[]"), "it does not hold an object");
        assert_eq!(
            refused("{\"yaml.schemas\": 1}"),
            "`yaml.schemas` is not an object"
        );
        assert_eq!(
            refused("{\"yaml.schemas\": {}, \"yaml.schemas\": {}}"),
            "`yaml.schemas` is there twice"
        );
        assert_eq!(
            refused("{\"yaml.schemas\": {\"a.json\": [1]}}"),
            "`a.json` is not a list of words"
        );
        assert!(
            refused("{\"yaml.schemas\": ").contains("line 1 column"),
            "{}",
            refused("{\"yaml.schemas\": ")
        );
    }
}
