//! The text field of a number. What is no number stays in it, with a message beneath,
//! and the last good result stays on the screen.

use super::dom::{Node, el, of_class, text_at, value_of};
use super::live::{Derived, Live};
use super::state::State;
use peakpack::scenario::{Fit, Parameter};

/// A number's field; a copy is only a handle.
#[derive(Clone, Copy)]
pub struct Field {
    /// The number's row in the table.
    pub parameter: &'static Parameter,
    /// The scenario's value.
    pub value: Derived<f64>,
    /// What 0 means, where the model can choose for itself.
    pub zero: Option<&'static str>,
    state: State,
    draft: Live<Draft>,
}

/// What a person has left in the field.
#[derive(Clone, Default)]
struct Draft {
    /// The text, as long as it is no number of the scenario.
    text: Option<String>,
    /// The value it was typed over: it goes when another takes that one's place.
    over: f64,
    /// The value before anything was typed.
    begun: Option<f64>,
    /// What is wrong with it; may be empty.
    message: String,
}

impl Field {
    /// A field for a number of the scenario.
    pub fn new(
        state: State,
        parameter: &'static Parameter,
        value: Derived<f64>,
        zero: Option<&'static str>,
    ) -> Self {
        Self {
            parameter,
            value,
            zero,
            state,
            draft: Live::new(Draft::default()),
        }
    }

    /// Sets the number, whatever stands in the field.
    pub fn set(self, new: f64) {
        self.draft.set(Draft::default());
        self.state
            .change(|scenario| scenario.set(self.parameter.id, new));
    }

    /// The field.
    pub fn input(self) -> Node {
        let parameter = self.parameter;
        let name = match parameter.unit {
            "" => format!("{}, number", parameter.label),
            unit => format!("{}, {unit}", parameter.label),
        };
        el("input")
            .attr("type", "text")
            .attr("id", &format!("{}-field", parameter.key))
            .attr("inputmode", "decimal")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("aria-label", &name)
            .attr("aria-describedby", &self.message_id())
            .attr("placeholder", self.zero.map_or("", |_| "auto"))
            .live_attr("aria-invalid", move || {
                let is_wrong = self.draft.with(|draft| !draft.message.is_empty());
                is_wrong.then(|| "true".to_owned())
            })
            .live_property("value", move || self.text())
            .on("input", move |event| self.typed(value_of(&event)))
            .on("change", move |event| self.finished(&value_of(&event)))
            .on("keydown", move |event| {
                if text_at(&event, &["key"]) == "Escape" {
                    self.set(self.begun());
                }
            })
    }

    /// The message beneath it.
    pub fn message(self) -> Node {
        of_class("p", "message")
            .attr("id", &self.message_id())
            .attr("aria-live", "polite")
            .when("hidden", move || {
                self.draft.with(|draft| draft.message.is_empty())
            })
            .live_text(move || self.draft.with(|draft| draft.message.clone()))
    }

    fn message_id(self) -> String {
        format!("{}-message", self.parameter.key)
    }

    fn text(self) -> String {
        let value = self.value.get();
        let draft = self.draft.get();
        match draft.text {
            Some(text) if draft.over == value => text,
            _ if value == 0.0 && self.zero.is_some() => String::new(),
            _ => {
                let text = self.parameter.format(value);
                let number = text.strip_suffix(self.parameter.unit);
                number.unwrap_or(&text).trim_end().to_owned()
            }
        }
    }

    /// While a number is being typed it counts only where it is within the limits,
    /// so that the 7 of 78 does not move anything.
    fn typed(self, text: String) {
        let id = self.parameter.id;
        let begun = Some(self.begun());
        if let Some(new) = self.read(&text)
            && matches!(self.parameter.admit(new).fit, Fit::Exact | Fit::Snapped)
        {
            self.state.change(|scenario| scenario.set(id, new));
        }
        self.draft.set(Draft {
            text: Some(text),
            over: self
                .state
                .scenario
                .with_untracked(|scenario| scenario.get(id)),
            begun,
            message: String::new(),
        });
    }

    /// The value before anything was typed; once it has been set elsewhere, that.
    fn begun(self) -> f64 {
        let value = self.value.get_untracked();
        let of_draft = |draft: &Draft| draft.begun.filter(|_| draft.over == value);
        self.draft.with_untracked(of_draft).unwrap_or(value)
    }

    fn finished(self, text: &str) {
        let parameter = self.parameter;
        let Some(new) = self.read(text) else {
            // An emptied field says nothing.
            if text.trim().is_empty() {
                return self.set(self.begun());
            }
            let over = self.value.get_untracked();
            let shown: String = text.chars().take(20).collect();
            let stays = parameter.format(over);
            self.draft.set(Draft {
                text: Some(text.to_owned()),
                over,
                begun: None,
                message: format!("“{shown}” is no number. The result is still that of {stays}."),
            });
            return;
        };
        self.set(new);
        let admitted = parameter.admit(new);
        let word = match admitted.fit {
            Fit::Minimum => "least",
            Fit::Maximum => "most",
            Fit::Exact | Fit::Snapped => return,
        };
        self.draft.set(Draft {
            message: format!("{} is the {word}.", parameter.format(admitted.value)),
            ..Draft::default()
        });
    }

    /// What a field says; nothing in it, or "auto", where the model can choose for itself.
    fn read(self, text: &str) -> Option<f64> {
        let text = text.trim();
        if self.zero.is_some() && (text.is_empty() || text.eq_ignore_ascii_case("auto")) {
            return Some(0.0);
        }
        self.parameter.parse(text).ok()
    }
}
