use super::atlas;

#[test]
fn atlas_at_its_end() {
    let world = atlas();
    insta::assert_snapshot!(world.hum(["untold", "--as-of", "2026-06-26"]).sound(), @"");
    insta::assert_snapshot!(world.hum(["untold", "exec", "--as-of", "2026-06-26", "--format", "markdown"]).sound(), @"");
}

#[test]
fn atlas_before_anything_was_sent() {
    let world = atlas();
    insta::assert_snapshot!(world.hum(["untold", "--at", "2026-03-15"]).sound(), @"");
}

#[test]
fn an_audience_that_is_not_there() {
    let world = atlas();
    insta::assert_snapshot!(world.hum(["untold", "exek"]).sound(), @"");
}
