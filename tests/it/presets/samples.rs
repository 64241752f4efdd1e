//! Folders and registers as people have them.

/// A folder that was begun with the second version of MADR and goes on with the fourth.
pub(super) const MADR: [(&str, &str); 5] = [
    (
        "docs/decisions/0001-write-decisions-down.md",
        "# Write decisions down\n\n* Status: accepted\n* Deciders: Maria Lopez, @lee <!-- optional -->\n* Date: 2021-03-04\n\nTechnical Story: SHOP-12\n\n## Context and Problem Statement\n\nNobody remembers why.\n\n## Considered Options\n\n* Records in the repository\n* A wiki\n\n## Decision Outcome\n\nChosen option: \"Records in the repository\", because they are reviewed.\n",
    ),
    (
        "docs/decisions/0002-one-queue-for-each-team.md",
        "---\nstatus: superseded by [ADR-0004](0004-one-queue-for-all.md)\ndate: 2023-05-02\ndeciders: [Maria Lopez, Kim]\nconsulted: Lee Chen\ninformed: everybody, support\n---\n# One queue for each team\n\n## Context and Problem Statement\n\nTeams wait for one another.\n\n## Considered Options\n\n* One queue each\n* One queue for all\n\n## Decision Outcome\n\nChosen option: \"One queue each\", because it is there.\n",
    ),
    (
        "docs/decisions/0003-keep-the-cache.md",
        "# Keep the cache\n\n## Context and Problem Statement\n\nReads are slow.\n",
    ),
    (
        "docs/decisions/0004-one-queue-for-all.md",
        "---\nstatus: Accepted\ndate: 2024-11-20\ndecision-makers:\n  - Maria Lopez\nconsulted:\ninformed:\n---\n\n# One queue for all\n\n## Context and Problem Statement\n\nQueues run full.\n\n## Considered Options\n\n* One queue for all\n* More queues\n\n## Decision Outcome\n\nChosen option: \"One queue for all\", because it balances itself.\n\n### Consequences\n\n* Good, because one is watched. See [the old one](0002-one-queue-for-each-team.md).\n",
    ),
    (
        "docs/decisions/0005-move-to-two-regions.md",
        "---\nstatus: proposed\ndate: 2026-05-20\ndecision-makers: Maria Lopez\n---\n\n# Move to two regions\n\n## Context and Problem Statement\n\nOne region is one fire away.\n\n## Considered Options\n\n* Two regions\n* Stay\n",
    ),
];

/// A folder as adr-tools leaves it.
pub(super) const NYGARD: [(&str, &str); 3] = [
    (
        "doc/adr/0001-write-decisions-down.md",
        "# 1. Write decisions down\n\nDate: 2016-02-12\n\n## Status\n\nAccepted\n\n## Context\n\nNobody remembers why.\n\n## Decision\n\nWe write records.\n\n## Consequences\n\nReviews take longer.\n",
    ),
    (
        "doc/adr/0002-use-plain-files.md",
        "# 2. Use plain files\n\nDate: 2016-02-13\n\n## Status\n\nSuperseded by [3. Use one database](0003-use-one-database.md)\n\n## Context\n\nData is small.\n\n## Decision\n\nWe use files.\n\n## Consequences\n\nNo queries.\n",
    ),
    (
        "doc/adr/0003-use-one-database.md",
        "# 3. Use one database\n\nDate: 2017-06-01\n\n## Status\n\nAccepted\n\nSupersedes [2. Use plain files](0002-use-plain-files.md)\n\nAmends [1. Write decisions down](0001-write-decisions-down.md)\n\n## Context\n\nData has grown.\n\n## Decision\n\nWe use a database.\n\n## Consequences\n\nSomebody runs it.\n",
    ),
];

pub(super) const REGISTER: &str = "\
# Kept by the project office.
risks:
  - id: R-1
    name: Supplier cannot deliver in May
    likelihood: High
    impact: 4
    owner: Maria Lopez
    status: Mitigating
    mitigation: Second supplier asked for an offer
    due: 2026-06-12
    review date: 2026-06-05
  - id: R-2
    description: Two teams change the same service
    probability: 2
    severity: medium
    owner: lee
    status: open
    response: accept
  - id: R-3
    title: The licence runs out
    likelihood: 1
    impact: 5
    status: Closed
";
