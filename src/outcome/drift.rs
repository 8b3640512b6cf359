//! What a link said when it was made, against what the model says today.

use super::quantity::{PowerScale, group};
use super::run::Outcome;
use crate::decimal::short;
use crate::load::LoadSource;
use crate::scenario::{Receipt, has_drifted};
use crate::text::Joined;

/// A link whose fragment was cut off.
const LOST: &str = "The load of this link did not arrive: what stands behind its # is missing. The inputs are the sender’s, but the figures are of a generated load: they are not the sender’s data. Ask for the link again, or for a file.";

impl Outcome {
    /// That the model said another peak when a link was made, or that its load was lost on the way;
    /// `None` when all is as it was.
    ///
    /// ```
    /// use peakpack::load::Site;
    /// use peakpack::scenario::{Receipt, Scenario};
    /// use std::sync::Arc;
    /// let scenario = Scenario::default();
    /// let outcome = peakpack::run(&scenario, &Arc::new(Site::of(&scenario).unwrap()));
    /// let said = |peak_kw, of_load| outcome.drift_from(Receipt { peak_kw, of_load });
    /// assert_eq!(said(outcome.peak_after_kw, false), None);
    /// let sentence = said(50_000.0, false).unwrap();
    /// assert!(sentence.starts_with("This link was made when the model said 50.0 MW; today’s says "));
    /// assert!(said(50_000.0, true).unwrap().starts_with("The load of this link did not arrive"));
    /// ```
    pub fn drift_from(&self, receipt: Receipt) -> Option<String> {
        if receipt.of_load && matches!(self.site.source, LoadSource::Profile(_)) {
            return Some(LOST.to_owned());
        }
        let (receipt_kw, today_kw) = (receipt.peak_kw, self.peak_after_kw);
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
