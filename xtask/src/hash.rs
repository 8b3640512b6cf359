//! Names after what is in a file, and what a content security policy knows a script by.

use sha2::{Digest, Sha256};

/// Sixteen hexadecimal digits that stand for these bytes.
pub fn short(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_is_the_beginning_of_the_known_digest() {
        assert_eq!(super::short(b"abc"), "ba7816bf8f01cfea");
    }
}
