//! A chart on the screen: a canvas that fills its place, sharp on every display.

use super::browser;
use super::dom::{Node, el, follow, listen, number_at, of_class, root, set};
use super::live::{Derived, Live};
use super::painter::Painter;
use super::state::State;
use leptos::prelude::*;
use peakpack::chart::{Chart, Colour, Frame, Geometry, Theme, draw};
use peakpack::scenario::{Display, Theming, hex};
use peakpack::text::Joined;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Curves may lie between device pixels: the chart is drawn so much larger, and shrunk by the canvas.
const FINE: f64 = 4.0;

/// What the system and the link ask of the look.
#[derive(Clone, Copy)]
pub struct Look {
    /// Light on dark.
    dark: Live<bool>,
    /// Counts changes of the display: zoom, another monitor, the size of a chart.
    display: Live<usize>,
    /// The colour of what matters, red green blue.
    accent: Option<[u8; 3]>,
    /// Whether the ground is left transparent.
    clear: bool,
}

impl Look {
    /// Follows the link, and where that leaves it open the system.
    pub fn new(display: &Display) -> Self {
        let theme = display.theme();
        let look = Self {
            dark: Live::new(theme == Theming::Dark),
            display: Live::new(0),
            accent: display.accent(),
            clear: display.is_clear(),
        };
        if theme == Theming::Auto
            && let Some(query) = browser::media("(prefers-color-scheme: dark)")
        {
            look.dark.set(query.matches());
            let asked = query.clone();
            listen(&query, "change", move |_| {
                look.dark.set(asked.matches());
            });
        }
        if look.accent.is_some() {
            root().style("--after", move || {
                let Colour(red, green, blue) = look.theme().after;
                ["#", &hex([red, green, blue])].joined("")
            });
        }
        listen(&window(), "resize", move |_| {
            look.display.count();
        });
        look
    }

    fn theme(self) -> Theme {
        let theme = if self.dark.get() {
            Theme::dark()
        } else {
            Theme::light()
        };
        let theme = Theme {
            clear: self.clear,
            ..theme
        };
        match self.accent {
            Some(accent) => theme.with_accent(accent),
            None => theme,
        }
    }
}

/// A chart's place on the page, and where things lie in it.
#[derive(Clone)]
pub struct Plot {
    /// The box the chart fills, with the canvas in it.
    pub place: Node,
    /// Where windows and values lie; `None` until it is drawn.
    pub geometry: Rc<RefCell<Option<Geometry>>>,
    /// Changes with every drawing.
    pub drawn: Live<usize>,
}

impl Plot {
    /// A chart that is redrawn whenever its outcome, its span, its size or the colours
    /// change. `name` is what it is called where it cannot be seen.
    pub fn new(
        state: State,
        look: Look,
        chart: impl Fn() -> Chart + 'static,
        span: Derived<Range<usize>>,
        class: &str,
        name: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        let canvas = el("canvas")
            .attr("role", "img")
            .live_attr("aria-label", name);
        let (geometry, drawn) = (Rc::new(RefCell::new(None)), Live::new(0));
        let known = Rc::clone(&geometry);
        let place = surface(look, class, canvas, move |ready| {
            let (chart, span) = (chart(), span.get());
            match ready {
                Some((mut painter, frame)) => {
                    *known.borrow_mut() = state
                        .with_outcomes(|all| draw(&mut painter, chart, all, span, &frame).ok());
                    drawn.count();
                }
                // Hidden or not yet laid out: still to be told of the next outcome.
                None => state.outcome.track(),
            }
        });
        Self {
            place,
            geometry,
            drawn,
        }
    }
}

/// What a canvas is drawn with; nothing while it has no size.
pub type Ready = Option<(Painter, Frame)>;

/// A box that a canvas fills, drawn again whenever its size, the display or the colours change,
/// or what `draw` reads. Nothing is handed to it while the box has no size.
pub fn surface(look: Look, class: &str, canvas: Node, draw: impl Fn(Ready) + 'static) -> Node {
    surface_boxed(look, class, canvas, Box::new(draw))
}

#[inline(never)]
fn surface_boxed(look: Look, class: &str, canvas: Node, draw: Box<dyn Fn(Ready)>) -> Node {
    let drawing = canvas.cast::<HtmlCanvasElement>();
    let place = of_class("div", class).child(canvas);
    let size = watch_size(&place, look.display);
    follow(move || {
        look.display.track();
        let (theme, (width, height)) = (look.theme(), size.get());
        let is_shown = width > 0.0 && height > 0.0;
        let frame = Frame::new(width, height, theme).scaled(browser::pixel_ratio() * FINE);
        let painter = is_shown.then(|| prepare(&drawing, &frame)).flatten();
        draw(painter.map(|painter| (painter, frame)));
    });
    place
}

/// The size of an element as it is laid out, CSS px; `changed` counts its changes.
fn watch_size(place: &Node, changed: Live<usize>) -> Rc<Cell<(f64, f64)>> {
    let size = Rc::new(Cell::new((0.0, 0.0)));
    let (element, known) = (place.element().clone(), Rc::clone(&size));
    let measure: Box<dyn Fn()> = Box::new(move || {
        let now = (
            number_at(&element, &["clientWidth"]),
            number_at(&element, &["clientHeight"]),
        );
        if known.replace(now) != now {
            changed.count();
        }
    });
    let measure = Closure::wrap(measure).into_js_value();
    if let Ok(observer) = web_sys::ResizeObserver::new(measure.unchecked_ref()) {
        observer.observe(place.element());
    }
    size
}

/// Sizes the canvas in device pixels and gives plotters its context.
fn prepare(canvas: &HtmlCanvasElement, frame: &Frame) -> Option<Painter> {
    let (width, height) = frame.scaled(frame.scale / FINE).units();
    for (name, units) in [("width", f64::from(width)), ("height", f64::from(height))] {
        // Even setting what it is clears a canvas.
        if frame.theme.clear || number_at(canvas, &[name]) != units {
            set(canvas, name, &units.into());
        }
    }
    let context = canvas.get_context("2d").ok()??;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let shrink = 1.0 / FINE;
    context
        .set_transform(shrink, 0.0, 0.0, shrink, 0.0, 0.0)
        .ok()?;
    set(&context, "lineJoin", &"round".into());
    Some(Painter {
        context,
        units: frame.units(),
    })
}
