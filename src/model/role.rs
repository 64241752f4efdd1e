//! What a field means to the tool, whatever a repository calls it.

/// What a role's text is read as, unless the field says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueType {
    /// Words.
    Text,
    /// A day, or the name of a release.
    Date,
    /// The name of a release, ordered by its date or its version.
    Release,
    /// A handle, name or mail address.
    Person,
    /// The id, path or address of another record.
    Reference,
    /// A number.
    Number,
    /// Several words.
    List,
}

/// Under which heading a change of a field is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// When things are due.
    Dates,
    /// States and health.
    Status,
    /// What may go wrong.
    Risks,
    /// What was or must be decided.
    Decisions,
    /// Who answers for what.
    Owners,
    /// What belongs to the program and in which order.
    Scope,
    /// Everything else.
    Details,
}

macro_rules! roles {
    ($($variant:ident $name:literal $type:ident $topic:ident $words:literal;)*) => {
        /// A meaning that rules and reports ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $(#[doc = concat!("`", $name, "`: ", $words, ".")] $variant,)*
        }

        impl Role {
            /// Every role, in the order in which a record's changes are told.
            pub const ALL: &[Role] = &[$(Role::$variant,)*];

            /// Returns the name used in `fields:`.
            pub fn name(self) -> &'static str {
                match self { $(Role::$variant => $name,)* }
            }

            /// Returns what its text is read as by default.
            pub fn value_type(self) -> ValueType {
                match self { $(Role::$variant => ValueType::$type,)* }
            }

            /// Returns the heading under which its changes are told.
            pub fn topic(self) -> Topic {
                match self { $(Role::$variant => Topic::$topic,)* }
            }

            /// Returns the words for people.
            pub fn words(self) -> &'static str {
                match self { $(Role::$variant => $words,)* }
            }
        }
    };
}

roles! {
    Title "title" Text Details "title";
    Status "status" Text Status "status";
    Health "health" Text Status "health";
    Stage "stage" Text Status "stage";
    Due "due" Date Dates "due";
    Forecast "forecast" Date Dates "forecast";
    Actual "actual" Date Dates "finished";
    Start "start" Date Dates "start";
    DecideBy "decide_by" Date Dates "decision needed by";
    NeedBy "need_by" Date Dates "needed by";
    Promised "promised" Date Dates "promised";
    AnswerBy "answer_by" Date Dates "answer by";
    Confirmed "confirmed" Date Details "confirmed";
    NeededBy "needed_by" Date Dates "needed by";
    EscalateOn "escalate_on" Date Dates "escalate on";
    Date "date" Date Dates "date";
    Sent "sent" Date Dates "sent";
    Decided "decided" Date Decisions "decided";
    Revisit "revisit" Date Dates "revisit";
    ValidateBy "validate_by" Date Dates "validate by";
    WindowFrom "window_from" Date Dates "window opens";
    WindowUntil "window_until" Date Dates "window closes";
    Owner "owner" Person Owners "owner";
    Driver "driver" Person Owners "driver";
    Approver "approver" Person Owners "approver";
    Sponsor "sponsor" Person Owners "sponsor";
    Contributors "contributors" Person Owners "contributors";
    Informed "informed" Person Owners "informed";
    Provider "provider" Person Owners "provider";
    EscalateTo "escalate_to" Person Owners "escalate to";
    Facilitator "facilitator" Person Owners "facilitator";
    Parties "parties" Person Owners "parties";
    Attendees "attendees" Person Owners "attendees";
    Members "members" Person Owners "members";
    Told "told" Person Owners "told";
    Team "team" Text Owners "team";
    Org "org" Text Owners "organization";
    Parent "parent" Reference Scope "part of";
    After "after" Reference Scope "after";
    Affects "affects" Reference Scope "affects";
    Blocks "blocks" Reference Scope "blocks";
    Consumer "consumer" Reference Scope "consumer";
    What "what" Text Scope "what";
    About "about" Reference Scope "about";
    Needs "needs" List Scope "needs";
    DoneWhen "done_when" List Scope "done when";
    Estimate "estimate" List Scope "estimate";
    Summary "summary" Text Scope "objective";
    Priority "priority" Text Scope "priority";
    RebaselinedBy "rebaselined_by" Reference Dates "rebaselined by";
    Type "type" Text Risks "type";
    Severity "severity" Number Risks "severity";
    Cause "cause" Text Risks "cause";
    Event "event" Text Risks "event";
    Effect "effect" Text Risks "effect";
    Probability "probability" Number Risks "probability";
    Impact "impact" Number Risks "impact";
    ImpactDays "impact_days" Number Risks "impact in days";
    ResidualProbability "residual_probability" Number Risks "residual probability";
    ResidualImpact "residual_impact" Number Risks "residual impact";
    Response "response" Text Risks "response";
    Trigger "trigger" Text Risks "trigger";
    Confidence "confidence" Text Risks "confidence";
    ImpactIfLate "impact_if_late" Text Risks "impact if late";
    Fallback "fallback" Text Risks "fallback";
    Became "became" Reference Risks "became";
    Reason "reason" Text Details "reason";
    Reversible "reversible" Text Decisions "reversible";
    Resolution "resolution" Text Decisions "resolution";
    Decision "decision" Reference Decisions "decision";
    Decisions "decisions" Reference Decisions "decisions";
    Supersedes "supersedes" Reference Decisions "supersedes";
    SupersededBy "superseded_by" Reference Decisions "superseded by";
    Related "related" Reference Details "related to";
    Purpose "purpose" Text Details "purpose";
    Audience "audience" Text Details "audience";
    From "from" Text Details "from";
    To "to" Text Details "to";
    Channel "channel" Text Details "channel";
    AsOf "as_of" Date Dates "as of";
    SoWhat "so_what" Text Details "so what";
    Emails "emails" List Details "mail addresses";
    Timezone "timezone" Text Details "time zone";
    CadenceDays "cadence_days" Number Details "days between contacts";
    Key "key" Text Details "key";
    Links "links" List Details "links";
    Tags "tags" List Details "tags";
    Visibility "visibility" Text Details "visibility";
    Created "created" Date Details "created";
    Reviewed "reviewed" Date Details "reviewed";
}

impl Role {
    /// Returns whether a day in this role says when something was last found true. A later one is no move.
    pub fn is_last_time(self) -> bool {
        matches!(self, Self::Confirmed | Self::Reviewed)
    }

    /// Returns the role with this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }
}
