//! A chart on the screen: a canvas that fills its place, sharp on every display.

use super::browser;
use super::state::State;
use leptos::ev;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use peakpack::chart::{Chart, Frame, Geometry, Theme, draw};
use plotters_canvas::CanvasBackend;
use std::ops::Range;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Curves may lie between device pixels: the chart is drawn so much larger, and shrunk by the canvas.
const FINE: f64 = 4.0;

/// What the system asks of the look.
#[derive(Clone, Copy)]
pub struct Look {
    /// Light on dark.
    pub dark: RwSignal<bool>,
    /// Counts changes of the display: zoom, another monitor.
    display: RwSignal<u32>,
}

impl Look {
    /// Follows the system.
    pub fn follow() -> Self {
        let look = Self {
            dark: RwSignal::new(false),
            display: RwSignal::new(0),
        };
        if let Some(query) = browser::media("(prefers-color-scheme: dark)") {
            look.dark.set(query.matches());
            let changed = Closure::<dyn Fn(web_sys::MediaQueryListEvent)>::new(
                move |event: web_sys::MediaQueryListEvent| {
                    let _ = look.dark.try_set(event.matches());
                },
            );
            query.set_onchange(Some(changed.as_ref().unchecked_ref()));
            changed.forget();
        }
        let _ = window_event_listener(ev::resize, move |_| {
            let _ = look.display.try_update(|display| *display += 1);
        });
        look
    }

    fn theme(self) -> Theme {
        if self.dark.get() {
            Theme::dark()
        } else {
            Theme::light()
        }
    }
}

/// A chart's place on the page, and where things lie in it.
#[derive(Clone, Copy)]
pub struct Plot {
    /// The box the chart fills.
    pub place: NodeRef<Div>,
    /// Where windows and values lie; `None` until it is drawn.
    pub geometry: RwSignal<Option<Geometry>>,
    canvas: NodeRef<Canvas>,
    size: RwSignal<(f64, f64)>,
}

impl Plot {
    /// A chart that is redrawn whenever its outcome, its span, its size or the colours change.
    pub fn new(
        state: State,
        look: Look,
        chart: impl Fn() -> Chart + 'static,
        span: Memo<Range<usize>>,
    ) -> Self {
        let plot = Self {
            place: NodeRef::new(),
            geometry: RwSignal::new(None),
            canvas: NodeRef::new(),
            size: RwSignal::new((0.0, 0.0)),
        };
        Effect::new(move |_| {
            if let Some(place) = plot.place.get() {
                plot.watch_size(&place);
            }
        });
        Effect::new(move |_| {
            look.display.track();
            let (width, height) = plot.size.get();
            let (theme, chart, span) = (look.theme(), chart(), span.get());
            if let Some(canvas) = plot.canvas.get()
                && width > 0.0
                && height > 0.0
            {
                let frame = Frame::new(width, height, theme).scaled(browser::pixel_ratio() * FINE);
                let drawn = state.outcome.with(|outcome| {
                    let mut backend = prepare(&canvas, &frame)?;
                    draw(&mut backend, chart, &[outcome], span, &frame).ok()
                });
                plot.geometry.set(drawn);
            }
        });
        plot
    }

    /// The canvas; `name` is what it is called where it cannot be seen.
    pub fn view(self, name: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
        view! { <canvas node_ref=self.canvas role="img" aria-label=name></canvas> }
    }

    fn watch_size(self, place: &web_sys::HtmlDivElement) {
        let element = place.clone();
        let measure = move || {
            let size = (
                f64::from(element.client_width()),
                f64::from(element.client_height()),
            );
            if self.size.try_get_untracked().is_some_and(|known| known != size) {
                self.size.set(size);
            }
        };
        measure();
        let changed = Closure::<dyn Fn()>::new(measure);
        if let Ok(observer) = web_sys::ResizeObserver::new(changed.as_ref().unchecked_ref()) {
            observer.observe(place);
        }
        // The page lives as long as its charts.
        changed.forget();
    }
}

/// Sizes the canvas in device pixels and gives plotters its context.
fn prepare(canvas: &web_sys::HtmlCanvasElement, frame: &Frame) -> Option<CanvasBackend> {
    let (width, height) = frame.scaled(frame.scale / FINE).units();
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context = canvas.get_context("2d").ok()??;
    let context: web_sys::CanvasRenderingContext2d = context.dyn_into().ok()?;
    let shrink = 1.0 / FINE;
    context.set_transform(shrink, 0.0, 0.0, shrink, 0.0, 0.0).ok()?;
    context.set_line_join("round");
    CanvasBackend::with_canvas_object(canvas.clone())
}
