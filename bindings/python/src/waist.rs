//! How the waist's handles become classes, which are listed in `handles`; and what is no handle by itself.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use touchline::waist;

use crate::handle::{Handle, Reply, Told, Work, guarded, made};
use crate::text::Text;

/// Declares a class over a handle: what opens it, the calls on it with what comes with their answers, and what ends it.
macro_rules! class {
    (
        $(#[$about:meta])* $class:ident
        opens { $($(#[$opens:meta])* $open:ident($($($with:ident,)+ /)?) = $opened:path;)* }
        calls { $($(#[$calls:meta])* $call:ident($($($takes:ident,)+ /)?) -> $gives:ty = $done:path, $work:ident;)* }
        ends { $($(#[$ends:meta])* $end:ident() -> $made:ty = $ended:path;)* }
        $($more:tt)*
    ) => {
        $(#[$about])*
        #[pyclass(frozen, module = "touchline.waist")]
        pub(crate) struct $class(pub(crate) Arc<Handle<waist::$class>>);

        impl Told for waist::$class {
            type Reply = Reply<$class>;

            fn told(self) -> Reply<$class> {
                made($class(Arc::new(Handle::new(self))))
            }
        }

        #[pymethods]
        impl $class {
            $(
                $(#[$opens])*
                #[staticmethod]
                #[pyo3(signature = ($($($with,)+ /)?))]
                fn $open($($($with: Text),+)?) -> Reply<$class> {
                    guarded(|| $opened($($($with.as_bytes()),+)?)).told()
                }
            )*
            $(
                $(#[$calls])*
                #[pyo3(signature = ($($($takes,)+ /)?))]
                fn $call(&self, py: Python<'_>, $($($takes: Text),+)?) -> PyResult<$gives> {
                    let work = Work::$work.on(&[$($(&$takes),+)?]);
                    Ok(self.0.with(py, work, |held| $done(held, $($($takes.as_bytes()),+)?))?.told())
                }
            )*
            $(
                $(#[$ends])*
                fn $end(&self, py: Python<'_>) -> PyResult<$made> {
                    Ok(self.0.finish(py, $ended)?.told())
                }
            )*
            $($more)*

            /// Panics, as a defect of the library would.
            #[cfg(feature = "provoke-defect")]
            fn provoke_defect(&self, py: Python<'_>) -> PyResult<Reply<String>> {
                Ok(self.0.with(py, Work::Short, |_| -> waist::Answer { panic!("provoked") })?.told())
            }
        }
    };
}

/// Where a snapshot has got to.
#[pyclass(frozen, module = "touchline.waist")]
pub(crate) struct Snapshot {
    workspace: Arc<Handle<waist::Workspace>>,
    cursor: Mutex<waist::Snapshot>,
}

impl Snapshot {
    /// A cursor over a workspace, which it keeps.
    pub(crate) fn over(workspace: Arc<Handle<waist::Workspace>>, cursor: waist::Snapshot) -> Reply<Self> {
        made(Snapshot { workspace, cursor: Mutex::new(cursor) })
    }
}

#[pymethods]
impl Snapshot {
    /// Takes the next chunk.
    ///
    /// Gives `(status, json, chunk)`, the chunk being None at the end. Refused where the workspace has changed
    /// since the snapshot was begun.
    fn next_chunk(&self, py: Python<'_>) -> PyResult<Reply<Vec<u8>>> {
        let chunk = self.workspace.with(py, Work::Long, |workspace| {
            workspace.snapshot_chunk(&mut self.cursor.lock().unwrap_or_else(PoisonError::into_inner))
        })?;
        Ok(chunk.told())
    }
}

/// Calls a stateless operation by its name.
///
/// Gives `(status, json, None)`.
#[pyfunction]
#[pyo3(signature = (operation, input, /))]
pub(crate) fn call(py: Python<'_>, operation: &str, input: Text) -> Reply<String> {
    let act = || guarded(|| waist::call(operation, input.as_bytes()));
    match Work::Short.on(&[&input]) {
        Work::Short => act(),
        Work::Long => py.detach(act),
    }
    .told()
}
