//! The CRC-32 of archives, and of loads that travel in links.

/// The CRC-32 of some bytes. Half a byte at a time: a table of 256 would be 1 kB of the page.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    let mut table = [0_u32; 16];
    for (i, slot) in (0_u32..).zip(&mut table) {
        *slot = (0..4).fold(i, |v, _| (v >> 1) ^ (0xEDB8_8320 * (v & 1)));
    }
    let step = |v: u32| (v >> 4) ^ table[(v & 15) as usize];
    !bytes
        .iter()
        .fold(u32::MAX, |v, &byte| step(step(v ^ u32::from(byte))))
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
        assert_eq!(checksum(b""), 0);
    }
}
