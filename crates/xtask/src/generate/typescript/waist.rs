//! The classes of the waist, and their types: each call crosses by the name of its class and its own.

use super::{NOTICE, comment};
use crate::generate::output::Output;
use crate::generate::prose;
use crate::generate::waist::{Call, Does, Gives, HANDLES, Handle};

pub(crate) fn print() -> [Output; 2] {
    let file = |name: &str, text: &str| Output::new(format!("bindings/node/{name}"), text);
    [file("waist.cjs", &script()), file("waist.d.cts", &types())]
}

fn script() -> String {
    let classes: String = HANDLES.iter().map(class).collect();
    let names: Vec<&str> = HANDLES.iter().map(|handle| handle.name).collect();
    format!(
        "{NOTICE}\n// The library's narrow waist, for those who bring their own JSON: nothing here parses, and no answer is\n\
         // thrown. Text goes in (strings, or UTF-8 in a Uint8Array), and [status, json, …] comes out.\n'use strict';\n\n\
         const {{ Handle, batchOf, call, callAsync, made, named }} = require('./handle.cjs');\n\
         const native = require('./native.cjs');\n{classes}\nmodule.exports = {{ {}, call, callAsync }};\n",
        names.join(", ")
    )
}

fn class(handle: &Handle) -> String {
    let methods: String = handle.calls.iter().map(|call| method(handle, call, false) + &twin(handle, call)).collect();
    format!("\nclass {} extends Handle {{\n{methods}}}\n", handle.name)
}

fn twin(handle: &Handle, call: &Call) -> String {
    if call.has_twin() { method(handle, call, true) } else { String::new() }
}

fn method(handle: &Handle, call: &Call, is_twin: bool) -> String {
    let (name, takes) = (prose::camel(call.name), arguments(call));
    let ending = if is_twin { "Async" } else { "" };
    let (kind, this) = match call.does {
        Does::Opens(_) => ("static ", vec![]),
        Does::Uses | Does::Ends => ("", vec!["this.handle".to_owned()]),
    };
    let given: Vec<String> = this.into_iter().chain(takes.clone()).collect();
    let wait = if is_twin { "await " } else { "" };
    let reply =
        format!("{wait}native.{}{}{ending}({})", prose::camel(handle.name), prose::pascal(call.name), given.join(", "));
    let told = match call.gives {
        Gives::Handle(made) => format!("made({made}, {reply})"),
        Gives::Batch => format!("batchOf({reply})"),
        Gives::Record | Gives::Nothing | Gives::Bytes | Gives::Chunk | Gives::Rest => format!("named({reply})"),
    };
    let kind = if is_twin { "async " } else { kind };
    format!("  {kind}{name}{ending}({}) {{ return {told}; }}\n", takes.join(", "))
}

fn types() -> String {
    let classes: String = HANDLES.iter().map(declared).collect();
    format!(
        "{NOTICE}\nimport {{ type Answer, type Batch, Handle, type Made, type Text }} from './handle.cjs';\n\n\
         export type {{ Answer, Batch, Made, Status, Text }} from './handle.cjs';\n{classes}\n\
         /** An operation that needs no workspace, by its name. */\n\
         export declare function call(operation: Text, input: Text): Answer;\n\
         /** As `call`, off the event loop. */\n\
         export declare function callAsync(operation: Text, input: Text): Promise<Answer>;\n"
    )
}

fn declared(handle: &Handle) -> String {
    let methods: String = handle.calls.iter().map(signature).collect();
    format!("\n{}export declare class {} extends Handle {{\n{methods}}}\n", comment(handle.doc, ""), handle.name)
}

fn signature(call: &Call) -> String {
    let kind = if let Does::Opens(_) = call.does { "static " } else { "" };
    let takes: Vec<String> = arguments(call).iter().map(|name| format!("{name}: Text")).collect();
    let (name, takes) = (prose::camel(call.name), takes.join(", "));
    let gives = match call.gives {
        Gives::Handle(made) => format!("Made<{made}>"),
        Gives::Bytes | Gives::Chunk => "Made<Uint8Array | null>".into(),
        Gives::Batch => "Batch".into(),
        Gives::Record | Gives::Nothing | Gives::Rest => "Answer".into(),
    };
    let mut text = format!("{}  {kind}{name}({takes}): {gives};\n", comment(call.doc, "  "));
    if call.has_twin() {
        let doc = comment(&format!("As `{name}`, off the event loop."), "  ");
        text += &format!("{doc}  {name}Async({takes}): Promise<{gives}>;\n");
    }
    text
}

fn arguments(call: &Call) -> Vec<String> {
    call.takes.iter().map(|name| prose::camel(name)).collect()
}
