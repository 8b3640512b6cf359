//! Values that tell their readers when they change.
//!
//! Leptos' own signals compile reading, writing and disposing once more for every
//! type; here one trigger of Leptos serves all types, and the page is 4 kB smaller.
//! These values live as long as the page. So does whatever makes one: the page's
//! parts are built once each.

use leptos::prelude::{ArcTrigger, Get, GetUntracked, Memo, Notify, Track, untrack};
use std::sync::{PoisonError, RwLock};

/// A value that is followed by those who read it; a copy is only a handle.
pub struct Live<T: 'static>(&'static Held<T>);

struct Held<T> {
    value: RwLock<T>,
    changed: ArcTrigger,
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

impl<T> Live<T> {
    /// A value for the life of the page.
    pub fn new(value: T) -> Self {
        Self(Box::leak(Box::new(Held {
            value: RwLock::new(value),
            changed: ArcTrigger::new(),
        })))
    }

    /// Follows the value without reading it.
    pub fn track(self) {
        track(&self.0.changed);
    }

    /// Reads and follows the value.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(read)
    }

    /// Reads the value as it is now.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.0.value.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the value and tells its readers.
    pub fn set(self, value: T) {
        self.keep(value);
        notify(&self.0.changed);
    }

    /// Changes the value without a word. Returns what it was.
    pub fn keep(self, value: T) -> T {
        let mut held = self.0.value.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut held, value)
    }
}

#[inline(never)]
fn track(changed: &ArcTrigger) {
    changed.track();
}

#[inline(never)]
fn notify(changed: &ArcTrigger) {
    changed.notify();
}

impl<T: Clone> Live<T> {
    /// A copy of the value, which is followed.
    pub fn get(self) -> T {
        self.track();
        self.get_untracked()
    }

    /// A copy of the value as it is now.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl Live<usize> {
    /// Counts one more.
    pub fn count(self) {
        self.set(self.get_untracked() + 1);
    }
}

/// A value computed from others for several readers, once when it is made and once after each
/// of their changes; a copy is only a handle.
///
/// Underneath is one kind of Leptos' memos: it counts how often the value has changed.
pub struct Derived<T: 'static> {
    value: Live<T>,
    version: Memo<usize>,
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

/// What `compute` makes of the values it reads, told on only when it is another.
pub fn memo<T: PartialEq + Clone + Send + Sync>(
    compute: impl Fn() -> T + Send + Sync + 'static,
) -> Derived<T> {
    memo_boxed(Box::new(compute))
}

#[inline(never)]
fn memo_boxed<T: PartialEq + Clone + Send + Sync>(
    compute: Box<dyn Fn() -> T + Send + Sync>,
) -> Derived<T> {
    let value = Live::new(untrack(&compute));
    let changes = Live::new(0);
    let count = move || {
        let new = compute();
        let count = changes.get_untracked();
        if value.with_untracked(|old| *old == new) {
            return count;
        }
        value.keep(new);
        changes.keep(count + 1);
        count + 1
    };
    Derived {
        value,
        version: counted(Box::new(count)),
    }
}

/// The one kind of memo in the program.
#[inline(never)]
fn counted(count: Box<dyn Fn() -> usize + Send + Sync>) -> Memo<usize> {
    Memo::new(move |_| count())
}

impl<T: Clone> Derived<T> {
    /// The value, which is followed.
    pub fn get(self) -> T {
        self.version.get();
        self.value.get_untracked()
    }

    /// The value as it is now.
    pub fn get_untracked(self) -> T {
        self.version.get_untracked();
        self.value.get_untracked()
    }
}
