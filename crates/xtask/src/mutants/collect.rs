//! Finds what can be changed in a file: every place that decides something at run time. What is reckoned when it is
//! compiled has no switch and is only counted.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Block, Expr, Pat, Signature, Stmt, UnOp};

use super::kinds;
use super::site::{Form, Mutant, Site};

/// How much of an expression a change quotes.
const QUOTED: usize = 100;

/// What a file holds.
#[derive(Default)]
pub(crate) struct Found {
    /// The places, each with its changes.
    pub(crate) sites: Vec<Site>,
    /// How many changes stand where nothing can be switched.
    pub(crate) skipped: usize,
    /// Modules that are for tests alone.
    pub(crate) test_modules: Vec<String>,
}

/// What can be changed in a file. Switches are numbered later, when all files are known.
pub(crate) fn collect(file: &str, source: &str, defaults: &BTreeSet<String>) -> Result<Found, String> {
    let syntax = syn::parse_file(source).map_err(|error| format!("{file}: {error}"))?;
    let mut collector = Collector {
        file,
        source,
        defaults,
        names: Vec::new(),
        fixed: 0,
        found: Found::default(),
        known: BTreeMap::new(),
    };
    collector.visit_file(&syntax);
    Ok(collector.found)
}

struct Collector<'a> {
    file: &'a str,
    source: &'a str,
    defaults: &'a BTreeSet<String>,
    /// The modules, types and functions around what is looked at.
    names: Vec<String>,
    /// How many things around it are reckoned when it is compiled.
    fixed: usize,
    found: Found,
    /// How often the same change of the same function came before.
    known: BTreeMap<(String, String), usize>,
}

impl<'a> Collector<'a> {
    fn text(&self, range: Range<usize>) -> &'a str {
        self.source.get(range).unwrap_or_default()
    }

    fn quoted(&self, range: Range<usize>) -> String {
        let words: Vec<&str> = self.text(range).split_whitespace().collect();
        let text = words.join(" ");
        match text.char_indices().nth(QUOTED) {
            Some((end, _)) => format!("`{}…`", &text[..end]),
            None => format!("`{text}`"),
        }
    }

    fn line(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.source[..range.start].rfind('\n').map_or(0, |end| end + 1);
        start..self.source[start..].find('\n').map_or(self.source.len(), |length| start + length)
    }

    fn site(&mut self, range: Range<usize>, form: Form, changes: Vec<(String, String)>) {
        if self.fixed > 0 {
            self.found.skipped += changes.len();
            return;
        }
        let mutants: Vec<Mutant> = changes.into_iter().map(|change| self.mutant(range.start, change)).collect();
        if !mutants.is_empty() {
            self.found.sites.push(Site { range, form, mutants });
        }
    }

    fn mutant(&mut self, start: usize, (change, text): (String, String)) -> Mutant {
        let function = self.names.join("::");
        let times = self.known.entry((function.clone(), change.clone())).or_default();
        *times += 1;
        let change = if *times == 1 { change } else { format!("{change}, place {times}") };
        let line = self.source[..start].matches('\n').count() + 1;
        Mutant { id: 0, file: self.file.to_owned(), line, function, change, text }
    }

    fn within(&mut self, name: String, visit: impl FnOnce(&mut Self)) {
        self.names.push(name);
        visit(self);
        self.names.pop();
    }

    fn fixedly(&mut self, visit: impl FnOnce(&mut Self)) {
        self.fixed += 1;
        visit(self);
        self.fixed -= 1;
    }

    fn function(&mut self, signature: &Signature, block: &Block) {
        self.within(signature.ident.to_string(), |this| {
            if signature.constness.is_some() {
                return this.fixedly(|this| this.body(signature, block));
            }
            if !is_never_called(block) {
                this.body(signature, block);
            }
        });
    }

    fn body(&mut self, signature: &Signature, block: &Block) {
        let start = block.brace_token.span.open().byte_range().end;
        let inside = self.text(start..block.brace_token.span.close().byte_range().start).trim();
        let values = kinds::plain_values(&signature.output, self.defaults).into_iter();
        let values = values.filter(|value| !inside.is_empty() && inside != value);
        let told =
            |value: &String| if value.is_empty() { "does nothing".to_owned() } else { format!("gives `{value}`") };
        self.site(start..start, Form::Body, values.map(|value| (told(&value), value)).collect());
        self.visit_block(block);
    }

    /// A condition that no change of its own operators covers.
    fn condition(&mut self, condition: &Expr) {
        let covered = match condition {
            Expr::Binary(_) | Expr::Unary(_) | Expr::Let(_) | Expr::Lit(_) | Expr::Paren(_) => true,
            Expr::MethodCall(call) => kinds::has_an_opposite(&call.method.to_string()),
            _ => false,
        };
        if !covered {
            self.always_and_never(condition);
        }
    }

    fn always_and_never(&mut self, condition: &Expr) {
        let range = condition.span().byte_range();
        let quoted = self.quoted(range.clone());
        let changes =
            ["true", "false"].map(|value| (format!("condition {quoted} is always {value}"), value.to_owned()));
        self.site(range, Form::Condition, changes.into());
    }

    fn arms(&mut self, arms: &[syn::Arm]) {
        let takes_all = arms.last().is_some_and(|last| last.guard.is_none() && catches_all(&last.pat));
        for arm in arms {
            match &arm.guard {
                Some((_, guard)) if !has_let(guard) => self.always_and_never(guard),
                Some(_) => {}
                None if takes_all && !catches_all(&arm.pat) => {
                    let range = arm.pat.span().byte_range();
                    let change = format!("arm {} taken out", self.quoted(range.clone()));
                    self.site(range.end..range.end, Form::Arm, vec![(change, String::new())]);
                }
                None => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Collector<'_> {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if !is_for_tests(&module.attrs) {
            return self.within(module.ident.to_string(), |this| visit::visit_item_mod(this, module));
        }
        if module.content.is_none() {
            self.found.test_modules.push(module.ident.to_string());
        }
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        if !is_for_tests(&function.attrs) {
            self.function(&function.sig, &function.block);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if !is_for_tests(&function.attrs) {
            self.function(&function.sig, &function.block);
        }
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.function(&function.sig, block);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let of = item.trait_.as_ref().and_then(|(_, path, _)| path.segments.last());
        let of = of.map(|segment| segment.ident.to_string());
        if is_for_tests(&item.attrs) || of.as_deref().is_some_and(kinds::is_for_people) {
            return;
        }
        let own = self.text(item.self_ty.span().byte_range()).to_owned();
        let name = of.map_or(own.clone(), |of| format!("{of} for {own}"));
        self.within(name, |this| visit::visit_item_impl(this, item));
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.within(item.ident.to_string(), |this| visit::visit_item_trait(this, item));
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        if !is_for_tests(&item.attrs) {
            self.fixedly(|this| this.visit_expr(&item.expr));
        }
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.fixedly(|this| this.visit_expr(&item.expr));
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        self.fixedly(|this| this.visit_expr(&item.expr));
    }

    fn visit_expr_const(&mut self, block: &'ast syn::ExprConst) {
        self.fixedly(|this| visit::visit_expr_const(this, block));
    }

    fn visit_expr_repeat(&mut self, repeat: &'ast syn::ExprRepeat) {
        self.visit_expr(&repeat.expr);
    }

    fn visit_item_use(&mut self, _: &'ast syn::ItemUse) {}
    fn visit_item_enum(&mut self, _: &'ast syn::ItemEnum) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_generics(&mut self, _: &'ast syn::Generics) {}
    fn visit_pat(&mut self, _: &'ast Pat) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
    fn visit_macro(&mut self, _: &'ast syn::Macro) {}
    fn visit_path(&mut self, _: &'ast syn::Path) {}

    fn visit_expr_binary(&mut self, binary: &'ast syn::ExprBinary) {
        if matches!(binary.op, BinOp::And(_)) && (has_let(&binary.left) || has_let(&binary.right)) {
            self.condition(&binary.left);
            self.condition(&binary.right);
            return visit::visit_expr_binary(self, binary);
        }
        let (left, right) = (binary.left.span().byte_range(), binary.right.span().byte_range());
        let operator = self.text(binary.op.span().byte_range());
        let range = left.start..right.end;
        let quoted = self.quoted(range.clone());
        let changes = kinds::other_operators(operator).iter().map(|other| {
            let change = format!("`{operator}` becomes `{other}` in {quoted}");
            (change, format!("({}) {other} ({})", self.text(left.clone()), self.text(right.clone())))
        });
        self.site(range, Form::Instead, changes.collect());
        visit::visit_expr_binary(self, binary);
    }

    fn visit_expr_unary(&mut self, unary: &'ast syn::ExprUnary) {
        if let UnOp::Not(_) | UnOp::Neg(_) = unary.op {
            let range = unary.span().byte_range();
            let operator = self.text(unary.op.span().byte_range());
            let change = format!("`{operator}` taken out of {}", self.quoted(range.clone()));
            let rest = self.text(unary.expr.span().byte_range()).to_owned();
            self.site(range, Form::Instead, vec![(change, rest)]);
        }
        visit::visit_expr_unary(self, unary);
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let method = call.method.to_string();
        if let Some(other) = kinds::other_method(&method) {
            let (range, name) = (call.span().byte_range(), call.method.span().byte_range());
            let change = format!("`{method}` becomes `{other}` in {}", self.quoted(range.clone()));
            let text = [self.text(range.start..name.start), other, self.text(name.end..range.end)].concat();
            self.site(range, Form::Instead, vec![(change, text)]);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_lit(&mut self, literal: &'ast syn::ExprLit) {
        let syn::Lit::Int(number) = &literal.lit else { return };
        let Some(next) = number.base10_parse::<u128>().ok().and_then(|value| value.checked_add(1)) else { return };
        let range = number.span().byte_range();
        let change = format!("`{number}` becomes `{next}` in {}", self.quoted(self.line(&range)));
        self.site(range, Form::Instead, vec![(change, format!("{next}{}", number.suffix()))]);
    }

    fn visit_expr_if(&mut self, expression: &'ast syn::ExprIf) {
        self.condition(&expression.cond);
        visit::visit_expr_if(self, expression);
    }

    fn visit_expr_match(&mut self, expression: &'ast syn::ExprMatch) {
        self.arms(&expression.arms);
        visit::visit_expr_match(self, expression);
    }

    fn visit_stmt(&mut self, statement: &'ast Stmt) {
        if let Stmt::Expr(expression, Some(_)) = statement
            && can_be_left_out(expression)
        {
            let range = statement.span().byte_range();
            let change = format!("statement {} taken out", self.quoted(range.clone()));
            self.site(range, Form::Statement, vec![(change, String::new())]);
        }
        visit::visit_stmt(self, statement);
    }
}

/// Whether a body takes apart what has no value.
fn is_never_called(block: &Block) -> bool {
    matches!(&block.stmts[..], [Stmt::Expr(Expr::Match(taken_apart), None)] if taken_apart.arms.is_empty())
}

fn can_be_left_out(expression: &Expr) -> bool {
    match expression {
        Expr::Try(tried) => can_be_left_out(&tried.expr),
        Expr::Call(_) | Expr::MethodCall(_) | Expr::Assign(_) => true,
        _ => false,
    }
}

fn catches_all(pattern: &Pat) -> bool {
    match pattern {
        Pat::Wild(_) => true,
        // A name in small letters is bound; one in great letters is a constant.
        Pat::Ident(name) => {
            name.subpat.is_none() && name.ident.to_string().starts_with(|letter: char| letter.is_lowercase())
        }
        _ => false,
    }
}

fn has_let(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let names_test = || attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"));
        attribute.path().is_ident("test") || attribute.path().is_ident("cfg") && names_test()
    })
}
