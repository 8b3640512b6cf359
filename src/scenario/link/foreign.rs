//! Keys that others hang on links: counters of visits, embedding scripts.

const PREFIXES: [&str; 3] = ["utm_", "mc_", "amp_"];

const NAMES: [&str; 25] = [
    "fbclid",
    "gclid",
    "gbraid",
    "wbraid",
    "gad_source",
    "dclid",
    "msclkid",
    "srsltid",
    "_gl",
    "_ga",
    "igshid",
    "ttclid",
    "twclid",
    "li_fat_id",
    "yclid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "ref",
    "_",
    "referrer",
    // What pym tells the page inside its frame.
    "initialWidth",
    "childId",
    "parentTitle",
    "parentUrl",
];

/// Whether a key is none of ours and nothing to warn about.
pub(super) fn is_foreign(key: &str) -> bool {
    let begins = |prefix: &&str| {
        key.get(..prefix.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    PREFIXES.iter().any(begins) || NAMES.iter().any(|name| name.eq_ignore_ascii_case(key))
}

#[cfg(test)]
mod tests {
    use super::super::{DISPLAY_KEYS, LINK_VERSION};
    use super::{NAMES, PREFIXES};

    /// The document decides before the program runs whether a link may mean another scenario.
    #[test]
    fn the_document_knows_the_same_harmless_keys() {
        let document = include_str!("../../../index.html");
        let (_, rest) = document.split_once("const harmless = /^(").unwrap();
        let (list, _) = rest.split_once(")?$/i;").unwrap();
        let mut said: Vec<&str> = list.split(['|', '(', ')']).collect();
        said.retain(|name| !name.is_empty() && !name.contains(['.', '[']) && *name != "?");
        let version = format!("v={LINK_VERSION}");
        let prefixes = PREFIXES.map(|prefix| prefix.trim_end_matches('_'));
        let mut known = vec![version.as_str()];
        known.extend(DISPLAY_KEYS);
        known.extend(NAMES);
        known.extend(prefixes);
        assert_eq!(said, known);
    }
}
