//! The page of notifications: what tells whom.

use crate::generate::model::{Model, Notice};

/// Every message.
pub(crate) fn print(model: &Model) -> String {
    let rows: String = model.lists.notifications.iter().map(row).collect();
    format!(
        "Whoever sent the command that caused a message is never told by it. In the product everything is told; by \
         e-mail as its recipient has chosen, kind by kind, and only while there still is need for it and the \
         recipient may see the thing.\n\n\
         | when this happens | this person is told | by this text | of this kind | by e-mail while | rule |\n\
         | --- | --- | --- | --- | --- | --- |\n{rows}"
    )
}

fn row(notice: &Notice) -> String {
    let needed: Vec<String> = notice.needed.iter().map(|state| format!("`{state}`")).collect();
    let to = match notice.to.as_str() {
        "coached" => "the person whom it coaches",
        "keeper" => "whoever keeps it",
        "manager" => "the nearest manager who can act, else every owner, else human resources",
        "keeper_of_its_bundle" => "whoever keeps the bundle that took it up",
        other => other,
    };
    let when = match notice.when.as_str() {
        "before_last_day" => format!("some days before the last day, once `{}`", notice.event),
        "after_last_day" => format!("the day after the last day, once `{}`", notice.event),
        "to_follow_up" => format!("some days after `{}`", notice.event),
        _ => format!("`{}`", notice.event),
    };
    format!(
        "| {} | {to} | `{}` | `{}` | the `{}` is {} | {} |\n",
        when,
        notice.template,
        notice.kind,
        notice.thing,
        needed.join(" or "),
        notice.rule
    )
}
