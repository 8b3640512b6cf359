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
