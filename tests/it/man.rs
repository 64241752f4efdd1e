//! `hum man`

use crate::world::World;

#[test]
fn a_page_is_printed_for_the_command_and_for_each_subcommand() {
    let world = World::empty();
    let page = world.hum(["man"]);
    assert_eq!((page.code, page.stderr.as_str()), (Some(0), ""), "{page}");
    let help = world.hum(["--help"]).stdout;
    let (_, commands) = help.split_once("Commands:\n").expect("a list of commands");
    let commands = commands.split("\n\n").next().unwrap_or_default();
    let names = commands.lines().filter(|line| !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next());
    let mut seen = 0;
    for name in names.filter(|name| *name != "help") {
        seen += 1;
        let link = format!("hum\\-{name}(1)");
        assert!(page.stdout.contains(&link), "{link} is not in\n{page}");
        let page = world.hum(["man", name]);
        let title = format!(
            ".TH hum-{name} 1 \"\" \"hum {}\" \"Humdrum\"\n",
            env!("CARGO_PKG_VERSION")
        );
        assert!(
            page.code == Some(0) && page.stdout.contains(&title),
            "{page}"
        );
        assert!(page.stdout.is_ascii(), "{page}");
    }
    assert!(seen >= 9, "only {seen} commands were found");
}

#[test]
fn a_page_is_the_same_every_time() {
    let page = World::empty().hum(["man", "completions"]).to_string();
    let page = page.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    insta::assert_snapshot!(page, @r#"
    exit: 0
    --- stdout
    .ie \n(.g .ds Aq \(aq
    .el .ds Aq '
    .TH hum-completions 1 "" "hum VERSION" "Humdrum"
    .SH NAME
    hum\-completions \- Print the script that makes a shell complete commands, ids, fields and their values
    .SH SYNOPSIS
    hum completions [OPTIONS] <SHELL>
    .SH DESCRIPTION
    Print the script that makes a shell complete commands, ids, fields and their values
    .PP
    bash: `source <(hum completions bash)` in ~/.bashrc. zsh: `source <(hum completions zsh)` in ~/.zshrc, after compinit. fish: `hum completions fish | source` in ~/.config/fish/config.fish. elvish: `eval (hum completions elvish | slurp)` in rc.elv. PowerShell: `hum completions powershell | Out\-String | Invoke\-Expression` in the profile.
    .PP
    The script asks `hum` for the candidates, so they are those of the program in the current folder.
    .SH OPTIONS
    .TP
    \fB\-C\fR \fI<DIR>\fR
    Run as if started in this folder
    .TP
    \fB\-\-program\fR \fI<FILE>\fR
    Use this program.yaml for a repository that has none of its own
    .TP
    \fB\-\-as\-of\fR \fI<YYYY\-MM\-DD>\fR
    Take this day as today
    .TP
    \fB\-\-color\fR \fI<COLOR>\fR [default: auto]
    When to use colour
    .br

    .br
    \fIPossible values:\fR
    .RS 14
    .IP \(bu 2
    auto: On a terminal, unless NO_COLOR is set
    .IP \(bu 2
    always: Always
    .IP \(bu 2
    never: Never
    .RE
    .TP
    \fB\-h\fR, \fB\-\-help\fR
    Print help (see a summary with \*(Aq\-h\*(Aq)
    .TP
    <\fISHELL\fR>
    The shell
    .br

    .br
    \fIPossible values:\fR
    .RS 14
    .IP \(bu 2
    bash
    .IP \(bu 2
    elvish
    .IP \(bu 2
    fish
    .IP \(bu 2
    powershell
    .IP \(bu 2
    zsh
    .RE
    "#);
}

#[test]
fn a_command_that_is_not_there_has_no_page() {
    insta::assert_snapshot!(World::empty().hum(["man", "chek"]), @"
    exit: 2
    --- stderr
    error: there is no command `chek`
      hint: did you mean `check`?
    ");
}

#[test]
fn pages_are_written_once_and_replaced_when_they_are_old() {
    let world = World::empty();
    let first = world.hum(["man", "--out", "pages"]);
    assert_eq!(first.code, Some(0), "{first}");
    let folder = world.work().join("pages");
    let pages = std::fs::read_dir(&folder)
        .expect("the folder was made")
        .count();
    assert_eq!(
        first.stdout,
        format!("{pages} pages in pages, {pages} written\n")
    );
    let again = world.hum(["man", "--out", "pages"]);
    assert_eq!(again.stdout, format!("{pages} pages in pages, 0 written\n"));
    let page = std::fs::read_to_string(folder.join("hum.1")).expect("the page is there");
    world.write("pages/hum.1", page.replace("SYNOPSIS", "USAGE"));
    let mended = world.hum(["man", "--out", "pages"]);
    assert_eq!(
        mended.stdout,
        format!("{pages} pages in pages, 1 written\n")
    );
    assert_eq!(
        std::fs::read_to_string(folder.join("hum.1")).ok(),
        Some(page)
    );
}

#[test]
fn a_file_of_somebody_else_stays() {
    let world = World::empty();
    world.write("pages/hum.1", "mine\n");
    insta::assert_snapshot!(world.hum(["man", "--out", "pages"]), @"
    exit: 2
    --- stderr
    error: pages/hum.1 is not a man page of hum
      hint: give another folder with --out
    ");
    assert_eq!(
        std::fs::read_to_string(world.work().join("pages/hum.1")).ok(),
        Some("mine\n".into())
    );
    let count = std::fs::read_dir(world.work().join("pages"))
        .expect("it is there")
        .count();
    assert_eq!(count, 1);
}
