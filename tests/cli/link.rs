//! `peakpack link`, and what `run` makes of such links.

use super::harness::{Folder, peakpack, two_months};

#[test]
fn a_link_has_its_receipt_and_shows_the_same() {
    let json = peakpack(&["link", "--link", "packs=800&b.packs=900", "--json"]).json();
    let query = json["query"].as_str().unwrap();
    assert!(query.starts_with("v=1&packs=800&b.packs=900&r="), "{query}");
    let shown = peakpack(&["run", "--link", query, "--json"]).json();
    assert_eq!(shown["peak_after_kw"], json["peak_after_kw"]);
    assert_eq!(shown["warnings"], serde_json::json!([]));
}

#[test]
fn a_model_that_says_something_else_today_is_reported() {
    let shown = peakpack(&["run", "--link", "v=1&packs=800&r=50000", "--json"]).json();
    let warning = shown["warnings"][0].as_str().unwrap();
    assert!(
        warning.starts_with("This link was made when the model said 50.0 MW"),
        "{warning}"
    );
}

#[test]
fn a_load_travels_in_the_link_to_the_last_digit() {
    let folder = Folder::new();
    let file = folder.write("meter.csv", &two_months());
    let json = peakpack(&["link", "--link", "packs=12", "--load", &file, "--json"]).json();
    let link = json["link"].as_str().unwrap();
    assert!(link.contains("#data=d1."), "{link}");
    let shown = peakpack(&["run", "--link", link, "--json"]).json();
    for key in ["peak_before_kw", "peak_after_kw", "sentence"] {
        assert_eq!(shown[key], json[key], "{key}");
    }
    // A damaged one is told, and no figure is shown.
    let damaged = peakpack(&["run", "--link", &link[..link.len() - 9], "--json"]).failed(2);
    assert!(damaged.contains("the load in the link cannot be used"));
}

#[test]
fn a_link_can_leave_the_load_out() {
    let folder = Folder::new();
    let file = folder.write("meter.csv", &two_months());
    let args = [
        "link",
        "--link",
        "packs=12",
        "--load",
        &file,
        "--without-load",
        "--json",
    ];
    let json = peakpack(&args).json();
    assert_eq!(json["fragment"], "");
    assert!(json["warnings"].to_string().contains("generated load"));
}

/// A link that has been given away with its load: every later version shows its figures, or says
/// that it does not.
#[test]
fn a_golden_link_with_a_load_keeps_its_figures() {
    let link = "?v=1&packs=4&soh=70&r=232.12_data#data=d1.1740787200.900.96.283_4.fc8fabd5.\
        bYwxCsBACARVRBYREX-R4oorUoT8_wd5UO76m2aKgfkYcADzpNHd1XXVImtkZHhM38luM1XRR0SI5CViYj1cfg";
    let shown = peakpack(&["run", "--link", link, "--json"]).json();
    assert_eq!(shown["load"], "link");
    assert_eq!(shown["peak_before_kw"], 283.4);
    assert_eq!(shown["peak_after_kw"], 232.118);
    let drifted = link.replace("232.12_data", "240_data");
    let said = |link: &str| {
        let shown = peakpack(&["run", "--link", link, "--json"]).json();
        shown["warnings"].to_string()
    };
    assert!(!said(link).contains("This link was made"));
    assert!(said(&drifted).contains("This link was made when the model said 240"));
    let lost = link.split('#').next().unwrap();
    assert!(said(lost).contains("did not arrive"), "{}", said(lost));
}
