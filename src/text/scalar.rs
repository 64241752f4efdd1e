//! What a plain YAML scalar means: the core schema of YAML 1.2.2, section 10.3.
//!
//! `no`, `on`, `12:30` and `2026-03-01` are text. So is what a number would lose: digits with a leading zero (`0007`),
//! integers past 64 bits and overflowing floats (`12e45678`, a short commit id).

use serde_json::Value;

/// Returns whether an unquoted scalar means nothing.
pub fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

/// Returns the JSON value of an unquoted scalar.
pub fn resolve(text: &str) -> Value {
    match text {
        _ if is_null(text) => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).unwrap_or_else(|| Value::String(text.into())),
    }
}

fn number(text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let leading_zero =
        unsigned.len() > 1 && unsigned.starts_with('0') && !unsigned.starts_with("0.");
    if leading_zero {
        return None;
    }
    if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<i64>().ok().map(Value::from);
    }
    if !is_float(unsigned) {
        return None;
    }
    let float: f64 = text.parse().ok()?;
    float.is_finite().then(|| Value::from(float))
}

fn radix(digits: &str, base: u32) -> Option<Value> {
    if digits.starts_with(['+', '-']) {
        return None;
    }
    i64::from_str_radix(digits, base).ok().map(Value::from)
}

/// `( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
fn is_float(text: &str) -> bool {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent_fits = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    digits(whole) && digits(fraction) && !(whole.is_empty() && fraction.is_empty()) && exponent_fits
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn plain_scalars_resolve_by_the_core_schema() {
        for (text, value) in [
            ("12", json!(12)),
            ("-12", json!(-12)),
            ("+3", json!(3)),
            ("0", json!(0)),
            ("0x1F", json!(31)),
            ("0o17", json!(15)),
            ("0.5", json!(0.5)),
            (".5", json!(0.5)),
            ("1e3", json!(1000.0)),
            ("true", json!(true)),
            ("~", json!(null)),
        ] {
            assert_eq!(resolve(text), value, "{text}");
        }
    }

    #[test]
    fn what_a_number_would_lose_stays_text() {
        for text in [
            "0007",
            "0000",
            "12e45678",
            "99999999999999999999",
            "no",
            "on",
            "12:30",
            "2026-03-01",
            "1.2.3",
            ".",
            "-",
            "1e",
            "v1.9",
        ] {
            assert_eq!(resolve(text), json!(text), "{text}");
        }
    }
}
