//! What becomes of the packs: the years on the page.

use crate::harness::{Page, browse};

fn figure(page: &Page) -> String {
    page.text(".figure:nth-child(4)")
}

/// What a chart of the years is called where it cannot be seen.
fn chart(page: &Page, place: usize) -> String {
    let names = "return document.querySelectorAll('.life canvas')[arguments[0]].ariaLabel";
    let name = page.js_with(names, &serde_json::json!([place]));
    name.as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_years_are_found_out_after_the_page_has_opened() {
    browse(|page| {
        page.open("?v=1&temp=35");
        page.years();
        assert!(figure(page).contains("Packs last"), "{}", figure(page));
        assert!(figure(page).contains("until 55 %"), "{}", figure(page));
        assert!(chart(page, 0).starts_with("Mean state of health by year: 78 % now"));
        assert!(chart(page, 1).contains("In 80 % of 200 draws"));
        let said = page.text(".years h2");
        assert!(said.starts_with("The packs cut 9.1 MW now and"), "{said}");
        assert!(said.contains("after five years"), "{said}");
        assert!(
            page.text(".years .note")
                .contains("64 packs fail, the peak is")
        );
        page.click(".years .data summary");
        page.wait_for(
            "the table",
            "return document.querySelectorAll('.years tbody tr').length === 16",
        );
        page.assert_quiet();
    });
}

#[test]
fn the_health_slider_says_what_is_left_and_moves_the_years() {
    browse(|page| {
        page.open("");
        page.years();
        let left = || page.text("#soh-left");
        assert_eq!(left(), "78 % of 47.4 MWh when new: 36.9 MWh left");
        let before = chart(page, 1);
        page.replace("#soh-field", "70\t");
        page.wait_for(
            "other years",
            "return document.querySelector('.life canvas').ariaLabel.includes('70 % now')",
        );
        page.years();
        assert_eq!(left(), "70 % of 47.4 MWh when new: 33.2 MWh left");
        assert_ne!(chart(page, 1), before);
    });
}

#[test]
fn what_cannot_be_planned_says_why_and_loses_nothing() {
    browse(|page| {
        page.open("?v=1&eol=80");
        page.wait_for(
            "the reason",
            "return document.querySelector('.years .message').innerText.includes('choose a lower end')",
        );
        assert!(
            figure(page).contains("choose a lower end"),
            "{}",
            figure(page)
        );
        assert!(page.text("#finding").contains("90.9 MW"));
        page.replace("#soh-field", "90\t");
        page.years();
        assert!(figure(page).contains("until 80 %"), "{}", figure(page));
        page.assert_quiet();
    });
}

#[test]
fn beyond_what_a_model_was_fitted_to_the_page_says_so() {
    browse(|page| {
        page.open("?v=1&cell=leaf&temp=45");
        page.years();
        assert!(figure(page).contains("extrapolated"), "{}", figure(page));
        let why = page.text(".years ul");
        assert!(why.contains("temperature 45 °C is 15 °C above"), "{why}");
    });
}

#[test]
fn no_packs_have_no_years() {
    browse(|page| {
        page.open("?v=1&packs=0");
        page.years();
        assert_eq!(page.text(".years h2"), "There are no packs to fade.");
        page.assert_quiet();
    });
}

#[test]
fn unequal_packs_say_how_far_off_they_can_be() {
    browse(|page| {
        page.open("?v=1&spread=5");
        page.wait_for(
            "the bound",
            "return document.querySelector('.reason p').innerText.includes('another use of them could take off')",
        );
        page.years();
        assert!(chart(page, 0).contains("The worst pack then has"));
        page.assert_quiet();
    });
}

#[test]
fn inputs_that_change_nothing_are_out_of_the_way() {
    browse(|page| {
        page.open("");
        page.click(".panels .panel:nth-of-type(3) summary");
        page.wait_for("the inputs", "return document.querySelector('#cell')");
        let hidden = |id: &str| {
            page.js_with(
                "return document.getElementById(arguments[0]).closest('.control').hidden",
                &serde_json::json!([id]),
            )
        };
        assert_eq!(hidden("fade"), true);
        page.js("const list = document.querySelector('#cell');
             list.value = 6;
             list.dispatchEvent(new Event('change', { bubbles: true }))");
        page.settle();
        assert_eq!((hidden("fade"), hidden("kf")), (false.into(), true.into()));
        page.years();
        assert!(chart(page, 0).contains("by year"));
    });
}
