//! Bringing a shape to its peak and load factor.

/// Scales positive values so that the highest is exactly `peak`, and, where a
/// load factor is asked for, changes their distance from the peak so that
/// mean over peak is that. Values never fall below 0, which bounds how low a
/// load factor can be reached; a flat shape has none but 1.
pub(super) fn to_peak(kw: &mut [f64], peak: f64, load_factor: Option<f64>) {
    let highest = kw.iter().copied().fold(0.0, f64::max);
    if highest <= 0.0 {
        kw.fill(peak);
        return;
    }
    let contrast = load_factor.map_or(1.0, |wanted| contrast(kw, highest, wanted));
    for value in kw {
        // The distance from the peak is exactly 0 at the highest value, so the peak is exact.
        let below = (highest - *value) / highest * contrast;
        *value = peak * (1.0 - below).max(0.0);
    }
}

/// By how much to stretch the distances from the highest value.
fn contrast(kw: &[f64], highest: f64, wanted: f64) -> f64 {
    let below = |value: f64| (highest - value) / highest;
    let mean_below = kw.iter().map(|value| below(*value)).sum::<f64>() / kw.len() as f64;
    let most_below = kw.iter().map(|value| below(*value)).fold(0.0, f64::max);
    if most_below <= 0.0 {
        return 1.0;
    }
    ((1.0 - wanted) / mean_below).min(1.0 / most_below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_exact_and_the_load_factor_as_asked() {
        let mut kw = [0.3, 0.7, 0.9, 0.6];
        to_peak(&mut kw, 100_000.0, Some(0.8));
        assert_eq!(kw[2], 100_000.0);
        assert!((kw.iter().sum::<f64>() / 4.0 - 80_000.0).abs() < 1e-9);
    }

    #[test]
    fn nothing_falls_below_zero() {
        let mut kw = [0.3, 0.7, 0.9, 0.6];
        to_peak(&mut kw, 10.0, Some(0.05));
        assert_eq!(kw[0], 0.0);
        assert_eq!(kw[2], 10.0);
    }

    #[test]
    fn a_flat_shape_stays_flat() {
        let mut kw = [0.3; 5];
        to_peak(&mut kw, 10.0, Some(0.5));
        assert_eq!(kw, [10.0; 5]);
    }
}
