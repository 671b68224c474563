//! Reports in their formats, for hosts.

use schemars::JsonSchema;
use serde::Serialize;

use super::{RenderInput, ReportFormat, every_value, html, markdown, one_table};
use crate::document::Document;
use crate::layout::{Beside, lay_out};
use crate::locale::{Marks, Printer};
use crate::spent::Spent;
use crate::words::Words;
#[cfg(feature = "pdf")]
use touchline_kernel::reader::Data;
use touchline_kernel::reader::Document as Json;
use touchline_kernel::rejection::Faults;
use touchline_kernel::text::Locale;
#[cfg(feature = "pdf")]
use touchline_kernel::{Code, DetailKey, Reason, base64};
use touchline_kernel::{Failure, Key, Limits, canonical};

touchline_kernel::operations! {
    /// A report in a format: JSON, Markdown, HTML, CSV or PDF, from the data that other operations and queries gave.
    "report.render": report_render, read under |_| Limits::WIDEST;
}

impl ReportFormat {
    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            ReportFormat::Json => "application/json",
            ReportFormat::Markdown => "text/markdown; charset=utf-8",
            ReportFormat::Html => "text/html; charset=utf-8",
            ReportFormat::Csv => "text/csv; charset=utf-8; header=present",
            #[cfg(feature = "pdf")]
            ReportFormat::Pdf => "application/pdf",
        }
    }
}

/// How content is written in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportEncoding {
    /// As it is.
    Text,
    /// In Base64 (RFC 4648, 4), since it is no text.
    Base64,
}

/// A report in a format.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RenderedReport")]
pub struct Rendered {
    /// The report.
    pub content: String,
    /// How it is written here.
    pub encoding: ReportEncoding,
    /// Its media type.
    pub media_type: &'static str,
}

/// A report in a format.
///
/// # Errors
/// Data of another shape than the kind has, or of which too much is told; words that no report reads; a table that it does not
/// have.
pub fn render(input: &RenderInput) -> Result<Rendered, Failure> {
    if let Some(words) = &input.words {
        words.check("/words").map_err(Failure::BadInput)?;
    }
    let spent = Spent::default();
    let words = Words::counted(input.words.as_ref(), &spent);
    let locale = input.locale.as_ref().map_or_else(|| words.locale(), Locale::as_str);
    let printer = Printer { marks: Marks::of(locale), words, zone: input.zone.unwrap_or_default() };
    let beside = Beside {
        about: input.about.as_ref(),
        calls: &input.calls,
        history: input.history.as_ref(),
        names: &input.names,
        spent: &spent,
    };
    let read = Json::parse(input.data.get().as_bytes()).map_err(Failure::BadInput)?.unescaped();
    let data = read.root();
    let document = lay_out(input.kind, data, beside, &printer).map_err(Failure::BadInput)?;
    #[cfg(feature = "pdf")]
    if input.format == ReportFormat::Pdf {
        let made = as_pdf(input, data, &document, &printer)?;
        spent.check().map_err(Failure::BadInput)?;
        return Ok(made);
    }
    let content = match input.format {
        ReportFormat::Json => canonical::to_string(&read)?,
        ReportFormat::Markdown => markdown(&document, &printer),
        ReportFormat::Html => html(&document, &printer),
        ReportFormat::Csv => csv(&document, input.table.as_ref())?,
        #[cfg(feature = "pdf")]
        ReportFormat::Pdf => String::new(),
    };
    spent.check().map_err(Failure::BadInput)?;
    Ok(Rendered { content, encoding: ReportEncoding::Text, media_type: input.format.media_type() })
}

#[cfg(feature = "pdf")]
fn as_pdf(
    input: &RenderInput,
    data: Data<'_>,
    document: &Document,
    printer: &Printer<'_>,
) -> Result<Rendered, Failure> {
    let Some(at) = input.at else {
        let mut faults = Faults::default();
        faults.add("", Reason::new(Code::MissingField).with(DetailKey::Field, "at"));
        return Err(Failure::BadInput(faults.into()));
    };
    let made = super::pdf(document, printer, at, &input.fonts);
    let bytes = made.map_err(|failure| super::glyphs::placed(failure, input, data))?;
    let media_type = input.format.media_type();
    Ok(Rendered { content: base64::encoded(&bytes), encoding: ReportEncoding::Base64, media_type })
}

fn csv(document: &Document, table: Option<&Key>) -> Result<String, Failure> {
    let Some(wanted) = table else { return Ok(every_value(document)) };
    match document.tables().find(|table| table.name == wanted.as_str()) {
        Some(table) => Ok(one_table(table)),
        None => {
            let mut faults = Faults::default();
            faults.known("/table", wanted.as_str(), document.tables().map(|table| table.name.as_str()));
            Err(Failure::BadInput(faults.into()))
        }
    }
}

fn report_render(input: RenderInput) -> Result<Rendered, Failure> {
    render(&input)
}
