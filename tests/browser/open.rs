//! The page opens.

use crate::harness::browse;

#[test]
fn the_page_mounts() {
    browse(|page| {
        page.open("");
        assert!(page.text("body").contains("Peakpack"));
        page.assert_quiet();
    });
}
