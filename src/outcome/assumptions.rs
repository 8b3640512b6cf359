//! What the figures rest on.

use super::run::Outcome;
use crate::load::LoadSource;
use crate::text::Joined;

impl Outcome {
    /// What to be careful about, where the load comes from, and what every figure takes for granted.
    ///
    /// ```
    /// use peakpack::load::Site;
    /// use peakpack::scenario::Scenario;
    /// use std::sync::Arc;
    /// let scenario = Scenario::default();
    /// let site = Arc::new(Site::of(&scenario).unwrap());
    /// let said = peakpack::run(&scenario, &site).assumptions();
    /// assert!(said[0].starts_with("A 100 MW campus"), "{said:?}");
    /// assert!(said[1].starts_with("The packs know the load in advance."));
    /// ```
    pub fn assumptions(&self) -> Vec<String> {
        let mut all = self.warnings();
        match self.site.source {
            LoadSource::Meter => all.push("The load is that of your own meter file.".to_owned()),
            LoadSource::Link => all.push("The load came with the link. Its powers are rounded to 1/200 of the highest, and so they were for the sender’s figures.".to_owned()),
            LoadSource::Profile(_) => {
                let preset = self.scenario.preset();
                let source = preset.source;
                let (text, mark) = (source.text, source.mark.label());
                all.push([preset.sentence, " Source: ", text, " (", mark, ")."].joined(""));
                if !preset.note.is_empty() {
                    all.push(preset.note.to_owned());
                }
            }
        }
        all.push(
            "The packs know the load in advance. A real controller knows less and reaches less."
                .to_owned(),
        );
        all.push("Peak, packs and cycles are those of today’s packs; the years say how they fade. Money is not in these figures yet.".to_owned());
        all
    }

    /// The inputs that differ from the preset: `Mixed AI campus, with packs 800, state of health 74 %`.
    ///
    /// ```
    /// use peakpack::load::Site;
    /// use peakpack::scenario::{Id, Scenario};
    /// use std::sync::Arc;
    /// let scenario = Scenario::default().with(Id::Packs, 800.0);
    /// let site = Arc::new(Site::of(&scenario).unwrap());
    /// let said = peakpack::run(&scenario, &site).inputs_phrase();
    /// assert_eq!(said, "Mixed AI campus. Changed: Packs 800");
    /// ```
    pub fn inputs_phrase(&self) -> String {
        let mut said = self.scenario.preset().label.to_owned();
        for (place, id) in self.scenario.changed().enumerate() {
            let parameter = id.parameter();
            said += if place == 0 { ". Changed: " } else { ", " };
            said += parameter.label;
            said.push(' ');
            said += &parameter.format(self.scenario.get(id));
        }
        said
    }
}
