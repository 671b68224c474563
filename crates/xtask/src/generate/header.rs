//! `include/touchline.h`: cbindgen over the C face, with every number as a constant in front.

use std::path::Path;

use super::meanings;
use super::model::Model;
use super::output::Output;
use super::prose;
use crate::{Result, repository};

const FACE: &str = "bindings/c";
/// How the C face marks what it exports, and what that means to cbindgen.
const EXPORT: (&str, &str) = ("#[export]", "#[unsafe(no_mangle)]");

/// The structures of Arrow's C interfaces, word for word as Arrow gives them to be copied, with its guards, so that
/// any number of headers may hold them.
const ARROW: &str = r"
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE
";

/// The one C header, with the functions that were just printed.
pub(crate) fn print(root: &Path, exports: &Output, model: &Model) -> Result<Output> {
    let face = root.join(FACE);
    let mut config = cbindgen::Config::from_file(face.join("cbindgen.toml"))?;
    config.after_includes = Some(constants(model) + ARROW);
    let mut builder = cbindgen::Builder::new().with_config(config);
    for module in public_modules(&repository::read(&face.join("src/lib.rs"))?) {
        let path = format!("{FACE}/src/{module}.rs");
        let source = if path == exports.path { exports.text.clone() } else { repository::read(&root.join(&path))? };
        let copy = repository::target().join(format!("c-header/{module}.rs"));
        repository::write(&copy, source.replace(EXPORT.0, EXPORT.1).as_bytes())?;
        builder = builder.with_src(copy);
    }
    let mut text = Vec::new();
    builder.generate().map_err(|error| error.to_string())?.write(&mut text);
    let text = String::from_utf8(text).map_err(|error| error.to_string())?;
    Ok(Output::new("include/touchline.h", &text))
}

/// The face's public modules: their order is the order of the header.
fn public_modules(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
}

/// Macros, since they serve in a `switch`, in the preprocessor, and in C and C++ alike.
fn constants(model: &Model) -> String {
    let family = |family: &touchline::numbers::Family| {
        let prefix = format!("TOUCHLINE_{}", prose::screaming(&family.name));
        let members = family.members.iter().map(|(name, number)| {
            let said = meanings::of(model, &family.name, name);
            let said = said.map(|said| format!("  /**< {said} */")).unwrap_or_default();
            format!("#define {prefix}_{} UINT32_C({number}){said}\n", prose::screaming(name))
        });
        let doc =
            prose::wrapped(&family.doc, 90).into_iter().map(|line| format!("{}\n", format!(" * {line}").trim_end()));
        format!("\n/**\n{} */\n{}", doc.collect::<String>(), members.collect::<String>())
    };
    touchline::numbers::FAMILIES.iter().map(family).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn api_03_every_exported_function_stands_in_the_header() {
        let header = repository::read(&repository::at("include/touchline.h")).expect("the header is checked in");
        let face = repository::at(FACE).join("src");
        let modules = repository::read(&face.join("lib.rs")).expect("the face has a root");
        let mut functions = 0;
        for module in public_modules(&modules) {
            let source = repository::read(&face.join(format!("{module}.rs"))).expect("the module is a file");
            for exported in source.split(EXPORT.0).skip(1).filter_map(|rest| rest.split(['(', '<']).next()) {
                let name = exported.rsplit(' ').next().expect("a function has a name");
                assert!(header.contains(&format!("{name}(")), "{name} is not in the header");
                functions += 1;
            }
        }
        assert!(functions > 0, "the face exports something");
    }

    #[test]
    fn api_03_every_number_stands_in_the_header() {
        let header = repository::read(&repository::at("include/touchline.h")).expect("the header is checked in");
        for family in touchline::numbers::FAMILIES.iter() {
            for (name, number) in &family.members {
                let constant = format!("TOUCHLINE_{}_{}", prose::screaming(&family.name), prose::screaming(name));
                let defined = format!("#define {constant} UINT32_C({number})");
                assert!(header.lines().any(|line| line.split("  /**<").next() == Some(&defined)), "{constant}");
            }
        }
    }

    #[test]
    fn api_03_every_code_has_its_sentence_in_the_header() {
        let header = repository::read(&repository::at("include/touchline.h")).expect("the header is checked in");
        for entry in touchline::kernel::rejection::CODES {
            let constant = format!("#define TOUCHLINE_CODE_{} ", prose::screaming(entry.code.name()));
            let line = header.lines().find(|line| line.starts_with(&constant)).expect("the code has a number");
            let sentence = format!("/**< {} */", prose::sentence(entry.message));
            assert!(line.ends_with(&sentence), "{line}");
        }
    }
}
