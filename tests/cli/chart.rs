//! `peakpack chart`.

use super::harness::{Folder, peakpack, peakpack_reading, two_months};

#[test]
fn every_view_is_drawn() {
    let folder = Folder::new();
    for view in ["grid", "soc", "duration", "health", "cut"] {
        let path = folder.file(&format!("{view}.svg"));
        let said = peakpack(&[
            "chart",
            "--link",
            "packs=800",
            "--view",
            view,
            "--out",
            &path,
        ])
        .ok();
        assert!(said.starts_with(&format!("{path}: ")), "{said}");
        let svg = std::fs::read_to_string(&path).unwrap();
        assert!(
            svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"),
            "{view}"
        );
        assert!(svg.contains("width=\"800\" height=\"330\""), "{view}");
    }
}

#[test]
fn span_theme_and_size_change_the_picture() {
    let draw = |more: &[&str]| {
        let args = ["chart", "--view", "grid", "--out", "-"];
        peakpack(&[&args[..], more].concat()).ok()
    };
    let day = draw(&[]);
    assert_eq!(
        day,
        draw(&["--span", "day", "--theme", "light", "--size", "800x330"])
    );
    for other in [
        &["--span", "week"][..],
        &["--span", "year"],
        &["--theme", "dark"],
    ] {
        assert_ne!(day, draw(other), "{other:?}");
    }
    assert!(draw(&["--size", "640x360"]).contains("width=\"640\" height=\"360\""));
}

#[test]
fn a_file_is_drawn_and_warnings_stay_out_of_the_picture() {
    let args = [
        "chart",
        "--load",
        "-",
        "--link",
        "packs=1&colour=red",
        "--view",
        "soc",
        "--out",
        "-",
    ];
    let said = peakpack_reading(&args, two_months().as_bytes());
    assert_eq!(said.code, 0);
    assert!(said.out.starts_with("<svg "));
    assert!(
        said.err.contains("warning: colour=red ignored (unknown)"),
        "{}",
        said.err
    );
}

#[test]
fn a_picture_that_cannot_be_written_or_drawn_is_refused() {
    let args = ["chart", "--view", "grid", "--out", "no/such/folder/a.svg"];
    let said = peakpack(&args).failed(1);
    assert!(
        said.contains("no/such/folder/a.svg cannot be written"),
        "{said}"
    );
    let said = peakpack(&["chart", "--view", "grid", "--out", "-", "--size", "5x5"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("80x60"), "{}", said.err);
}
