//! Families of inputs: each grows in one dimension, and is handed to one door of the library.

use crate::Result;

/// What is done with an input that is ready. It says how that came out.
pub(crate) type Act = Box<dyn FnMut() -> String>;

/// Makes the input of a size ready.
type Make = Box<dyn Fn(usize) -> Result<Act> + Send + Sync>;

/// Inputs that grow in one dimension.
pub(crate) struct Family {
    /// The operation, query, command or table call.
    pub(crate) of: String,
    /// What grows in its input, and how.
    pub(crate) grows: String,
    /// The smallest size, which is that of the input it was made of.
    pub(crate) least: usize,
    /// No larger size is tried.
    pub(crate) most: usize,
    /// Whether an act changes what it is done to, so that each needs an input of its own.
    pub(crate) once: bool,
    /// Makes the input of a size ready.
    pub(crate) make: Make,
}

impl Family {
    /// A family that begins with one and whose acts may be repeated.
    pub(crate) fn new(
        of: impl Into<String>,
        grows: impl Into<String>,
        most: usize,
        make: impl Fn(usize) -> Result<Act> + Send + Sync + 'static,
    ) -> Self {
        Family { of: of.into(), grows: grows.into(), least: 1, most, once: false, make: Box::new(make) }
    }

    /// The same, with an input made anew for each act.
    pub(crate) fn once(self) -> Self {
        Family { once: true, ..self }
    }

    /// As a failure tells it.
    pub(crate) fn name(&self) -> String {
        format!("{} by {}", self.of, self.grows)
    }
}
