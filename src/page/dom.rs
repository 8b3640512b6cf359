//! Elements of one single type, bound to Leptos signals.
//!
//! Leptos' own `view!` gives every element, attribute and text a type of its own
//! and compiles building and rebuilding for each: measured on this page, 447 kB
//! gzipped. Here all elements are one type and all bindings one effect, and the
//! same page fits its budget several times over. Whatever takes a closure boxes it and
//! hands it to a function that is compiled once. Signals, memos, effects and
//! ownership are Leptos' as ever: a binding lives as long as the effect around it.

use leptos::prelude::*;
use std::cell::RefCell;
use std::mem;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, Text};

/// The lowest value of a slider, the highest, its step, and where it stands.
pub type Slider = [f64; 4];

/// An element of the page.
#[derive(Clone)]
pub struct Node(Element);

/// A new element.
pub fn el(tag: &str) -> Node {
    match document().create_element(tag) {
        Ok(element) => Node(element),
        Err(_) => unreachable!("tag names are constants of this program"),
    }
}

/// The root of the document.
pub fn root() -> Node {
    Node(at(&document(), &["documentElement"]).unchecked_into())
}

/// An element that a script has made; an empty one where it could not.
pub fn given(element: JsValue) -> Node {
    element.dyn_into().map_or_else(|_| el("div"), Node)
}

/// A new element with a class.
pub fn of_class(tag: &str, class: &str) -> Node {
    el(tag).attr("class", class)
}

/// A new button that runs something.
pub fn button(words: &str, run: impl FnMut(Event) + 'static) -> Node {
    button_boxed(words, Box::new(run))
}

#[inline(never)]
fn button_boxed(words: &str, run: Box<dyn FnMut(Event)>) -> Node {
    let button = el("button").attr("type", "button").text(words);
    listen_boxed(&button.0, "click", run);
    button
}

/// A button that asks for less attention than others.
pub fn quiet_button(words: &str, run: impl FnMut(Event) + 'static) -> Node {
    button(words, run).attr("class", "quiet")
}

/// Runs now, and again whenever a signal that it reads has changed.
pub fn follow(run: impl FnMut() + 'static) {
    effect(Box::new(run));
}

/// The one kind of effect in the program.
///
/// What it runs lies in a list, and Leptos has its place there: to hold a thing of one thread
/// itself, it would ask for the thread at every turn, and that keeps a second allocator alive.
#[inline(never)]
fn effect(run: Box<dyn FnMut()>) {
    let place = RUNS.with_borrow_mut(|runs| {
        let free = runs.iter().position(Run::is_free);
        let place = free.unwrap_or(runs.len());
        if free.is_none() {
            runs.push(Run::Free);
        }
        runs[place] = Run::Waiting(run);
        place
    });
    on_cleanup(move || {
        drop(RUNS.with_borrow_mut(|runs| mem::replace(&mut runs[place], Run::Free)));
    });
    Effect::new_sync(move |_: Option<()>| {
        let taken = RUNS.with_borrow_mut(|runs| mem::replace(&mut runs[place], Run::Running));
        if let Run::Waiting(mut run) = taken {
            run();
            RUNS.with_borrow_mut(|runs| {
                if matches!(runs[place], Run::Running) {
                    runs[place] = Run::Waiting(run);
                }
            });
        }
    });
}

/// A place for what an effect runs.
enum Run {
    Free,
    Waiting(Box<dyn FnMut()>),
    Running,
}

impl Run {
    fn is_free(&self) -> bool {
        matches!(self, Self::Free)
    }
}

thread_local! {
    static RUNS: RefCell<Vec<Run>> = const { RefCell::new(Vec::new()) };
}

/// Listens to an element or the window as long as the page lives.
pub fn listen(target: &web_sys::EventTarget, event: &str, run: impl FnMut(Event) + 'static) {
    listen_boxed(target, event, Box::new(run));
}

#[inline(never)]
fn listen_boxed(target: &web_sys::EventTarget, event: &str, run: Box<dyn FnMut(Event)>) {
    // The browser frees it together with its element.
    let run = Closure::wrap(run).into_js_value();
    let _ = target.add_event_listener_with_callback(event, run.unchecked_ref());
}

impl Node {
    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Appends text.
    pub fn text(self, text: &str) -> Self {
        let _ = self.0.append_child(&document().create_text_node(text));
        self
    }

    /// Appends an element.
    pub fn child(self, child: Self) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Appends elements.
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        self.append(&mut children.into_iter());
        self
    }

    #[inline(never)]
    fn append(&self, children: &mut dyn Iterator<Item = Self>) {
        for child in children {
            let _ = self.0.append_child(&child.0);
        }
    }

    /// Appends text that follows signals.
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        self.live_text_boxed(Box::new(text))
    }

    #[inline(never)]
    fn live_text_boxed(self, text: Box<dyn Fn() -> String>) -> Self {
        let (node, slot) = self.slot();
        follow(move || slot.show(&text()));
        node
    }

    /// Sets an attribute that follows signals; `None` takes it away.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.live_attr_boxed(name, Box::new(value))
    }

    #[inline(never)]
    fn live_attr_boxed(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> Self {
        let element = self.0.clone();
        let mut shown = None;
        follow(move || {
            let value = value();
            if value != shown {
                let _ = match &value {
                    Some(value) => element.set_attribute(name, value),
                    None => element.remove_attribute(name),
                };
                shown = value;
            }
        });
        self
    }

    /// Sets an attribute without a value, such as `hidden`, while something is so.
    pub fn when(self, name: &'static str, is_so: impl Fn() -> bool + 'static) -> Self {
        self.when_boxed(name, Box::new(is_so))
    }

    #[inline(never)]
    fn when_boxed(self, name: &'static str, is_so: Box<dyn Fn() -> bool>) -> Self {
        self.live_attr(name, move || is_so().then(String::new))
    }

    /// Sets the ends and the value of a slider. Together, because the browser brings
    /// the value into the range and onto the step as they are at that moment.
    pub fn live_slider(self, slider: impl Fn() -> Slider + 'static) -> Self {
        self.live_slider_boxed(Box::new(slider))
    }

    #[inline(never)]
    fn live_slider_boxed(self, slider: Box<dyn Fn() -> Slider>) -> Self {
        let element = self.0.clone();
        follow(move || {
            let names = ["min", "max", "step", "value"];
            // Even when they are the same: the person may have moved the slider.
            for (name, number) in names.into_iter().zip(slider()) {
                set(&element, name, &number.into());
            }
        });
        self
    }

    /// Sets a property of a field, which unlike the attribute counts after a person has typed.
    pub fn live_property(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.live_property_boxed(name, Box::new(value))
    }

    #[inline(never)]
    fn live_property_boxed(self, name: &'static str, value: Box<dyn Fn() -> String>) -> Self {
        let element = self.0.clone();
        // Every time: the person may have changed what stands there.
        follow(move || set(&element, name, &value().into()));
        self
    }

    /// Marks the entry of a list as the chosen one.
    pub fn selected(self, is_so: impl Fn() -> bool + 'static) -> Self {
        self.live_flag("selected", is_so)
    }

    /// Sets a property that is true or false.
    pub fn live_flag(self, name: &'static str, is_so: impl Fn() -> bool + 'static) -> Self {
        self.live_flag_boxed(name, Box::new(is_so))
    }

    #[inline(never)]
    fn live_flag_boxed(self, name: &'static str, is_so: Box<dyn Fn() -> bool>) -> Self {
        let element = self.0.clone();
        follow(move || set(&element, name, &is_so().into()));
        self
    }

    /// Sets a style that follows signals.
    pub fn style(self, name: &'static str, value: impl Fn() -> String + 'static) -> Self {
        self.style_boxed(name, Box::new(value))
    }

    #[inline(never)]
    fn style_boxed(self, name: &'static str, value: Box<dyn Fn() -> String>) -> Self {
        // Whatever `el` makes is HTML.
        let style = self.0.unchecked_ref::<web_sys::HtmlElement>().style();
        let mut shown = String::new();
        follow(move || {
            let value = value();
            if value != shown {
                let _ = style.set_property(name, &value);
                shown = value;
            }
        });
        self
    }

    /// Listens to an event.
    pub fn on(self, event: &str, run: impl FnMut(Event) + 'static) -> Self {
        listen(&self.0, event, run);
        self
    }

    /// Holds children that are made anew whenever a signal they read has changed.
    pub fn inside(self, children: impl Fn() -> Vec<Self> + 'static) -> Self {
        self.inside_boxed(Box::new(children))
    }

    #[inline(never)]
    fn inside_boxed(self, children: Box<dyn Fn() -> Vec<Self>>) -> Self {
        let place = self.clone();
        follow(move || place.fill(children()));
        self
    }

    /// Replaces all children.
    pub fn fill(&self, children: Vec<Self>) {
        let children: js_sys::Array = children.into_iter().map(|child| child.0).collect();
        self.0.replace_children_with_node(&children);
    }

    /// Appends an empty text, to be written later.
    pub fn slot(self) -> (Self, Slot) {
        let text = document().create_text_node("");
        let _ = self.0.append_child(&text);
        let shown = RefCell::default();
        (self, Slot { text, shown })
    }

    /// The element itself.
    pub fn element(&self) -> &Element {
        &self.0
    }

    /// The element as the kind that its tag makes it.
    pub fn cast<T: JsCast>(&self) -> T {
        self.0.clone().unchecked_into()
    }
}

/// A text on the page that is written again and again.
pub struct Slot {
    text: Text,
    shown: RefCell<String>,
}

impl Slot {
    /// Shows this text. What stands there already costs nothing.
    pub fn show(&self, text: &str) {
        let mut shown = self.shown.borrow_mut();
        if *shown != text {
            set(&self.text, "data", &text.into());
            text.clone_into(&mut shown);
        }
    }
}

/// The number of the slider that sent this event.
pub fn number_of(event: &Event) -> Option<f64> {
    at(event, &["target", "valueAsNumber"]).as_f64()
}

/// What stands in the field that sent this event.
pub fn value_of(event: &Event) -> String {
    text_at(event, &["target", "value"])
}

/// Whether the box that sent this event is ticked.
pub fn is_checked(event: &Event) -> bool {
    at(event, &["target", "checked"]).is_truthy()
}

/// Whether the `<details>` that sent this event is open.
pub fn is_open(event: &Event) -> bool {
    at(event, &["target", "open"]).is_truthy()
}

/// Where a path of names leads from a value of the browser; undefined where it ends early.
///
/// Each property that has a function of its own is an import of the module and a function of its
/// script: together some 60 bytes, gzipped.
pub fn at(value: &JsValue, path: &[&str]) -> JsValue {
    let mut value = value.clone();
    for name in path {
        value = js_sys::Reflect::get(&value, &JsValue::from_str(name)).unwrap_or_default();
    }
    value
}

/// The same for a text; empty where there is none.
pub fn text_at(value: &JsValue, path: &[&str]) -> String {
    at(value, path).as_string().unwrap_or_default()
}

/// The same for a number.
pub fn number_at(value: &JsValue, path: &[&str]) -> f64 {
    at(value, path).as_f64().unwrap_or_default()
}

/// Sets a property.
#[inline(never)]
pub fn set(target: &JsValue, name: &str, value: &JsValue) {
    let _ = js_sys::Reflect::set(target, &name.into(), value);
}
