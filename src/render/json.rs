//! The versioned envelope: `{"schema_version": 1, "command": …, "data": …}`, with a `file_url` where the files of the
//! program can be read on a code host.

use std::fmt;

use serde::Serialize;

use super::{Style, clean::is_unsafe};
use crate::report::Report;

/// Raised when a field changes its meaning or goes away; a new field does not raise it.
const SCHEMA_VERSION: u32 = 1;

/// What every command prints for programs.
#[derive(Serialize)]
struct Envelope<'a, Data: Serialize> {
    schema_version: u32,
    command: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file_url: Option<&'a str>,
    data: &'a Data,
}

/// Writes the data of a report; the words stay out.
pub(super) fn render(report: &Report, _style: &Style, out: &mut dyn fmt::Write) -> fmt::Result {
    let envelope = Envelope {
        schema_version: SCHEMA_VERSION,
        command: report.command,
        file_url: report.file_url.as_deref(),
        data: &*report.data,
    };
    write_pretty(&envelope, out)
}

/// Writes the envelope around a command's data.
pub(super) fn write_envelope(
    command: &str,
    data: &impl Serialize,
    out: &mut dyn fmt::Write,
) -> fmt::Result {
    let envelope = Envelope {
        schema_version: SCHEMA_VERSION,
        command,
        file_url: None,
        data,
    };
    write_pretty(&envelope, out)
}

/// Writes a value as indented JSON and a line end.
///
/// JSON itself only escapes the characters below U+0020. The others that steer a terminal are escaped too: people look
/// at JSON in terminals. They can stand in strings only, so they are escaped in the finished text.
pub(super) fn write_pretty(value: &impl Serialize, out: &mut dyn fmt::Write) -> fmt::Result {
    let json = serde_json::to_string_pretty(value).map_err(|_| fmt::Error)?;
    let mut plain_from = 0;
    for (at, character) in json.char_indices() {
        if character != '\n' && is_unsafe(character) {
            out.write_str(&json[plain_from..at])?;
            write!(out, "\\u{:04x}", u32::from(character))?;
            plain_from = at + character.len_utf8();
        }
    }
    out.write_str(&json[plain_from..])?;
    out.write_char('\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn rendered(report: &Report) -> String {
        let mut out = String::new();
        let style = Style {
            width: 72,
            color: false,
        };
        render(report, &style, &mut out).expect("a string takes everything");
        out
    }

    #[test]
    fn a_usual_report() {
        insta::assert_snapshot!(rendered(&sample::usual()), @r#"
        {
          "schema_version": 1,
          "command": "update",
          "data": {
            "audience": "exec",
            "health": "at_risk",
            "deliverables": [
              {
                "id": "DEL-7",
                "slip": 12
              }
            ]
          }
        }
        "#);
    }

    #[test]
    fn nothing_is_null() {
        assert_eq!(
            rendered(&sample::nothing()),
            "{\n  \"schema_version\": 1,\n  \"command\": \"update\",\n  \"data\": null\n}\n"
        );
    }

    #[test]
    fn hostile_text_is_escaped_and_read_back_whole() {
        let out = rendered(&sample::hostile());
        assert!(out.contains("\"\\u0000\\u0007\\b\\u007f\\u009b31m\""));
        assert!(out.contains("\"abc\\u202efdp.exe\\u2066\""));
        let read: serde_json::Value = serde_json::from_str(&out).expect("it is JSON");
        assert_eq!(read["data"], *sample::hostile().data);
    }
}
