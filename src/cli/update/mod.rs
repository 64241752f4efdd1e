//! `hum update`

mod edition;
mod publish;
mod wanted;

use super::{CliError, Context, Outcome, complete};
use crate::report::update::UPDATES;
use edition::Edition;
use publish::Publishing;
use wanted::Wanted;

/// Write the update of an audience from the records and their history
///
/// An audience is declared under `audiences:` in program.yaml and names the update it gets: `exec` (should I worry, must
/// I decide; at most 200 words), `exec-short` (the same in six lines), `partner` (what do you need from us, what moved
/// for us) or `contributors` (what is mine, what changed, why); or a template of the program's own. The update tells the
/// committed state, and what changed since the last one that was sent to this audience. What the audience may not see is
/// not in it.
///
/// --publish writes down what is sent to whom, as a record: the next update goes on from there. The id of such a record
/// instead of an audience writes that update again, from its two commits.
///
/// hum update exec --publish --so-what "EU-2 is the only question; the rest is in our control."
#[derive(Debug, clap::Args)]
pub(super) struct UpdateArgs {
    /// An audience of program.yaml; exec, exec-short, partner or contributors; or the id of an update
    #[arg(add = complete::audiences())]
    audience: String,
    /// Tell what changed since this commit, tag, branch or day; since the last update that was sent, when left out
    #[arg(long, value_name = "last|REV|DATE", default_value = "last", add = complete::revisions())]
    since: String,
    /// Tell the state at this commit, tag, branch or day instead of the newest commit
    #[arg(long, value_name = "REV|DATE", add = complete::revisions())]
    at: Option<String>,
    /// What it means for them, in a line of your own: the last line of the update
    #[arg(long, value_name = "TEXT")]
    so_what: Option<String>,
    /// Write the update down as sent today
    #[arg(long, conflicts_with_all = ["at", "format", "context"])]
    publish: bool,
    /// Write it down as a draft, to be sent later: hum update ID --publish
    #[arg(long, conflicts_with_all = ["publish", "at", "format", "context"])]
    draft: bool,
    /// Where it is sent: mail, #atlas
    #[arg(long, value_name = "TEXT")]
    channel: Option<String>,
    /// Print the data behind the words, as JSON: what a template is given
    #[arg(long, conflicts_with = "format")]
    context: bool,
    /// text, markdown, html, slack or json; the audience's own when left out
    #[arg(long, value_name = "FORMAT", add = complete::formats())]
    format: Option<String>,
}

impl UpdateArgs {
    /// Returns what one types for the update of an audience since a day.
    pub(super) fn of(audience: &str, since: &str) -> Self {
        Self {
            audience: audience.into(),
            since: since.into(),
            at: None,
            so_what: None,
            publish: false,
            draft: false,
            channel: None,
            context: false,
            format: Some("text".into()),
        }
    }

    pub(super) fn run(&self, context: &mut Context) -> Result<Outcome, CliError> {
        let store = context.store()?;
        let wanted = Wanted::read(context, &store, self)?;
        let edition = Edition::read(context, &store, &wanted)?;
        if self.publish || self.draft {
            let publishing = Publishing {
                edition: &edition,
                wanted: &wanted,
                channel: self.channel.as_deref(),
                is_sent: self.publish,
            };
            publishing.write(context)?;
        } else if self.context {
            edition.print(context, &store, "json")?;
        } else {
            let format = match (&self.format, &wanted.record) {
                (Some(format), _) => format.as_str(),
                (None, Some(record)) => {
                    return record.print_body(context, &edition, wanted.line.as_deref());
                }
                (None, None) => edition.own_format(),
            };
            edition.print(context, &store, format)?;
        }
        Ok(Outcome::Clean)
    }
}

/// Returns the names of the kinds of updates.
fn kinds() -> impl Iterator<Item = &'static str> + Clone {
    UPDATES.iter().map(|update| update.name)
}
