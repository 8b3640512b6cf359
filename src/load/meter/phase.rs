//! A reading as a chain of walks over the file, each a step at a time.
//!
//! So that a page can stay alive meanwhile, somebody must be able to stop between any two rows
//! and go on later. Asynchronous functions throughout would say the same and make the page
//! 2 kB larger; here only the one that drives the chain is one.

use super::error::Fault;
use super::rows::Rows;

/// One walk over the text.
pub(crate) trait Phase<'t> {
    /// Goes one step: a row, a piece of XML. Returns the byte it is at; `None` at the end.
    fn step(&mut self) -> Result<Option<usize>, Fault>;

    /// What follows when there are no more steps.
    fn next(self: Box<Self>) -> Result<Next<'t>, Fault>;
}

/// What follows a walk.
pub(crate) enum Next<'t> {
    /// Another one.
    Phase(Box<dyn Phase<'t> + 't>),
    /// The rows of the load.
    Rows(Box<Rows>),
}

impl<'t> Next<'t> {
    /// A walk that follows.
    pub fn walk(phase: impl Phase<'t> + 't) -> Self {
        Self::Phase(Box::new(phase))
    }
}
