import ICAL from "ical.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Agency,
  clientOfAddress,
  makeAgency,
  plainRows,
  Tally,
  tidied,
  truthOf,
} from "./rereadAgency.ts";

interface Version {
  readonly rank: string;
  readonly component: ICAL.Component;
  readonly startMs: number;
  readonly endMs: number;
  readonly allDay: boolean;
}
interface Occurrence {
  readonly versions: Array<Version>;
  readonly starts: Set<number>;
}

let agency: Agency;
const occurrences = new Map<string, Occurrence>();
const zones = new Set<string>();

const rankOf = (component: ICAL.Component): string =>
  `${String(component.getFirstPropertyValue("sequence")).padStart(4, "0")} ${String(component.getFirstPropertyValue("last-modified"))}`;

/** A day without a time is the firm's: London's. */
const msOf = (time: ICAL.Time): number =>
  (time.isDate
    ? ICAL.Time.fromData({ ...time.toJSON(), isDate: false }, ICAL.TimezoneService.get("Europe/London")!)
    : time
  )
    .toJSDate()
    .getTime();

const enter = (
  key: string,
  original: number | null,
  component: ICAL.Component,
  start: ICAL.Time,
  end: ICAL.Time,
) => {
  const found = occurrences.get(key) ?? { versions: [], starts: new Set<number>() };
  const version = {
    rank: rankOf(component),
    component,
    startMs: msOf(start),
    endMs: msOf(end),
    allDay: start.isDate,
  };
  found.versions.push(version);
  found.starts.add(version.startMs);
  if (original !== null) found.starts.add(original);
  occurrences.set(key, found);
};

const readCalendar = (text: string): void => {
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = root.getAllSubcomponents("vevent");
  const uidOf = (event: ICAL.Component) => String(event.getFirstPropertyValue("uid"));
  for (const component of events.filter((one) => !one.hasProperty("recurrence-id"))) {
    const uid = uidOf(component);
    const exceptions = events.filter((one) => one.hasProperty("recurrence-id") && uidOf(one) === uid);
    const event = new ICAL.Event(component, { exceptions });
    if (!event.isRecurring()) {
      enter(uid, null, component, event.startDate, event.endDate);
      continue;
    }
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(next);
      enter(`${uid}#${msOf(next)}`, msOf(next), item.component, startDate, endDate);
    }
  }
};

beforeAll(() => {
  agency = makeAgency();
  const files = agency.files("calendars");
  for (const { text } of files) {
    for (const zone of new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents("vtimezone")) {
      const made = new ICAL.Timezone(zone);
      zones.add(made.tzid);
      ICAL.TimezoneService.register(made);
    }
  }
  for (const { text } of files) readCalendar(text);
});
afterAll(() => agency.remove());

const addressOf = (property: ICAL.Property) => String(property.getFirstValue()).replace("mailto:", "");

it("figures of meetings equal those of the files", () => {
  const clientOf = clientOfAddress(agency);
  const projects = new Map(
    plainRows(agency, "directory/clients.csv").flatMap((row) =>
      row["projects"]!.split(";").map((code) => [code, row["client"]!]),
    ),
  );
  const tally = new Tally();
  for (const { versions, starts } of occurrences.values()) {
    const last = versions.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).at(-1)!;
    const { component, startMs } = last;
    const people = component
      .getAllProperties("attendee")
      .filter((one) => one.getParameter("cutype") !== "ROOM");
    const coming = people.filter((one) => one.getParameter("partstat") !== "DECLINED").map(addressOf);
    const theirs = people
      .map((one) => ({ client: clientOf(addressOf(one), startMs), said: one.getParameter("partstat") }))
      .filter((one) => one.client !== null);
    const code = /\[(.*?)\]/.exec(String(component.getFirstPropertyValue("summary")))?.[1];
    const clients = theirs.length > 0 ? new Set(theirs.map((one) => one.client!)) : [projects.get(code!)!];
    const organiser = addressOf(component.getFirstProperty("organizer")!);
    const ours = new Set([organiser, ...coming].filter((address) => address.endsWith("@northlight.example")));
    const minutes = last.allDay ? 0 : (last.endMs - startMs) / 60_000;
    const missing =
      theirs.some((one) => one.said === "DECLINED") &&
      !theirs.some((one) => one.said === "ACCEPTED" || one.said === "TENTATIVE");
    for (const client of clients) {
      if (starts.size > 1) tally.add(client, startMs, "meetingsMoved");
      if (component.getFirstPropertyValue("status") === "CANCELLED") {
        tally.add(client, startMs, "meetingsCancelled");
        continue;
      }
      tally.add(client, startMs, "meetingsHeld");
      if (theirs.length === 0) tally.add(client, startMs, "meetingsNamed");
      if (missing) tally.add(client, startMs, "meetingsNoShow");
      tally.add(client, startMs, "meetingMinutes", minutes);
      tally.add(client, startMs, "meetingOurMinutes", minutes * ours.size);
      tally.add(
        client,
        startMs,
        "meetingTheirHeads",
        coming.filter((address) => clientOf(address, startMs) === client).length,
      );
    }
  }
  const names = [
    "meetingsHeld",
    "meetingsNamed",
    "meetingsCancelled",
    "meetingsMoved",
    "meetingsNoShow",
    "meetingMinutes",
    "meetingOurMinutes",
    "meetingTheirHeads",
  ] as const;
  expect(occurrences.size).toBe(agency.truth.counts["occurrences"]);
  expect(tidied(tally.rows)).toEqual(truthOf(agency.truth, names));
});

it("calls time zones by both kinds of names, and some calendars define none", () => {
  expect(zones.has("Europe/London")).toBe(true);
  expect(zones.has("GMT Standard Time")).toBe(true);
  expect(agency.files("calendars").some(({ text }) => !text.includes("VTIMEZONE"))).toBe(true);
});
