//! The picture of a link: the finding and its chart, 1200 by 630.

use crate::Result;
use crate::html::escaped;
use crate::scene::Scene;
use peakpack::chart::{Chart, Frame, Theme, View, span, svg};
use peakpack::outcome::{DISCLAIMER, Emphasis};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use std::path::Path;
use std::sync::Arc;

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 630.0;
/// Free at each side.
const MARGIN: f64 = 56.0;
/// The size of the finding's letters, and from line to line.
const LETTERS: f64 = 38.0;
const LINE: f64 = 50.0;
/// The chart is drawn small and shown larger, so that its words can be read in a small preview.
const LARGER: f64 = 1.8;
const CHART: (f64, f64) = ((WIDTH - 2.0 * MARGIN) / LARGER, 172.0);

/// The fonts of the pictures: always the same, whatever the machine has.
pub struct Fonts(Options<'static>);

impl Fonts {
    /// The fonts of a folder; none without the folder.
    pub fn find(folder: &Path) -> Option<Self> {
        let mut fonts = Database::new();
        for file in ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"] {
            fonts.load_font_data(std::fs::read(folder.join(file)).ok()?);
        }
        fonts.set_sans_serif_family("DejaVu Sans");
        Some(Self(Options {
            fontdb: Arc::new(fonts),
            font_family: "DejaVu Sans".to_owned(),
            ..Options::default()
        }))
    }

    fn read(&self, svg: &str) -> Result<Tree> {
        Tree::from_str(svg, &self.0).map_err(|why| format!("a picture cannot be read: {why}"))
    }

    /// How wide a line of the finding is.
    fn width(&self, line: &str) -> Result<f64> {
        let tree = self.read(&document(&text(0.0, LINE, LETTERS, line)))?;
        Ok(f64::from(tree.root().bounding_box().width()))
    }
}

/// The picture of a scenario, as a PNG.
pub fn card(scene: &Scene, fonts: &Fonts) -> Result<Vec<u8>> {
    let outcome = &scene.outcome;
    let mut inside = format!("<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#ffffff\"/>");
    inside += MARK;
    let name = format!(
        "<tspan font-weight=\"bold\">Peakpack</tspan>  ·  {}",
        escaped(&scene.name())
    );
    inside += &text(MARGIN + 32.0, 74.0, 27.0, &name);
    let lines = finding(scene, fonts)?;
    for (place, line) in lines.iter().enumerate() {
        inside += &text(MARGIN, 146.0 + LINE * place as f64, LETTERS, line);
    }
    let frame = Frame::new(CHART.0, CHART.1, Theme::light());
    let chart = svg(
        Chart::Grid,
        &[outcome],
        span(outcome, View::PeakDay),
        &frame,
    );
    let (width, height) = (CHART.0 * LARGER, CHART.1 * LARGER);
    let top = HEIGHT - 72.0 - height;
    let size = |px: f64| format!("=\"{px}\"");
    inside += &chart
        .replacen("width", &format!("x=\"{MARGIN}\" y=\"{top}\" width"), 1)
        .replacen(&size(CHART.0), &size(width), 1)
        .replacen(&size(CHART.1), &size(height), 1);
    let note = scene.scenario.preset().note;
    let words: String = [note, DISCLAIMER]
        .iter()
        .filter(|words| !words.is_empty())
        .rev()
        .enumerate()
        .map(|(place, words)| {
            let up = 24.0 + 26.0 * place as f64;
            text(MARGIN, HEIGHT - up, 18.0, &escaped(words))
        })
        .collect();
    inside += &format!("<g fill=\"#4b5563\">{words}</g>");
    let tree = fonts.read(&document(&inside))?;
    let mut picture = Pixmap::new(WIDTH as u32, HEIGHT as u32).ok_or("a picture without a size")?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    picture.encode_png().map_err(|why| why.to_string())
}

/// The mark of the page: a pack, half full.
const MARK: &str = "<rect x=\"58\" y=\"53\" width=\"15\" height=\"22\" rx=\"3\" fill=\"none\" stroke=\"#00558c\" stroke-width=\"3\"/><rect x=\"59.5\" y=\"65\" width=\"12\" height=\"8.5\" fill=\"#d55e00\"/>";

fn document(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"sans-serif\" fill=\"#111827\">{inside}</svg>"
    )
}

fn text(x: f64, y: f64, size: f64, words: &str) -> String {
    format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" xml:space=\"preserve\">{words}</text>")
}

/// The finding in lines that fit.
fn finding(scene: &Scene, fonts: &Fonts) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for part in scene.outcome.finding().parts {
        // What is stressed is not torn apart.
        let pieces: Vec<&str> = match part.emphasis {
            Emphasis::Plain => part.text.split_inclusive(' ').collect(),
            _ => vec![&part.text],
        };
        for piece in pieces {
            let words = escaped(piece);
            let words = match part.emphasis {
                Emphasis::Plain => words,
                Emphasis::Strong => format!("<tspan font-weight=\"bold\">{words}</tspan>"),
                Emphasis::After => {
                    format!("<tspan font-weight=\"bold\" fill=\"#00558c\">{words}</tspan>")
                }
            };
            let longer = line.clone() + &words;
            if fonts.width(&longer)? > WIDTH - 2.0 * MARGIN {
                lines.push(std::mem::take(&mut line));
                line += words.trim_start();
            } else {
                line = longer;
            }
        }
    }
    lines.push(line);
    Ok(lines)
}
