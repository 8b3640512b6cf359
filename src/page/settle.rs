//! Work that waits until a person pauses.

use super::live::Live;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use std::time::Duration;

/// Runs the last of many requests, once nothing has been asked for a while.
#[derive(Clone, Copy)]
pub struct Settle {
    wait: Duration,
    waiting: Live<Option<TimeoutHandle>>,
}

impl Settle {
    /// Waits so many milliseconds.
    pub fn new(ms: u64) -> Self {
        Self {
            wait: Duration::from_millis(ms),
            waiting: Live::new(None),
        }
    }

    /// Runs `work` when the wait has passed without another request.
    pub fn ask(self, work: impl FnOnce() + 'static) {
        let work: Box<dyn FnOnce()> = Box::new(work);
        let waiting = set_timeout_with_handle(work, self.wait).ok();
        if let Some(earlier) = self.waiting.keep(waiting) {
            earlier.clear();
        }
    }
}
