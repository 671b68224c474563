// What ical.js reads of calendar files, which come as a JSON list; `node calendar_files.mjs FOLDER`, with the package installed
// in the folder.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const ical = createRequire(join(process.argv[2], "package.json"))("ical.js");
const ICAL = ical.default ?? ical;

function told(component, method) {
  const first = (name) => component.getFirstProperty(name);
  const value = (name) => component.getFirstPropertyValue(name);
  const party = (property) => [property.getFirstValue(), property.getParameter("cn") ?? null];
  const attendees = component.getAllProperties("attendee");
  const starts = value("dtstart");
  return {
    method,
    status: value("status"),
    recurrence_id: value("recurrence-id")?.toJSDate().toISOString() ?? null,
    uid: value("uid"),
    summary: value("summary"),
    location: value("location") ?? null,
    sequence: value("sequence"),
    organizer: party(first("organizer")),
    attendees: attendees.map(party),
    participation: attendees.map((one) => one.getParameter("partstat")),
    length: value("duration").toSeconds(),
    starts: starts.toJSDate().toISOString(),
  };
}

// The moments at which a file's events take place, by its rule, with what is skipped, added and moved: so many at most.
const MOMENTS = 12;

function expanded(calendar) {
  const [main, ...moved] = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
  if (!main || main.isRecurrenceException()) {
    return null;
  }
  moved.filter((one) => one.isRecurrenceException()).forEach((one) => main.relateException(one));
  if (!main.isRecurring()) {
    return null;
  }
  const found = [];
  const planned = main.iterator();
  for (let next = planned.next(); next && found.length < MOMENTS; next = planned.next()) {
    found.push(main.getOccurrenceDetails(next).startDate.toJSDate().toISOString());
  }
  return found;
}

const found = JSON.parse(readFileSync(0, "utf8")).map((text) => {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(text));
  // By the rules that the file itself gives.
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  const method = calendar.getFirstPropertyValue("method");
  return { events: calendar.getAllSubcomponents("vevent").map((event) => told(event, method)), moments: expanded(calendar) };
});
process.stdout.write(JSON.stringify(found));
