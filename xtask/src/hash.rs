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

/// How a content security policy names a script inside a document.
pub fn for_policy(script: &[u8]) -> String {
    format!("sha256-{}", base64(&Sha256::digest(script)))
}

/// Bytes as text: six bits a letter.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize];
            text.push(if place > three.len() {
                '='
            } else {
                char::from(letter)
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_become_the_known_text() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(super::base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn a_name_is_the_beginning_of_the_known_digest() {
        assert_eq!(super::short(b"abc"), "ba7816bf8f01cfea");
    }
}
