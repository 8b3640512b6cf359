//! Workbooks as a spreadsheet program writes them, for the tests to read.

use std::fmt::Write as _;

/// How the parts of a workbook are packed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Packing {
    /// As they are.
    Stored,
    /// Deflated.
    Deflated,
    /// Deflated, with lengths and checksum behind each part instead of in front.
    Streamed,
}

/// A workbook: the parts of its archive.
#[derive(Clone)]
pub struct Workbook {
    pub packing: Packing,
    parts: Vec<(String, String)>,
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Workbook {
    /// A workbook with one sheet that has these rows.
    pub fn of(rows: &str) -> Self {
        let book = Self {
            packing: Packing::Deflated,
            parts: Vec::new(),
        };
        book.with("[Content_Types].xml", "<Types/>")
            .sheets(
                "",
                &[("Load", "", "worksheet", "rId1", "worksheets/sheet1.xml")],
            )
            .sheet("sheet1", rows)
    }

    /// With a part of any content.
    pub fn with(mut self, name: &str, content: &str) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), content.to_owned()));
        self
    }

    /// Without a part.
    pub fn without(mut self, name: &str) -> Self {
        self.parts.retain(|(known, _)| known != name);
        self
    }

    /// With other sheets: name, further attributes, kind, link and target of each.
    pub fn sheets(self, properties: &str, sheets: &[(&str, &str, &str, &str, &str)]) -> Self {
        let (mut list, mut links) = (String::new(), String::new());
        for (i, (name, more, kind, id, target)) in sheets.iter().enumerate() {
            let n = i + 1;
            write!(
                list,
                r#"<sheet name="{name}" sheetId="{n}" {more} r:id="{id}"/>"#
            )
            .unwrap();
            // Links stand in no particular order.
            links.insert_str(
                0,
                &format!(r#"<Relationship Id="{id}" Type="{KIND}/{kind}" Target="{target}"/>"#),
            );
        }
        let workbook = format!(
            "{HEAD}<workbook {MAIN}><workbookPr {properties}/><sheets>{list}</sheets></workbook>"
        );
        let links = format!("{HEAD}<Relationships>{links}</Relationships>");
        self.with("xl/workbook.xml", &workbook)
            .with("xl/_rels/workbook.xml.rels", &links)
    }

    /// With a sheet of these rows.
    pub fn sheet(self, name: &str, rows: &str) -> Self {
        let xml = format!(
            "{HEAD}<worksheet {MAIN}><dimension ref=\"A1\"/><sheetData>{rows}</sheetData><pageMargins left=\"0.7\"/></worksheet>"
        );
        self.with(&format!("xl/worksheets/{name}.xml"), &xml)
    }

    /// With number formats of its own, from 164, and a cell style for each of `styles`.
    pub fn styles(self, formats: &[&str], styles: &[u32]) -> Self {
        let mut own = String::new();
        for (i, code) in formats.iter().enumerate() {
            let id = 164 + i;
            write!(own, r#"<numFmt numFmtId="{id}" formatCode="{code}"/>"#).unwrap();
        }
        let cells: String = styles
            .iter()
            .map(|id| format!(r#"<xf numFmtId="{id}" fontId="0" applyNumberFormat="1"/>"#))
            .collect();
        let xml = format!(
            r#"{HEAD}<styleSheet {MAIN}><numFmts>{own}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{cells}</cellXfs><cellStyles><cellStyle name="Normal" xfId="0"/></cellStyles></styleSheet>"#
        );
        self.with("xl/styles.xml", &xml)
    }

    /// With shared texts, each given as the inside of its element.
    pub fn shared(self, texts: &[&str]) -> Self {
        let items: String = texts.iter().map(|t| format!("<si>{t}</si>")).collect();
        let xml = format!("{HEAD}<sst {MAIN} count=\"9\">{items}</sst>");
        self.with("xl/sharedStrings.xml", &xml)
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        for (name, content) in &self.parts {
            let at = out.len() as u32;
            let content = content.as_bytes();
            let packed = match self.packing {
                Packing::Stored => content.to_vec(),
                _ => miniz_oxide::deflate::compress_to_vec(content, 6),
            };
            let streamed = self.packing == Packing::Streamed;
            let method = u16::from(self.packing != Packing::Stored) * 8;
            let flags = u16::from(streamed) * 8;
            let known = [checksum(content), packed.len() as u32, content.len() as u32];
            let in_front = if streamed { [0; 3] } else { known };

            out.extend(b"PK\x03\x04");
            shorts(&mut out, &[20, flags, method, 0, 0]);
            longs(&mut out, &in_front);
            // Local headers may have more to say than the directory.
            shorts(&mut out, &[name.len() as u16, 4]);
            out.extend(name.as_bytes());
            out.extend([0xFE, 0xCA, 0, 0]);
            out.extend(&packed);
            if streamed {
                out.extend(b"PK\x07\x08");
                longs(&mut out, &known);
            }

            directory.extend(b"PK\x01\x02");
            shorts(&mut directory, &[20, 20, flags, method, 0, 0]);
            longs(&mut directory, &known);
            shorts(&mut directory, &[name.len() as u16, 0, 0, 0, 0]);
            longs(&mut directory, &[0, at]);
            directory.extend(name.as_bytes());
        }
        let at = out.len() as u32;
        let count = self.parts.len() as u16;
        out.extend(&directory);
        out.extend(b"PK\x05\x06");
        shorts(&mut out, &[0, 0, count, count]);
        longs(&mut out, &[directory.len() as u32, at]);
        shorts(&mut out, &[0]);
        out
    }
}

fn shorts(out: &mut Vec<u8>, values: &[u16]) {
    out.extend(values.iter().flat_map(|v| v.to_le_bytes()));
}

fn longs(out: &mut Vec<u8>, values: &[u32]) {
    out.extend(values.iter().flat_map(|v| v.to_le_bytes()));
}

/// CRC-32, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for &byte in bytes {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & 0_u32.wrapping_sub(crc & 1));
        }
    }
    !crc
}
