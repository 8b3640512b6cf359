//! Excel workbooks are read as the tables they show.

use crate::workbook::{Packing, Workbook};
use peakpack::load::meter::{ReadError, ReadOptions, Reading, Stamps, Unit, read};
use proptest::prelude::*;
use std::fmt::Write as _;

/// 31 January 2025, counted from 30 December 1899.
const JAN_31: u32 = 45_688;

#[track_caller]
fn opened(book: &Workbook) -> Reading {
    match read(&book.bytes(), &ReadOptions::default()) {
        Ok(reading) => reading,
        Err(why) => panic!("{why}"),
    }
}

#[track_caller]
fn refusal(book: &Workbook) -> String {
    match read(&book.bytes(), &ReadOptions::default()) {
        Ok(reading) => panic!("{:?}", reading.report),
        Err(why) => why.to_string(),
    }
}

/// A row of inline texts.
fn titles(row: u32, titles: &[&str]) -> String {
    let cells: String = titles
        .iter()
        .map(|t| format!(r#"<c t="inlineStr"><is><t>{t}</t></is></c>"#))
        .collect();
    format!(r#"<row r="{row}">{cells}</row>"#)
}

/// Rows of a serial number in style 1 and a value, from `row` on.
fn serials(row: u32, pairs: &[(f64, f64)]) -> String {
    let mut rows = String::new();
    for (n, (serial, kw)) in (row..).zip(pairs) {
        write!(
            rows,
            r#"<row r="{n}"><c r="A{n}" s="1"><v>{serial}</v></c><c r="B{n}"><v>{kw}</v></c></row>"#
        )
        .unwrap();
    }
    rows
}

/// Quarter hours from a day's midnight on.
fn quarters(day: u32, kw: &[f64]) -> Vec<(f64, f64)> {
    let at = |i: usize| f64::from(day) + i as f64 / 96.0;
    kw.iter().enumerate().map(|(i, &kw)| (at(i), kw)).collect()
}

/// A sheet of stamps and power, which all is well with.
fn plain(kw: &[f64]) -> Workbook {
    let rows = titles(1, &["Time", "Load (kW)"]) + &serials(2, &quarters(JAN_31, kw));
    Workbook::of(&rows).styles(&[], &[0, 22])
}

#[test]
fn a_sheet_is_read_like_any_table() {
    let Reading { series, report } = opened(&plain(&[401.4, 400.0, 0.1, 1e-3]));
    assert_eq!(series.kw(), [401.4, 400.0, 0.1, 1e-3]);
    assert_eq!(
        report.sentence(),
        "4 rows · 15 min · kW · 31 Jan 2025 00:00–01:00 · 0.0–401.4 kW"
    );
    assert_eq!(report.format, "spreadsheet (.xlsx)");
    assert_eq!(report.warnings, [""; 0]);
}

#[test]
fn parts_may_be_stored_deflated_or_streamed() {
    let mut book = plain(&[1.0, 2.0, 3.0]);
    let wanted = opened(&book);
    for packing in [Packing::Stored, Packing::Streamed] {
        book.packing = packing;
        assert_eq!(opened(&book), wanted, "{packing:?}");
    }
    // A comment behind the directory.
    let mut bytes = book.bytes();
    let length = bytes.len();
    bytes[length - 2..].copy_from_slice(&5_u16.to_le_bytes());
    bytes.extend(b"PK\x05\x06!");
    assert_eq!(read(&bytes, &ReadOptions::default()), Ok(wanted));
}

#[test]
fn texts_are_shared_between_cells() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1" t="s"><v>0</v></c></row>"#;
    let book = Workbook::of(&(rows.to_owned() + &serials(2, &quarters(JAN_31, &[5.0, 6.0]))))
        .styles(&[], &[0, 14])
        .shared(&[
            r#"<r><rPr><b/></rPr><t xml:space="preserve">Netz &amp; </t></r><r><t>&quot;Haus&#10;1&quot;</t></r><r><t>&#xA0;[kWh]</t></r><rPh sb="0" eb="1"><t>kW</t></rPh><phoneticPr fontId="1"/>"#,
            "<t/>",
            "<t>Ende</t>",
        ]);
    let Reading { series, report } = opened(&book);
    assert_eq!(report.column, "Netz & \"Haus 1\"\u{a0}[kWh]");
    assert_eq!(report.unit, Unit::KilowattHours);
    assert_eq!(report.stamps, Stamps::End);
    assert_eq!(series.kw(), [20.0, 24.0]);

    let beyond = rows.replace("<v>2</v>", "<v>3</v>");
    assert!(refusal(&book.sheet("sheet1", &beyond)).contains(".xlsx file that is damaged"));
}

#[test]
fn stamps_of_every_format_are_dates() {
    let wanted = opened(&plain(&[1.0, 2.0, 3.0]));
    for code in [
        "dd\\.mm\\.yyyy\\ hh:mm",
        "yyyy\\-mm\\-dd\\ hh:mm:ss;@",
        "[$-409]m/d/yy\\ h:mm\\ AM/PM;@",
        "d/m",
        "&quot;am &quot;d. mmmm yyyy",
    ] {
        let book = plain(&[1.0, 2.0, 3.0]).styles(&["0.00", code], &[0, 165]);
        assert_eq!(opened(&book), wanted, "{code}");
    }
    for builtin in [14, 17, 22, 27, 36, 50, 58] {
        let book = plain(&[1.0, 2.0, 3.0]).styles(&[], &[0, builtin]);
        assert_eq!(opened(&book), wanted, "{builtin}");
    }
}

#[test]
fn numbers_of_other_formats_stay_numbers() {
    // The serial numbers of stamps and kilowatts look alike.
    let kw = [45_688.25, 45_689.5, 45_690.0];
    for code in [
        "General",
        "0.00E+00",
        "#,##0.0\\ \\h",
        "0.0&quot; kWh/day&quot;",
        "[Red]0;[Blue]\\-0",
        "0_d",
    ] {
        let rows = titles(1, &["Time", "Load (kW)"])
            + &serials(2, &quarters(JAN_31, &kw)).replace("<c r=\"B", "<c s=\"2\" r=\"B");
        let book = Workbook::of(&rows).styles(&[code], &[0, 22, 164]);
        assert_eq!(opened(&book).series.kw(), kw, "{code}");
    }
}

#[test]
fn a_point_is_never_taken_for_a_mark_between_thousands() {
    // Beside dotted dates that are texts, 1.234 would be doubtful in a CSV file.
    let rows: String = (0..4)
        .map(|i| {
            format!(
                r#"<row><c t="str"><f>TEXT(A1)</f><v>31.01.2025 00:{:02}</v></c><c><v>1.23{i}</v></c></row>"#,
                i * 15
            )
        })
        .collect();
    let Reading { series, report } =
        opened(&Workbook::of(&(titles(1, &["Zeit", "Last (kW)"]) + &rows)));
    assert_eq!(series.kw(), [1.23, 1.231, 1.232, 1.233]);
    assert_eq!(report.warnings, [""; 0]);
}

#[test]
fn days_may_be_counted_from_1904() {
    let rows = titles(1, &["Time", "kW"]) + &serials(2, &quarters(JAN_31 - 1462, &[1.0, 2.0]));
    let book = Workbook::of(&rows).styles(&[], &[0, 22]);
    let sheet = [("Load", "", "worksheet", "rId1", "worksheets/sheet1.xml")];
    let from_1904 = book.clone().sheets(r#"date1904="1""#, &sheet);
    assert_eq!(opened(&from_1904).report.start, "2025-01-31T00:00:00");
    let from_1900 = book.sheets(r#"date1904="0""#, &sheet);
    assert_eq!(opened(&from_1900).report.start, "2021-01-30T00:00:00");
}

#[test]
fn date_and_time_may_stand_in_columns_of_their_own() {
    let mut rows = titles(1, &["Datum", "bis", "kWh"]);
    for i in 1..=192_u32 {
        let day = JAN_31 + (i - 1) / 96;
        // The last quarter of an hour ends at 1, which a sheet shows as 24:00.
        let time = f64::from((i - 1) % 96 + 1) / 96.0;
        write!(
            rows,
            r#"<row><c s="1"><v>{day}</v></c><c s="2"><v>{time:E}</v></c><c><v>{i}</v></c></row>"#
        )
        .unwrap();
    }
    for (date, time) in [(14, 20), (14, 46), (164, 165)] {
        let book = Workbook::of(&rows).styles(&["DD.MM.YYYY", "[HH]:MM"], &[0, date, time]);
        let Reading { series, report } = opened(&book);
        assert_eq!(report.start, "2025-01-31T00:00:00");
        assert_eq!(report.end, "2025-02-02T00:00:00");
        assert_eq!(
            (series.len(), series.kw()[0], report.stamps),
            (192, 4.0, Stamps::End)
        );
    }
}

#[test]
fn times_that_a_program_has_rounded_are_on_the_minute() {
    // Seven decimals, 4 ms off.
    let rows: String = (0..40)
        .map(|i| {
            let serial = f64::from(JAN_31) + f64::from(i) / 1440.0;
            format!(r#"<row><c s="1"><v>{serial:.7}</v></c><c><v>5</v></c></row>"#)
        })
        .collect();
    let book = Workbook::of(&(titles(1, &["Time", "kW"]) + &rows)).styles(&[], &[0, 22]);
    let report = opened(&book).report;
    assert_eq!((report.rows, report.step_s()), (40, 60.0));
}

#[test]
fn fractions_of_a_second_are_kept() {
    let pairs: Vec<(f64, f64)> = (0..8)
        .map(|i| (f64::from(JAN_31) + f64::from(i) / 345_600.0, f64::from(i)))
        .collect();
    let rows = titles(1, &["Time", "kW"]) + &serials(2, &pairs);
    let book = Workbook::of(&rows).styles(&["hh:mm:ss.000"], &[0, 164]);
    assert_eq!(opened(&book).report.step_s(), 0.25);
}

#[test]
fn iso_dates_are_taken_as_they_are() {
    let rows = r#"<row><c t="d"><v>2025-01-31T00:00:00</v></c><c t="n"><v>1</v></c></row>
        <row><c t="d"><v>2025-01-31T01:00:00</v></c><c t="n"><v>2</v></c></row>"#;
    let book = Workbook::of(&(titles(1, &["Time", "kW"]) + rows));
    assert_eq!(opened(&book).report.start, "2025-01-31T00:00:00");
}

#[test]
fn the_first_sheet_that_is_seen_is_read() {
    let sheets = [
        ("Chart", "", "chartsheet", "rId9", "chartsheets/sheet1.xml"),
        (
            "Old",
            "state=\"hidden\"",
            "worksheet",
            "rId1",
            "worksheets/sheet1.xml",
        ),
        (
            "Older",
            "state=\"veryHidden\"",
            "worksheet",
            "rId2",
            "worksheets/sheet1.xml",
        ),
        (
            "Load",
            "state=\"visible\"",
            "worksheet",
            "rId3",
            "/xl/worksheets/other.xml",
        ),
        ("Last", "", "worksheet", "rId4", "worksheets/sheet1.xml"),
    ];
    let rows = titles(1, &["Time", "kW"]) + &serials(2, &quarters(JAN_31, &[7.0, 8.0, 9.0]));
    let book = plain(&[1.0, 2.0]).sheets("", &sheets).sheet("other", &rows);
    assert_eq!(opened(&book).series.kw(), [7.0, 8.0, 9.0]);
    // Without links the first part is the first sheet.
    let unlinked = plain(&[1.0, 2.0]).without("xl/_rels/workbook.xml.rels");
    assert_eq!(opened(&unlinked).series.kw(), [1.0, 2.0]);
}

#[test]
fn names_and_prefixes_of_other_writers_are_understood() {
    let book = plain(&[1.0, 2.0]);
    let sheet = r#"<x:worksheet xmlns:x="m"><x:sheetData>
        <x:row r="1"><x:c r="A1" t="str"><x:v>Time</x:v></x:c><x:c r="B1" t="str"><x:v>kW</x:v></x:c></x:row>
        <x:row r="2"><x:c r="A2" s="1"><x:v>45688</x:v></x:c><x:c r="B2"><x:v>1</x:v></x:c></x:row>
        <x:row r="3"><x:c r="A3" s="1"><x:v>45688.03125</x:v></x:c><x:c r="B3"><x:v>2</x:v></x:c></x:row>
        </x:sheetData></x:worksheet>"#;
    let book = book
        .without("xl/worksheets/sheet1.xml")
        .with("xl\\worksheets\\Sheet1.xml", sheet);
    let Reading { series, report } = opened(&book);
    assert_eq!((series.kw(), report.step_s()), (&[1.0, 2.0][..], 2700.0));
}

#[test]
fn cells_and_rows_may_be_left_out() {
    // Titles in row 3, the load in column D, one row without a value and one not there at all.
    let mut rows = r#"<row r="3"><c r="B3" t="inlineStr"><is><t>Time</t></is></c><c r="D3" t="inlineStr"><is><t>Load (kW)</t></is></c></row>"#.to_owned();
    for (n, quarter) in [(4, 0), (5, 1), (7, 2), (8, 4), (12, 5), (13, 6)] {
        let serial = f64::from(JAN_31) + f64::from(quarter) / 96.0;
        let value = if n == 5 { "" } else { "<v>10</v>" };
        write!(
            rows,
            r#"<row r="{n}" spans="2:4"><c r="B{n}" s="1"><v>{serial}</v></c><c r="C{n}" s="1"/><c r="D{n}">{value}</c></row>"#
        )
        .unwrap();
    }
    let book = Workbook::of(&rows).styles(&[], &[0, 22]);
    let report = opened(&book).report;
    assert_eq!((report.rows, report.gaps_filled), (7, 2));
    assert_eq!(report.column, "Load (kW)");

    let bad = rows.replace(
        r#"<c r="D12"><v>10</v></c>"#,
        r#"<c r="D12" t="str"><v>ten</v></c>"#,
    );
    assert_eq!(
        refusal(&book.sheet("sheet1", &bad)),
        "Row 12, column “Load (kW)”: “ten” is not a number. Correct the cell, or empty it to have it treated as a gap."
    );
}

#[test]
fn formulas_truths_and_errors_are_values() {
    let rows = titles(1, &["Time", "kW", "ok"])
        + r#"<row r="2"><c r="A2" s="1"><f>A1+1/24</f><v>45688</v></c><c r="B2"><f t="shared" si="0">C2*4</f><v>4</v></c><c r="C2" t="b"><v>1</v></c></row>
        <row r="3"><c r="A3" s="1"><f>A2+1/24</f><v>45688.041666666664</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C3" t="b"><v>0</v></c></row>
        <row r="4"><c r="A4" s="1"><f>A3+1/24</f><v>45688.083333333328</v></c><c r="B4"><v>6</v></c><c r="C4" t="str"><f>""</f><v></v></c></row>"#;
    let Reading { series, report } = opened(&Workbook::of(&rows).styles(&[], &[0, 22]));
    assert_eq!(series.kw(), [4.0, 5.0, 6.0]);
    assert_eq!(report.gaps_filled, 1);
}

#[test]
fn tabs_breaks_and_quotes_stay_in_their_cell() {
    let mut rows = titles(1, &["&quot;Time", "a&#9;b&#10;kW &quot;net&quot;", "note"]);
    for i in 0..3 {
        write!(
            rows,
            "<row><c s=\"1\"><v>{}</v></c><c><v>{i}</v></c><c t=\"inlineStr\"><is><t>\"open\n\r\n\tnote</t></is></c></row>",
            f64::from(JAN_31) + f64::from(i) / 24.0
        )
        .unwrap();
    }
    let Reading { series, report } = opened(&Workbook::of(&rows).styles(&[], &[0, 22]));
    assert_eq!(series.kw(), [0.0, 1.0, 2.0]);
    assert_eq!(report.column, "a b kW \"net\"");
}

#[test]
fn a_sheet_without_a_load_is_named() {
    let front = "Move the sheet with the load to the front, or save that sheet as CSV and read it.";
    for rows in ["", r#"<row r="7"><c r="B7" s="1"/></row>"#] {
        assert_eq!(
            refusal(&Workbook::of(rows)),
            format!("This is a workbook whose first sheet is empty, not a load. {front}")
        );
    }
    assert_eq!(
        refusal(&Workbook::of(&titles(1, &["About this file"]))),
        format!(
            "This is a workbook whose first sheet has no table of times and power, not a load. {front}"
        )
    );
    let blank = titles(1, &["Time", "kW"])
        + r#"<row><c s="1"><v>45688</v></c></row><row><c s="1"><v>45688.5</v></c></row>"#;
    assert!(
        refusal(&Workbook::of(&blank).styles(&[], &[0, 22]))
            .starts_with("The file has no row with a time and a value.")
    );
}

#[test]
fn a_sheet_as_long_as_sheets_can_be() {
    let rows = titles(1, &["Time", "kW"])
        + &serials(2, &quarters(JAN_31, &[1.0, 2.0]))
        + r#"<row r="1048576"><c r="XFD1048576" t="str"><v>end</v></c></row>"#;
    let book = Workbook::of(&rows).styles(&[], &[0, 22]);
    assert_eq!(opened(&book).series.kw(), [1.0, 2.0]);
    for wrong in [
        r#"<row r="1048577"/>"#,
        r#"<row r="0"/>"#,
        r#"<row r="-1"/>"#,
        r#"<row r="99999999999999999999"/>"#,
        r#"<row r="2"/><row r="2"/>"#,
        r#"<row><c r="XFE1"><v>1</v></c></row>"#,
        r#"<row><c r="AAAAAAAAAAAAAAAAAAAAAA1"><v>1</v></c></row>"#,
        r#"<row><c r="1"><v>1</v></c></row>"#,
        r#"<row><c r="B1"/><c r="A1"/></row>"#,
        r#"<row><c s="-1"><v>1</v></c></row>"#,
        r#"<row><c t="s"><v>0</v></c></row>"#,
        r#"<c><v>1</v></c>"#,
        "<row></c></row>",
        "<row",
    ] {
        let why = refusal(&Workbook::of(wrong));
        assert_eq!(
            why,
            "This is an .xlsx file that is damaged, not a load. Save the sheet with the load as CSV and read that.",
            "{wrong}"
        );
    }
}

#[test]
fn a_workbook_whose_sheet_is_not_there_is_refused() {
    let book = plain(&[1.0, 2.0]).without("xl/worksheets/sheet1.xml");
    assert!(refusal(&book).contains("not a load."));
}

#[test]
fn archives_that_are_no_workbook_are_named() {
    let archive = Workbook::of("").without("xl/workbook.xml");
    assert!(refusal(&archive).starts_with("This is a ZIP archive, not a load. Unpack it"));
    let binary = archive.with("xl/workbook.bin", "");
    assert!(refusal(&binary).starts_with("This is a binary Excel sheet (.xlsb), not a load."));
    let mut ods = vec![0; 30];
    ods[..4].copy_from_slice(b"PK\x03\x04");
    ods.extend(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK");
    assert_eq!(
        read(&ods, &ReadOptions::default()).unwrap_err().to_string(),
        "This is an OpenDocument sheet, not a load. Save the sheet with the load as .xlsx or CSV and read that."
    );
}

/// A file with the directory entry of the sheet changed at an offset.
fn with_entry(book: &Workbook, offset: usize, value: &[u8]) -> Result<Reading, ReadError> {
    let mut bytes = book.bytes();
    let name = b"xl/worksheets/sheet1.xml";
    let at = bytes.windows(name.len()).rposition(|w| w == name).unwrap() - 46 + offset;
    bytes[at..at + value.len()].copy_from_slice(value);
    read(&bytes, &ReadOptions::default())
}

#[test]
fn lengths_in_the_directory_are_not_believed() {
    let book = plain(&[1.0, 2.0, 3.0]);
    let why = |offset, value: &[u8]| with_entry(&book, offset, value).unwrap_err().to_string();
    // A bomb: the sheet would have 600 MB; or a few bytes less or more than it has.
    let large = (600_u32 << 20).to_le_bytes();
    assert!(why(24, &large).starts_with("The sheet has 600 MB; at most 512 MB"));
    for length in [0_u32, 1, 200, 1 << 20, 500 << 20] {
        assert!(
            why(24, &length.to_le_bytes()).contains("damaged"),
            "{length}"
        );
    }
    for packed in [0_u32, 1, 200, 1 << 20, 0xFFFF_FFFE] {
        assert!(
            why(20, &packed.to_le_bytes()).contains("damaged"),
            "{packed}"
        );
    }
    for header in [1_u32, 1 << 20, 0xFFFF_FFFE] {
        assert!(
            why(42, &header.to_le_bytes()).contains("damaged"),
            "{header}"
        );
    }
    assert!(why(16, &[0; 4]).contains("damaged"));
    assert!(why(20, &[0xFF; 4]).contains("packed in an unusual way"));
    assert!(why(10, &[9, 0]).contains("packed in an unusual way"));
    assert!(why(8, &[1, 0]).contains("a spreadsheet with a password"));
}

#[test]
fn what_unpacks_to_more_than_it_says_is_stopped() {
    // 64 MB of zeros, said to be one kilobyte.
    let zeros = "0".repeat(64 << 20);
    let book = Workbook::of(&zeros);
    let why = with_entry(&book, 24, &1024_u32.to_le_bytes()).unwrap_err();
    assert!(why.to_string().contains("damaged"));
}

#[test]
fn texts_shared_too_often_do_not_fill_the_memory() {
    let long = format!("<t>{}</t>", "x".repeat(1 << 20));
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(600);
    let book = Workbook::of(&format!("<row>{cells}</row>")).shared(&[&long]);
    assert!(refusal(&book).starts_with("The sheet holds too much text."));
}

#[test]
fn a_file_cut_off_anywhere_is_refused() {
    for packing in [Packing::Stored, Packing::Deflated, Packing::Streamed] {
        let mut book = plain(&[1.0, 2.0, 3.0]).shared(&["<t>a</t>"]);
        book.packing = packing;
        let bytes = book.bytes();
        for length in 0..bytes.len() {
            let cut = bytes.get(..length).unwrap();
            let why = read(cut, &ReadOptions::default()).unwrap_err();
            if length >= 4 {
                assert_eq!(
                    why.to_string(),
                    "This is a spreadsheet or a ZIP archive that is damaged or cut off, not a load. Download it again."
                );
            }
        }
    }
}

/// A workbook whose cells need every part.
fn rich() -> Workbook {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#
        .to_owned()
        + &serials(2, &quarters(JAN_31, &[401.25, 400.0, 0.1, 12.0]));
    Workbook::of(&rows)
        .styles(&["dd\\.mm\\.yyyy hh:mm"], &[0, 164])
        .shared(&["<t>Time</t>", "<t>Load (kW)</t>"])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn a_changed_byte_is_noticed_or_does_not_matter(
        at in any::<prop::sample::Index>(),
        bit in 0..8_u32,
        packing in prop::sample::select(vec![Packing::Stored, Packing::Deflated, Packing::Streamed]),
    ) {
        let mut book = rich();
        book.packing = packing;
        let mut bytes = book.bytes();
        let wanted = read(&bytes, &ReadOptions::default()).unwrap();
        let i = at.index(bytes.len());
        bytes[i] ^= 1 << bit;
        if let Ok(found) = read(&bytes, &ReadOptions::default()) {
            prop_assert_eq!(found.series, wanted.series);
        }
    }

    #[test]
    fn damage_never_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        within in any::<bool>(),
    ) {
        let book = rich();
        let mut bytes = book.bytes();
        // Only the directory, whose every number is a place or a length, or anything.
        let from = if within { 0 } else { bytes.len() - 480 };
        for (at, byte) in changes {
            let i = from + at.index(bytes.len() - from);
            bytes[i] = byte;
        }
        let _ = read(&bytes, &ReadOptions::default());
    }

    #[test]
    fn sheets_of_any_text_never_panic(rows in "(<row( r=\"[0-9]{1,4}\")?>(<c( r=\"[A-Z]{1,2}[0-9]\")?( s=\"[0-3]\")?( t=\"(s|b|e|d|str|inlineStr)\")?>(<v>[0-9.E\\-]{0,8}|<is><t>.{0,4})?){0,3}(</v>|</t></is>)?(</c>)?(</row>)?){0,4}") {
        let book = Workbook::of(&rows).styles(&[], &[0, 22, 14, 20]).shared(&["<t>a</t>"]);
        let _ = read(&book.bytes(), &ReadOptions::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_load_is_read_back_to_the_last_bit(
        kw in prop::collection::vec(0.0..1e5_f64, 4..300),
        day in 40_000..47_000_u32,
        packing in prop::sample::select(vec![Packing::Stored, Packing::Deflated, Packing::Streamed]),
    ) {
        let rows = titles(1, &["Time", "Load (kW)"]) + &serials(2, &quarters(day, &kw));
        let mut book = Workbook::of(&rows).styles(&[], &[0, 22]);
        book.packing = packing;
        let reading = read(&book.bytes(), &ReadOptions::default()).unwrap();
        prop_assert_eq!(reading.report.rows, kw.len());
        prop_assert_eq!(reading.report.gaps_filled, 0);
        let bits = |kw: &[f64]| kw.iter().map(|v| v.to_bits()).collect::<Vec<_>>();
        prop_assert_eq!(bits(reading.series.kw()), bits(&kw));
    }
}
