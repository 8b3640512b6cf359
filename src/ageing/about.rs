//! What a model says and where it comes from, for whoever asks.

/// The equations of a model, and their source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// In plain letters, one a line: `T` in K and `T_C` in °C the temperature of the cells, `s` the
    /// state of charge, `U_a(s)` the potential of the anode, `DOD`, `C` and `EFC` as in
    /// [`stress`](super::stress), `Q` what is lost and `q` what is left of the capacity.
    pub equations: &'static [&'static str],
    /// Authors, journal and year.
    pub source: &'static str,
}

/// What is left after two losses that add up.
pub(super) const LEFT: &str = "q = 1 − Q_t − Q_EFC";

/// Who measured two of the cells.
pub(super) const GASPER: &str =
    "Gasper et al., Journal of Energy Storage 2023, doi:10.1016/j.est.2023.109042";
