//! The pages of presets.

use crate::harness::browse;

#[test]
fn a_preset_has_a_page_of_its_own_whose_links_work_everywhere() {
    browse(|page| {
        page.open("s/colo/");
        assert!(page.text("#finding").contains("140 used EV packs"));
        page.click("button[aria-label='Packs: more']");
        page.wait_for("the address", "return location.search.includes('packs=')");
        let query = page.js("return location.search");
        let query = query.as_str().unwrap();
        assert!(query.starts_with("?v=1&s=colo&packs="), "{query}");
        let finding = page.text("#finding");
        // The same at the root, and after a reload of the preset's page.
        page.reload();
        page.wait_until_started();
        assert_eq!(page.text("#finding"), finding);
        page.open(query);
        assert_eq!(page.text("#finding"), finding);
        assert_eq!(
            page.js("return window.peakpackFiles.place()"),
            page.address("")
        );
    });
}

#[test]
fn the_default_scenario_has_a_link_on_a_presets_page() {
    browse(|page| {
        page.open("s/colo/?utm_source=mail");
        assert!(page.text("#finding").contains("140 used EV packs"));
        assert_eq!(
            page.js("return window.peakpackFiles.place()"),
            page.address("")
        );
        page.js("const list = document.querySelector('.presets');
             list.value = '0';
             list.dispatchEvent(new Event('change', { bubbles: true }))");
        page.wait_for("the address", "return location.search.includes('s=campus')");
        page.reload();
        page.wait_until_started();
        assert!(page.text("#finding").contains("640 used EV packs"));
        page.assert_quiet();
    });
}

#[test]
fn a_key_on_a_presets_page_changes_that_preset() {
    browse(|page| {
        page.open("s/colo/?packs=100");
        let finding = page.text("#finding");
        assert!(
            finding.contains("100 used EV packs") && finding.contains("20.0"),
            "{finding}"
        );
    });
}

#[test]
fn previews_are_told_what_is_there() {
    let dist = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    for preset in &peakpack::scenario::PRESETS {
        let folder = dist.join("s").join(preset.id);
        let text = std::fs::read_to_string(folder.join("index.html")).unwrap();
        assert!(
            text.contains(&format!("<title>{} – Peakpack</title>", preset.label)),
            "{}",
            preset.id
        );
        assert!(!text.contains("<base"));
        assert!(!text.contains("\"./page-"), "an address that leads nowhere");
        if let Ok(picture) = std::fs::read(folder.join("card.png")) {
            assert!(text.contains("property=\"og:image\" content=\"card.png\""));
            // Its size stands at a fixed place of a PNG.
            assert_eq!(picture[16..24], [0, 0, 4, 176, 0, 0, 2, 118]);
        }
    }
}
