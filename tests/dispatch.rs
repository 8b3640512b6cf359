//! The dispatch against pencil-and-paper cases, an independent linear program, and its own physics.

#[path = "dispatch/oracle.rs"]
mod oracle;
#[path = "dispatch/properties.rs"]
mod properties;
#[path = "dispatch/reference.rs"]
mod reference;
