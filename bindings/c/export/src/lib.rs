//! `#[export]`: a function becomes a C symbol and gets its panic guard, in one construct, so that
//! neither can be had without the other.
//!
//! Rules: API-03.

use proc_macro::{Delimiter, Group, TokenStream, TokenTree};

/// Exports a `pub unsafe extern "C" fn` under its own name and runs its body inside the crate's guard.
///
/// The body is handed to `crate::guard::guarded` together with the parameter named `answer`, or with `()`
/// where there is none: that is where an answer, or the report of a defect, is written to.
#[proc_macro_attribute]
pub fn export(arguments: TokenStream, function: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = function.into_iter().collect();
    let Some(TokenTree::Group(body)) = tokens.pop().filter(|last| is_group(last, Delimiter::Brace)) else {
        return refuse("#[export] stands before a function with a body");
    };
    if !arguments.is_empty() {
        return refuse("#[export] takes no arguments");
    }
    if !tokens.iter().any(|token| token.to_string() == "extern") {
        return refuse("an exported function is `pub unsafe extern \"C\"`");
    }

    let to = if names_an_answer(&tokens) { "answer" } else { "()" };
    let arguments = code(&format!("{to}, move ||")).chain([TokenTree::Group(body)]).collect();
    let call = Group::new(Delimiter::Parenthesis, arguments);
    let guarded = code("crate::guard::guarded").chain([TokenTree::Group(call)]).collect();
    let body = TokenTree::Group(Group::new(Delimiter::Brace, guarded));
    code("#[unsafe(no_mangle)]").chain(tokens).chain([body]).collect()
}

/// Whether one of the parameters is called `answer`.
fn names_an_answer(signature: &[TokenTree]) -> bool {
    let parameters = signature.iter().find(|token| is_group(token, Delimiter::Parenthesis));
    let Some(TokenTree::Group(parameters)) = parameters else { return false };
    let parameters: Vec<TokenTree> = parameters.stream().into_iter().collect();
    parameters.windows(2).any(|pair| pair[0].to_string() == "answer" && pair[1].to_string() == ":")
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if Group::delimiter(group) == delimiter)
}

fn refuse(message: &str) -> TokenStream {
    code(&format!("::core::compile_error!({message:?});")).collect()
}

/// Rust text as tokens. It is always text from this file, so it always parses.
fn code(text: &str) -> impl Iterator<Item = TokenTree> + use<> {
    text.parse::<TokenStream>().expect("this file holds only whole tokens").into_iter()
}
