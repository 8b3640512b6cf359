//! What a link said when it was made, against what the model says today.

use super::quantity::{PowerScale, group};
use super::run::Outcome;
use crate::decimal::short;
use crate::scenario::has_drifted;
use crate::text::Joined;

impl Outcome {
    /// That the model said another peak when a link was made; `None` when it says the same.
    ///
    /// ```
    /// use peakpack::load::Site;
    /// use peakpack::scenario::Scenario;
    /// use std::sync::Arc;
    /// let scenario = Scenario::default();
    /// let outcome = peakpack::run(&scenario, &Arc::new(Site::of(&scenario).unwrap()));
    /// assert_eq!(outcome.drift_from(outcome.peak_after_kw), None);
    /// let sentence = outcome.drift_from(50_000.0).unwrap();
    /// assert!(sentence.starts_with("This link was made when the model said 50.0 MW; today’s says "));
    /// ```
    pub fn drift_from(&self, receipt_kw: f64) -> Option<String> {
        let today_kw = self.peak_after_kw;
        if !has_drifted(receipt_kw, today_kw) {
            return None;
        }
        let scale = self.scale();
        let [said, says] =
            [receipt_kw, today_kw].map(|kw| written(kw, scale, [receipt_kw, today_kw]));
        let parts = [
            "This link was made when the model said ",
            &said,
            "; today’s says ",
            &says,
            ".",
        ];
        Some(parts.joined(""))
    }
}

/// A power with as many decimals as tell the two apart.
fn written(kw: f64, scale: PowerScale, both: [f64; 2]) -> String {
    if scale.looks_equal(both[0], both[1]) {
        [&group(&short(kw)), " kW"].joined("")
    } else {
        scale.with_unit(kw)
    }
}
