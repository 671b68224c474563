//! The Node face: bytes in, an answer out, and memory owned on one side only.
//!
//! It knows no thing's name, no rule and no default. What JavaScript may call stands in `exports`; each of it
//! becomes callable in `module`, with the guard of `guard` around it.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;

use napi::bindgen_prelude::Object;
use napi::{Env, Error};
use napi_derive::napi;
use touchline::kernel::look_up::seed;

mod codes;
mod exports;
mod figures;
mod given;
mod guard;
mod handle;
mod list;
mod memory;
mod module;
mod reading;
mod scorer;
mod stop;
mod text;
mod told;

/// Made once, whatever threads load the addon.
static EXPORTS: LazyLock<module::Module> = LazyLock::new(exports::all);

/// Node calls this once for each JavaScript thread that loads the addon.
///
/// # Errors
/// Node refuses to make a function.
#[napi(module_exports)]
pub fn register(mut exports: Object<'_>, env: Env) -> napi::Result<()> {
    let registered = guard::guarded(|| {
        // A thread that Node starts later registers once more, and what is hashed stays as it was.
        seed(RandomState::new().hash_one(()));
        exports.set("version", env!("CARGO_PKG_VERSION"))?;
        EXPORTS.register(env, exports)
    });
    registered.unwrap_or_else(|defect| Err(Error::from_reason(defect.json)))
}
