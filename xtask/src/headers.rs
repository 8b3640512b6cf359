//! The headers a host should send, for hosts that read them from a file.
//!
//! docs/hosting.md says why each of them, and how other hosts are told.

use crate::dist;
use crate::hash;
use crate::process::Result;
use crate::project;
use std::path::Path;

/// Where files for other hosts are written; nothing that is deployed.
pub const OTHERS: &str = "target/hosting";

/// Where the page will stand.
#[derive(Debug, Default, PartialEq)]
pub struct Origin {
    /// `https://example.org`; empty while it is not known.
    host: String,
    /// `/` or `/path/`.
    path: String,
}

impl Origin {
    /// Reads `https://HOST` or `https://HOST/PATH`; nothing is a host that is not known.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || format!("--origin takes https://HOST or https://HOST/PATH, not `{text}`");
        if text.is_empty() {
            return Ok(Self {
                host: String::new(),
                path: "/".to_owned(),
            });
        }
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let plain = |text: &str, more: &str| {
            text.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || more.contains(letter))
        };
        let known = scheme == "https" || scheme == "http";
        if !known || host.is_empty() || !plain(host, ".-:") || !plain(path, "./-_~") {
            return Err(wrong());
        }
        let path = path.trim_matches('/');
        let slash = if path.is_empty() { "" } else { "/" };
        Ok(Self {
            host: format!("{scheme}://{host}"),
            path: format!("/{path}{slash}"),
        })
    }

    /// `https://HOST/PATH/`, or empty.
    pub fn folder(&self) -> String {
        match self.host.as_str() {
            "" => String::new(),
            host => format!("{host}{}", self.path),
        }
    }
}

/// What every file is sent with.
fn for_all(policy: &str) -> [(&'static str, String); 4] {
    [
        ("Content-Security-Policy", policy.to_owned()),
        ("Access-Control-Allow-Origin", "*".to_owned()),
        ("Cross-Origin-Resource-Policy", "cross-origin".to_owned()),
        ("Cross-Origin-Embedder-Policy", "require-corp".to_owned()),
    ]
}

/// For files whose names follow what is in them.
const FOR_EVER: (&str, &str) = ("Cache-Control", "public, max-age=31536000, immutable");

/// Writes `dist/_headers`, and the same for other hosts.
pub fn write(dist: &Path, origin: &Origin) -> Result {
    let document = project::read(&dist.join("index.html"))?;
    let policy = policy(&String::from_utf8_lossy(&document), origin)?;
    let headers = for_all(&policy);
    let mut hashed = vec![format!("{}page-*", origin.path)];
    for release in dist::releases(dist)? {
        hashed.push(format!("{}release/{release}/page-*", origin.path));
    }
    project::write(
        &dist.join("_headers"),
        listed(&headers, &hashed, origin).as_bytes(),
    )?;
    let others = Path::new(OTHERS);
    let files = [
        ("nginx.conf", nginx(&headers, origin)),
        ("Caddyfile", caddy(&headers, origin)),
        ("htaccess", apache(&headers)),
    ];
    for (name, text) in files {
        project::write(&others.join(name), text.as_bytes())?;
    }
    Ok(())
}

/// The policy of a built document: nothing but its own files, and no script inside it but the one
/// that never changes. The host is named because `'self'` is nobody in a sandboxed frame.
fn policy(document: &str, origin: &Origin) -> Result<String> {
    let script = document
        .split_once("<script>")
        .and_then(|(_, rest)| rest.split_once("</script>"))
        .map(|(script, _)| script)
        .ok_or("the built document has no script inside it")?;
    let script = hash::for_policy(script.as_bytes());
    let host = match origin.host.as_str() {
        "" => String::new(),
        host => format!(" {host}"),
    };
    Ok([
        "default-src 'none'".to_owned(),
        format!("script-src 'self'{host} 'wasm-unsafe-eval' '{script}'"),
        format!("style-src 'self'{host} 'unsafe-inline'"),
        format!("img-src 'self'{host} data: blob:"),
        format!("connect-src 'self'{host}"),
        "frame-src 'self'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'none'".to_owned(),
    ]
    .join("; "))
}

/// For Netlify and Cloudflare Pages.
fn listed(headers: &[(&str, String)], hashed: &[String], origin: &Origin) -> String {
    let mut text = format!("{}*\n", origin.path);
    for (name, value) in headers {
        text += &format!("  {name}: {value}\n");
    }
    for path in hashed {
        text += &format!("{path}\n  {}: {}\n", FOR_EVER.0, FOR_EVER.1);
    }
    text
}

fn nginx(headers: &[(&str, String)], origin: &Origin) -> String {
    let lines: String = headers
        .iter()
        .map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n"))
        .collect();
    format!(
        "# nginx, inside a server block. A location with headers of its own inherits none.\n\
         location {path} {{\n{lines}}}\n\
         location ~ ^{path}(release/[^/]+/)?page-[0-9a-f]+ {{\n{lines}    add_header {} \"{}\" always;\n}}\n",
        FOR_EVER.0,
        FOR_EVER.1,
        path = origin.path
    )
}

fn caddy(headers: &[(&str, String)], origin: &Origin) -> String {
    let lines: String = headers
        .iter()
        .map(|(name, value)| format!("    {name} \"{value}\"\n"))
        .collect();
    format!(
        "# Caddy 2, inside a site block, beside file_server. Some versions do not pack .wasm unasked.\n\
         encode zstd gzip {{\n    match {{\n        header Content-Type text/*\n        \
         header Content-Type application/wasm*\n    }}\n}}\n\
         header {path}* {{\n{lines}}}\n\
         @hashed path_regexp ^{path}(release/[^/]+/)?page-[0-9a-f]+\n\
         header @hashed {} \"{}\"\n",
        FOR_EVER.0,
        FOR_EVER.1,
        path = origin.path
    )
}

fn apache(headers: &[(&str, String)]) -> String {
    let lines: String = headers
        .iter()
        .map(|(name, value)| format!("Header always set {name} \"{value}\"\n"))
        .collect();
    format!(
        "# Apache 2.4 with mod_headers: as .htaccess in the page's folder.\n\
         AddType application/wasm .wasm\n{lines}\
         <FilesMatch \"^page-[0-9a-f]+\">\n  Header always set {} \"{}\"\n</FilesMatch>\n",
        FOR_EVER.0, FOR_EVER.1
    )
}

#[cfg(test)]
mod tests {
    use super::{Origin, for_all, listed, policy};

    #[test]
    fn an_origin_is_a_host_and_a_folder() {
        let origin = Origin::parse("https://example.org/tools/peakpack").unwrap();
        assert_eq!(origin.folder(), "https://example.org/tools/peakpack/");
        assert_eq!(
            Origin::parse("https://a.org").unwrap().folder(),
            "https://a.org/"
        );
        assert_eq!(Origin::parse("").unwrap().folder(), "");
        for wrong in [
            "example.org",
            "ftp://a.org",
            "https://",
            "https://a.org/a b",
            "https://a;b",
        ] {
            assert!(Origin::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_policy_names_the_host_and_the_one_script() {
        let origin = Origin::parse("https://example.org/path").unwrap();
        assert_eq!(
            policy("<script>abc</script><script src=x></script>", &origin).unwrap(),
            "default-src 'none'; script-src 'self' https://example.org 'wasm-unsafe-eval' \
             'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='; \
             style-src 'self' https://example.org 'unsafe-inline'; \
             img-src 'self' https://example.org data: blob:; \
             connect-src 'self' https://example.org; frame-src 'self'; base-uri 'none'; form-action 'none'"
        );
    }

    #[test]
    fn hashed_files_are_kept_for_ever() {
        let origin = Origin::parse("https://a.org/p").unwrap();
        let text = listed(&for_all("x"), &["/p/page-*".to_owned()], &origin);
        assert!(
            text.starts_with("/p/*\n  Content-Security-Policy: x\n"),
            "{text}"
        );
        assert!(
            text.ends_with("/p/page-*\n  Cache-Control: public, max-age=31536000, immutable\n")
        );
        assert!(!text.contains("X-Frame-Options"));
    }
}
