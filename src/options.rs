//! Who calls, and the limits of a call. Which addresses are trusted stands in `wasm/environment.js`, beside `URL`.

use std::fmt;

use crate::error::Failure;

/// Where the API is, unless the caller says otherwise.
pub const DEFAULT_ENDPOINT: &str = "https://connect.getseam.com";

/// How long one attempt may take, in milliseconds, unless the caller says otherwise.
pub const DEFAULT_TIMEOUT: u32 = 30_000;

/// How often a request is repeated, unless the caller says otherwise.
pub const DEFAULT_RETRIES: u32 = 2;

/// A text that never prints.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// Credentials of the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// None: the caller's own proxy adds them.
    None,
    /// A key with power over the whole workspace.
    ApiKey(Secret),
    /// A person's token with power over their workspaces.
    PersonalAccessToken(Secret, Secret),
    /// A token that a backend made for one end user.
    ClientSession(Secret),
    /// The session of Seam's own console.
    ConsoleSession(Secret, Secret),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    ApiKey,
    PersonalAccessToken,
    ClientSession,
    Publishable,
    ConsoleSession,
    Other,
}

/// What each kind of token is called among the options.
const TOKENS: [(&str, TokenKind); 4] = [
    ("apiKey", TokenKind::ApiKey),
    ("personalAccessToken", TokenKind::PersonalAccessToken),
    ("clientSessionToken", TokenKind::ClientSession),
    ("consoleSessionToken", TokenKind::ConsoleSession),
];

impl TokenKind {
    fn of(token: &str) -> Self {
        match token {
            _ if token.starts_with("seam_at") => Self::PersonalAccessToken,
            _ if token.starts_with("seam_cst") => Self::ClientSession,
            _ if token.starts_with("seam_pk") => Self::Publishable,
            _ if token.starts_with("seam_") => Self::ApiKey,
            _ if token.starts_with("ey") => Self::ConsoleSession,
            _ => Self::Other,
        }
    }

    /// What to say to somebody who passed such a token as another kind.
    const fn advice(self) -> &'static str {
        match self {
            Self::ApiKey => "is an API key: pass it as apiKey.",
            Self::PersonalAccessToken => {
                "is a personal access token: pass it as personalAccessToken, with workspaceId."
            }
            Self::ClientSession => "is a client session token: pass it as clientSessionToken.",
            Self::Publishable => "is a publishable key, which no credentials endpoint accepts.",
            Self::ConsoleSession => {
                "is a console session token: pass it as consoleSessionToken, with workspaceId."
            }
            Self::Other => "is no Seam token of that kind.",
        }
    }
}

impl Auth {
    /// Picks the one token that is given among the options, of which `option` gives one by its name.
    ///
    /// # Errors
    /// More than one token, a token of another kind, or `workspaceId` missing where it is needed. No message holds a token.
    #[inline(never)]
    pub fn read(
        mut option: impl FnMut(&'static str) -> Option<String>,
    ) -> Result<Self, Box<Failure>> {
        let workspace_id = option("workspaceId");
        let mut given: Option<(&str, TokenKind, String)> = None;
        for (name, kind) in TOKENS {
            let Some(token) = option(name) else {
                continue;
            };
            if let Some((first, ..)) = given {
                let message = ["Give either ", first, " or ", name, ", not both."];
                return Err(Failure::options(message.concat()));
            }
            given = Some((name, kind, token));
        }
        match given {
            None => Ok(Self::None),
            Some((name, kind, token)) => Self::new(name, kind, token, workspace_id),
        }
    }

    fn new(
        name: &str,
        kind: TokenKind,
        token: String,
        workspace_id: Option<String>,
    ) -> Result<Self, Box<Failure>> {
        if TokenKind::of(&token) != kind {
            return Err(Failure::options(
                [name, " ", TokenKind::of(&token).advice()].concat(),
            ));
        }
        if !is_header_value(&token) {
            return Err(Failure::options(
                [name, " holds a character that no header can carry."].concat(),
            ));
        }
        let workspace = || match workspace_id {
            Some(id) if !id.is_empty() && is_header_value(&id) => Ok(Secret(id)),
            Some(_) => Err(Failure::options("workspaceId must be the workspace's id.")),
            None => Err(Failure::options(
                ["workspaceId is required with ", name, "."].concat(),
            )),
        };
        Ok(match kind {
            TokenKind::PersonalAccessToken => {
                Self::PersonalAccessToken(Secret(token), workspace()?)
            }
            TokenKind::ConsoleSession => Self::ConsoleSession(Secret(token), workspace()?),
            TokenKind::ClientSession => Self::ClientSession(Secret(token)),
            _ => Self::ApiKey(Secret(token)),
        })
    }

    /// Whether a web page should not hold this: it has unlimited power over a workspace.
    #[must_use]
    pub const fn is_unsafe_in_page(&self) -> bool {
        matches!(self, Self::ApiKey(_) | Self::PersonalAccessToken(..))
    }

    /// Whether a text holds the token.
    #[must_use]
    pub fn is_told_by(&self, text: &str) -> bool {
        match self {
            Self::None => false,
            Self::ApiKey(token)
            | Self::ClientSession(token)
            | Self::PersonalAccessToken(token, _)
            | Self::ConsoleSession(token, _) => {
                // `str::contains` would bring 8 KB along: a clever search, and the messages of its panics.
                let token = token.0.as_bytes();
                let mut parts = text.as_bytes().windows(token.len().max(1));
                parts.any(|part| part == token)
            }
        }
    }

    /// The headers that say who calls.
    #[must_use]
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let bearer = |token: &Secret| ("authorization", ["Bearer ", &token.0].concat());
        match self {
            Self::None => Vec::new(),
            Self::ApiKey(token) => vec![bearer(token)],
            Self::ClientSession(token) => {
                vec![bearer(token), ("client-session-token", token.0.clone())]
            }
            Self::PersonalAccessToken(token, workspace)
            | Self::ConsoleSession(token, workspace) => {
                vec![bearer(token), ("seam-workspace", workspace.0.clone())]
            }
        }
    }
}

/// Whether a header's value can be sent: no control characters, nothing beyond Latin-1.
#[must_use]
pub fn is_header_value(value: &str) -> bool {
    value.chars().all(|char| {
        char == '\t' || (' '..='~').contains(&char) || ('\u{80}'..='\u{ff}').contains(&char)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(options: &[(&str, &str)]) -> Result<Auth, Box<Failure>> {
        Auth::read(|name| {
            let found = options.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn one(kind: &str, token: &str, workspace: Option<&str>) -> Result<Auth, Box<Failure>> {
        let workspace = workspace.map(|id| ("workspaceId", id));
        read(&[Some((kind, token)), workspace].map(|option| option.unwrap_or(("", ""))))
    }

    #[test]
    fn headers_of_each_kind() {
        type Headers<'a> = &'a [(&'a str, &'a str)];
        let rows: [(&str, &str, Option<&str>, Headers<'_>); 4] = [
            (
                "apiKey",
                "seam_key",
                None,
                &[("authorization", "Bearer seam_key")],
            ),
            (
                "personalAccessToken",
                "seam_at1",
                Some("w"),
                &[
                    ("authorization", "Bearer seam_at1"),
                    ("seam-workspace", "w"),
                ],
            ),
            (
                "consoleSessionToken",
                "eyJ",
                Some("w"),
                &[("authorization", "Bearer eyJ"), ("seam-workspace", "w")],
            ),
            (
                "clientSessionToken",
                "seam_cst1",
                None,
                &[
                    ("authorization", "Bearer seam_cst1"),
                    ("client-session-token", "seam_cst1"),
                ],
            ),
        ];
        for (kind, token, workspace, headers) in rows {
            let auth = one(kind, token, workspace).expect(kind);
            let sent = auth.headers();
            assert_eq!(
                sent.iter()
                    .map(|(name, value)| (*name, &**value))
                    .collect::<Vec<_>>(),
                headers,
                "{kind}"
            );
            assert!(
                auth.is_told_by(&["bad header: Bearer ", token].concat()),
                "{kind}"
            );
            assert!(
                !format!("{auth:?}").contains(token),
                "{kind} printed its token"
            );
        }
        assert_eq!(read(&[]), Ok(Auth::None));
    }

    #[test]
    fn refused() {
        for (kind, token, workspace, message) in [
            (
                "apiKey",
                "seam_at1",
                None,
                "apiKey is a personal access token: pass it as personalAccessToken, with workspaceId.",
            ),
            (
                "apiKey",
                "seam_pk1",
                None,
                "apiKey is a publishable key, which no credentials endpoint accepts.",
            ),
            (
                "apiKey",
                "seam_cst1",
                None,
                "apiKey is a client session token: pass it as clientSessionToken.",
            ),
            (
                "apiKey",
                "eyJ",
                None,
                "apiKey is a console session token: pass it as consoleSessionToken, with workspaceId.",
            ),
            (
                "apiKey",
                "secret",
                None,
                "apiKey is no Seam token of that kind.",
            ),
            (
                "apiKey",
                "seam_a\nb",
                None,
                "apiKey holds a character that no header can carry.",
            ),
            (
                "clientSessionToken",
                "seam_key",
                None,
                "clientSessionToken is an API key: pass it as apiKey.",
            ),
            (
                "personalAccessToken",
                "seam_at1",
                None,
                "workspaceId is required with personalAccessToken.",
            ),
            (
                "consoleSessionToken",
                "eyJ",
                Some(""),
                "workspaceId must be the workspace's id.",
            ),
        ] {
            let failure = one(kind, token, workspace).expect_err(message);
            assert_eq!(failure.message, message);
        }
        let two = [("apiKey", "seam_a"), ("clientSessionToken", "seam_cst")];
        assert_eq!(
            read(&two).expect_err("two").message,
            "Give either apiKey or clientSessionToken, not both."
        );
    }
}
