//! Where the files of a commit can be read with a browser.

use serde::Deserialize;

use crate::text::percent::encode_path;

/// Names of hosts at which ssh listens on the port of https, with the name of the host itself.
const SSH_BESIDE_HTTPS: [(&str, &str); 3] = [
    ("ssh.github.com", "github.com"),
    ("altssh.gitlab.com", "gitlab.com"),
    ("altssh.bitbucket.org", "bitbucket.org"),
];

/// How a code host writes the address of a file at a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HostKind {
    /// GitHub: `/blob/<commit>/<path>`.
    Github,
    /// GitLab: `/-/blob/<commit>/<path>`.
    Gitlab,
    /// Gitea: `/src/commit/<commit>/<path>`.
    Gitea,
    /// Forgejo, as Codeberg runs it: like Gitea.
    Forgejo,
    /// Bitbucket Cloud: `/src/<commit>/<path>`.
    Bitbucket,
    /// Bitbucket Data Center: `/browse/<path>?at=<commit>`.
    BitbucketDataCenter,
    /// No host: links stay paths.
    None,
}

impl HostKind {
    /// Returns the kind that the name of a host tells.
    fn of_host(host: &str) -> Self {
        let holds = |part: &str| host.contains(part);
        match host {
            "bitbucket.org" => Self::Bitbucket,
            "codeberg.org" => Self::Forgejo,
            _ if holds("github") => Self::Github,
            _ if holds("gitlab") => Self::Gitlab,
            _ if holds("gitea") => Self::Gitea,
            _ if holds("forgejo") => Self::Forgejo,
            _ if holds("bitbucket") => Self::BitbucketDataCenter,
            _ => Self::None,
        }
    }
}

/// `code_host` of `program.yaml`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct CodeHostSettings {
    /// The kind of host; told by its name when left out.
    pub kind: Option<HostKind>,
    /// Address of the repository's page; worked out from the remote when left out.
    pub url: Option<String>,
}

/// The parts of a remote's address that a page has too. Who signs in, and with what, is not among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteUrl {
    /// `https`, `http`, `ssh`, `git`.
    pub scheme: String,
    /// Name of the host.
    pub host: String,
    /// Where it listens, if that is said.
    pub port: Option<u16>,
    /// The repository's path on the host.
    pub path: String,
}

impl RemoteUrl {
    /// Reads the address of a page; `None` for one that no browser opens.
    fn of_page(url: &str) -> Option<Self> {
        let (scheme, rest) = url.trim().split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let named = authority.rsplit_once('@').map_or(authority, |(_, at)| at);
        let (host, port) = match named.rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (named, None),
        };
        let is_page = matches!(scheme.as_str(), "http" | "https") && !host.is_empty();
        is_page.then(|| Self {
            scheme,
            host: host.to_owned(),
            port,
            path: path.to_owned(),
        })
    }
}

/// The pages of one repository on a code host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeHost {
    kind: HostKind,
    /// Address of the repository's page, without a slash at its end.
    page: String,
}

impl CodeHost {
    /// Returns the host of a repository: what is set, else what the remote's address tells; `None` where neither tells
    /// which address a file has.
    pub fn of(settings: &CodeHostSettings, remote: Option<&RemoteUrl>) -> Option<Self> {
        let set = settings.url.as_deref().and_then(RemoteUrl::of_page);
        let is_set = set.is_some();
        let url = set.or_else(|| remote.cloned())?;
        let host = url.host.to_ascii_lowercase();
        let beside = SSH_BESIDE_HTTPS.iter().find(|(ssh, _)| *ssh == host);
        let host = beside.map_or(host.as_str(), |(_, name)| name);
        let kind = settings.kind.unwrap_or(HostKind::of_host(host));
        let is_web = matches!(url.scheme.as_str(), "http" | "https");
        if kind == HostKind::None || !(is_web || matches!(url.scheme.as_str(), "ssh" | "git")) {
            return None;
        }
        // Where ssh listens says nothing about where pages are.
        let port = url.port.filter(|_| is_web);
        let port = port.map_or(String::new(), |port| format!(":{port}"));
        let scheme = if is_web { url.scheme.as_str() } else { "https" };
        let path = url.path.trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        let path = match kind {
            HostKind::BitbucketDataCenter if !is_set => data_center_path(path)?,
            _ => encode_path(path),
        };
        let page = format!("{scheme}://{host}{port}/{path}");
        let page = page.trim_end_matches('/').to_owned();
        Some(Self { kind, page })
    }

    /// Returns the address of a file at a commit. `path` is from the top of the repository.
    pub fn file(&self, commit: &str, path: &str) -> String {
        self.address(commit, &encode_path(path))
    }

    /// Returns the address of every file below a folder at a commit, with `{path}` where the file's path goes,
    /// percent-encoded.
    pub fn template(&self, commit: &str, folder: &str) -> String {
        let folder = encode_path(folder);
        let slash = if folder.is_empty() { "" } else { "/" };
        self.address(commit, &format!("{folder}{slash}{{path}}"))
    }

    fn address(&self, commit: &str, path: &str) -> String {
        let page = &self.page;
        match self.kind {
            HostKind::Github => format!("{page}/blob/{commit}/{path}"),
            HostKind::Gitlab => format!("{page}/-/blob/{commit}/{path}"),
            HostKind::Gitea | HostKind::Forgejo => format!("{page}/src/commit/{commit}/{path}"),
            HostKind::Bitbucket => format!("{page}/src/{commit}/{path}"),
            HostKind::BitbucketDataCenter => format!("{page}/browse/{path}?at={commit}"),
            HostKind::None => path.to_owned(),
        }
    }
}

/// Returns the path of a repository's page on Bitbucket Data Center, from the path that git uses: `scm/PRJ/repo` or
/// `PRJ/repo`, where `~maria` is a person's own project.
fn data_center_path(path: &str) -> Option<String> {
    let (project, repository) = path.strip_prefix("scm/").unwrap_or(path).split_once('/')?;
    let repository = encode_path(repository);
    Some(match project.strip_prefix('~') {
        Some(person) => format!("users/{}/repos/{repository}", encode_path(person)),
        None => format!("projects/{}/repos/{repository}", encode_path(project)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remote(scheme: &str, host: &str, port: Option<u16>, path: &str) -> RemoteUrl {
        RemoteUrl {
            scheme: scheme.to_owned(),
            host: host.to_owned(),
            port,
            path: path.to_owned(),
        }
    }

    fn file(settings: &CodeHostSettings, remote: Option<&RemoteUrl>) -> Option<String> {
        CodeHost::of(settings, remote).map(|host| host.file("abc", "plan/risks/R 1#ü.md"))
    }

    #[test]
    fn every_host_has_its_own_form() {
        let table = [
            (
                "github.com",
                "https://github.com/acme/atlas/blob/abc/plan/risks/R%201%23%C3%BC.md",
            ),
            (
                "github.example.org",
                "https://github.example.org/acme/atlas/blob/abc/plan/risks/R%201%23%C3%BC.md",
            ),
            (
                "ssh.github.com",
                "https://github.com/acme/atlas/blob/abc/plan/risks/R%201%23%C3%BC.md",
            ),
            (
                "GitLab.com",
                "https://gitlab.com/acme/atlas/-/blob/abc/plan/risks/R%201%23%C3%BC.md",
            ),
            (
                "altssh.gitlab.com",
                "https://gitlab.com/acme/atlas/-/blob/abc/plan/risks/R%201%23%C3%BC.md",
            ),
            (
                "codeberg.org",
                "https://codeberg.org/acme/atlas/src/commit/abc/plan/risks/R%201%23%C3%BC.md",
            ),
            (
                "gitea.example.org",
                "https://gitea.example.org/acme/atlas/src/commit/abc/plan/risks/R%201%23%C3%BC.md",
            ),
            (
                "forgejo.example.org",
                "https://forgejo.example.org/acme/atlas/src/commit/abc/plan/risks/R%201%23%C3%BC.md",
            ),
            (
                "bitbucket.org",
                "https://bitbucket.org/acme/atlas/src/abc/plan/risks/R%201%23%C3%BC.md",
            ),
            (
                "bitbucket.example.org",
                "https://bitbucket.example.org/projects/acme/repos/atlas/browse/plan/risks/R%201%23%C3%BC.md?at=abc",
            ),
        ];
        for (host, expected) in table {
            let remote = remote("ssh", host, Some(2222), "/acme/atlas.git");
            let found = file(&CodeHostSettings::default(), Some(&remote));
            assert_eq!(found.as_deref(), Some(expected), "{host}");
        }
        let unknown = remote("ssh", "git.example.org", None, "acme/atlas");
        assert_eq!(file(&CodeHostSettings::default(), Some(&unknown)), None);
        assert_eq!(file(&CodeHostSettings::default(), None), None);
    }

    #[test]
    fn a_port_counts_where_pages_are_served() {
        let port = |scheme, port| {
            let remote = remote(scheme, "gitea.example.org", port, "a/b/");
            let host = CodeHost::of(&CodeHostSettings::default(), Some(&remote));
            host.map(|host| host.file("c", "x"))
        };
        let https = "https://gitea.example.org:3000/a/b/src/commit/c/x";
        assert_eq!(port("https", Some(3000)).as_deref(), Some(https));
        let http = "http://gitea.example.org/a/b/src/commit/c/x";
        assert_eq!(port("http", None).as_deref(), Some(http));
        let ssh = "https://gitea.example.org/a/b/src/commit/c/x";
        assert_eq!(port("ssh", Some(22)).as_deref(), Some(ssh));
        assert_eq!(port("file", None), None);
    }

    #[test]
    fn what_is_set_comes_before_what_the_remote_tells() {
        let origin = remote("ssh", "github.com", None, "acme/atlas");
        let set = |kind, url: Option<&str>| {
            let url = url.map(str::to_owned);
            let settings = CodeHostSettings { kind, url };
            CodeHost::of(&settings, Some(&origin)).map(|host| host.file("c", "x"))
        };
        let own = "https://git.example.org/group/sub/atlas/-/blob/c/x";
        let url = "https://maria:secret@git.example.org/group/sub/atlas/?a#b";
        assert_eq!(set(Some(HostKind::Gitlab), Some(url)).as_deref(), Some(own));
        assert_eq!(set(None, Some(url)), None);
        assert_eq!(set(Some(HostKind::None), None), None);
        let by_kind = "https://github.com/acme/atlas/src/commit/c/x";
        assert_eq!(set(Some(HostKind::Gitea), None).as_deref(), Some(by_kind));
        let mirrored = "https://bitbucket.example.org/context/projects/P/repos/r/browse/x?at=c";
        let url = "https://bitbucket.example.org/context/projects/P/repos/r";
        assert_eq!(set(None, Some(url)).as_deref(), Some(mirrored));
        // A browser opens nothing else.
        for url in [
            "javascript://github.com/x",
            "git.example.org",
            "https:///x",
            "https://h:port/",
        ] {
            let by_remote = "https://github.com/acme/atlas/blob/c/x";
            assert_eq!(set(None, Some(url)).as_deref(), Some(by_remote), "{url}");
        }
    }

    #[test]
    fn a_project_of_data_center_is_a_persons_or_a_groups() {
        let page = |path: &str| {
            let remote = remote("https", "bitbucket.example.org", None, path);
            let host = CodeHost::of(&CodeHostSettings::default(), Some(&remote));
            host.map(|host| host.page)
        };
        let group = "https://bitbucket.example.org/projects/PAY/repos/atlas";
        assert_eq!(page("/scm/PAY/atlas.git").as_deref(), Some(group));
        let own = "https://bitbucket.example.org/users/maria/repos/atlas";
        assert_eq!(page("/~maria/atlas.git").as_deref(), Some(own));
        assert_eq!(page("/atlas.git"), None);
    }

    #[test]
    fn a_template_takes_any_path_of_the_program() {
        let origin = remote("https", "github.com", None, "acme/atlas");
        let host = CodeHost::of(&CodeHostSettings::default(), Some(&origin)).expect("it is known");
        let top = "https://github.com/acme/atlas/blob/abc/{path}";
        assert_eq!(host.template("abc", ""), top);
        let below = "https://github.com/acme/atlas/blob/abc/my%20plan/{path}";
        assert_eq!(host.template("abc", "my plan"), below);
    }
}
