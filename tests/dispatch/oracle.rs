//! The same question put to a general linear-programming solver.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use peakpack::dispatch::{EndCondition, Steps};
use peakpack::fleet::Battery;
use std::ops::Range;

/// The least `Σ rate · peak` over windows, by linear programming.
pub fn least_cost(
    steps: &Steps,
    battery: &Battery,
    end: EndCondition,
    windows: &[(Range<usize>, f64)],
) -> f64 {
    let b = battery.spec();
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let peaks: Vec<Variable> = windows
        .iter()
        .map(|(_, rate)| problem.add_var(*rate, (f64::NEG_INFINITY, f64::INFINITY)))
        .collect();
    let start = match end {
        EndCondition::Steady => problem.add_var(0.0, (b.e_min_kwh, b.e_max_kwh)),
        _ => problem.add_var(0.0, (b.e0_kwh, b.e0_kwh)),
    };
    let mut before = start;
    for (window, (range, _)) in windows.iter().enumerate() {
        for k in range.clone() {
            let dt = steps.hours_of(k);
            let site = steps.kw()[k] + b.aux_kw;
            let decay = libm::pow(1.0 - b.self_discharge_per_h, dt);
            let charge = problem.add_var(0.0, (0.0, b.p_charge_kw));
            // The packs never export: what they discharge is at most the site's draw.
            let most = b.p_discharge_kw.min(site.max(0.0));
            let discharge = problem.add_var(0.0, (0.0, most));
            let after = problem.add_var(0.0, (b.e_min_kwh, b.e_max_kwh));
            problem.add_constraint(
                [
                    (after, 1.0),
                    (before, -decay),
                    (charge, -b.eta_c * dt),
                    (discharge, dt / b.eta_d),
                ],
                ComparisonOp::Eq,
                0.0,
            );
            problem.add_constraint(
                [(peaks[window], 1.0), (charge, -1.0), (discharge, 1.0)],
                ComparisonOp::Ge,
                site,
            );
            before = after;
        }
    }
    if end != EndCondition::Free {
        problem.add_constraint([(before, 1.0), (start, -1.0)], ComparisonOp::Ge, 0.0);
    }
    problem
        .solve()
        .expect("the program is feasible")
        .objective()
}

/// The least peak of packs behind converters of their own, by linear programming.
pub fn least_peak_of_packs(steps: &Steps, packs: &[Battery], end: EndCondition) -> f64 {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let peak = problem.add_var(1.0, (f64::NEG_INFINITY, f64::INFINITY));
    let aux_kw: f64 = packs.iter().map(|pack| pack.spec().aux_kw).sum();
    // What each step's packs draw from the grid, as terms.
    let mut drawn: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); steps.len()];
    for pack in packs {
        let b = pack.spec();
        let start = match end {
            EndCondition::Steady => problem.add_var(0.0, (b.e_min_kwh, b.e_max_kwh)),
            _ => problem.add_var(0.0, (b.e0_kwh, b.e0_kwh)),
        };
        let mut before = start;
        for (k, drawn) in drawn.iter_mut().enumerate() {
            let dt = steps.hours_of(k);
            let decay = libm::pow(1.0 - b.self_discharge_per_h, dt);
            let charge = problem.add_var(0.0, (0.0, b.p_charge_kw));
            let discharge = problem.add_var(0.0, (0.0, b.p_discharge_kw));
            let after = problem.add_var(0.0, (b.e_min_kwh, b.e_max_kwh));
            problem.add_constraint(
                [
                    (after, 1.0),
                    (before, -decay),
                    (charge, -b.eta_c * dt),
                    (discharge, dt / b.eta_d),
                ],
                ComparisonOp::Eq,
                0.0,
            );
            drawn.extend([(charge, 1.0), (discharge, -1.0)]);
            before = after;
        }
        if end != EndCondition::Free {
            problem.add_constraint([(before, 1.0), (start, -1.0)], ComparisonOp::Ge, 0.0);
        }
    }
    for (kw, drawn) in steps.kw().iter().zip(drawn) {
        let site = kw + aux_kw;
        let mut terms: Vec<(Variable, f64)> = drawn.iter().map(|&(v, s)| (v, -s)).collect();
        // The packs never export.
        let to_packs = site.min(0.0) - site;
        problem.add_constraint(drawn, ComparisonOp::Ge, to_packs);
        terms.push((peak, 1.0));
        problem.add_constraint(terms, ComparisonOp::Ge, site);
    }
    problem
        .solve()
        .expect("the program is feasible")
        .objective()
}
