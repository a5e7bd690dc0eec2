import { hash } from "node:crypto";
import type { CalendarEvent } from "@rapport/connectors/calendar/CalendarEvent";
import type { Occurrence } from "@rapport/connectors/calendar/Occurrence";
import { organisationOf } from "@rapport/connectors/mail/Organisation";
import type { MeetingEvent } from "@rapport/contracts/Meeting";
import { titleParties } from "@rapport/domain/meetings/titleParties";
import type { Draft, FoundAt, FoundEvent } from "@rapport/ingest/Found";
import type { MeetingFirm } from "./MeetingFirm.ts";

/** The contract's bounds (`Party`, `parties`). */
const maxParties = 500;
const maxPartyLength = 320;

const bounded = (parties: ReadonlyArray<string>): Array<string> =>
  [...new Set(parties)].filter((party) => party.length <= maxPartyLength).slice(0, maxParties);

/** Everybody of an event: the invited, rooms left out, and the organiser. */
const peopleOf = (event: CalendarEvent): ReadonlyArray<string> => [
  ...event.attendees.filter((one) => !one.resource).map((one) => one.address),
  ...(event.organiser === null ? [] : [event.organiser]),
];

const answerBits = 4;
const contentBits = 7;

const isAnswer = ({ attendance }: CalendarEvent["attendees"][number]): boolean =>
  attendance === "accepted" || attendance === "declined" || attendance === "tentative";

/**
 * What tells copies of one version of an occurrence apart: how many answers it knows, then a hash of what it says
 * (its time as it is, not the name the calendar gives the zone). So of copies with different answers the one that
 * knows most holds, whichever was read first. 11 bits.
 */
const copyOf = ({ event, startMs, endMs, timeZone, allDay }: Occurrence): number => {
  const { status, transparent, organiser, attendees } = event;
  const said = JSON.stringify([status, transparent, organiser, attendees, startMs, endMs, timeZone, allDay]);
  const answers = Math.min(attendees.filter(isAnswer).length, 2 ** answerBits - 1);
  const content = Number.parseInt(hash("sha256", said, "hex").slice(0, 4), 16) % 2 ** contentBits;
  return answers * 2 ** contentBits + content;
};

const copies = 2 ** (answerBits + contentBits);

/** What is the same for all occurrences that one version tells of. */
interface Told {
  readonly parties: Array<string>;
  readonly members: Array<string>;
  readonly logKey: string;
}

const makeTold = (event: CalendarEvent, firm: MeetingFirm): Told => {
  const people = peopleOf(event);
  const theirs = people.filter((address) => !firm.isOwn(address));
  const organisations = theirs.map(organisationOf).filter((name) => name !== null);
  return {
    parties: bounded([
      ...theirs.map((address) => `email:${address}`),
      ...organisations.map((name) => `domain:${name}`),
      ...titleParties(event.title, firm.known),
    ]),
    members: bounded(people.filter(firm.isOwn).map((address) => `email:${address}`)),
    logKey: `meeting:${event.uid}`,
  };
};

const noteOf = ({ startMs, endMs }: Occurrence): string => `${startMs}/${endMs}`;

const typeOf = (occurrence: Occurrence, before: string | null): MeetingEvent["type"] => {
  if (occurrence.event.status === "cancelled") return "meeting.cancelled";
  const moved = occurrence.originalStartMs !== null && occurrence.originalStartMs !== occurrence.startMs;
  return moved || (before !== null && before !== noteOf(occurrence))
    ? "meeting.rescheduled"
    : "meeting.scheduled";
};

/** Makes events of occurrences; `firm` is who we are. */
export const makeToMeeting = (firm: MeetingFirm) => {
  // A series has thousands of occurrences and one version.
  let last: { readonly event: CalendarEvent; readonly told: Told } | null = null;
  const toldOf = (event: CalendarEvent): Told => {
    if (last?.event !== event) last = { event, told: makeTold(event, firm) };
    return last.told;
  };
  return (occurrence: Occurrence, at: FoundAt): FoundEvent => {
    const { event } = occurrence;
    const { parties, members, logKey } = toldOf(event);
    const draft = (before: string | null): Draft => ({
      type: typeOf(occurrence, before),
      occurredAt: occurrence.startMs,
      parties,
      members,
      data: {
        series: event.uid,
        seriesRevision: occurrence.seriesVersion * copies,
        recurring: occurrence.recurring,
        originalStartAt: occurrence.originalStartMs,
        startAt: occurrence.startMs,
        endAt: occurrence.endMs,
        allDay: occurrence.allDay,
        floating: occurrence.floating,
        timeZone: occurrence.timeZone,
        status: event.status,
        changedAt: event.changedAt,
        sequence: event.sequence,
        organiser: event.organiser,
        attendees: [...event.attendees],
        transparent: event.transparent,
      },
    });
    return {
      kind: "event",
      topic: "interactions",
      at,
      key: occurrence.key,
      global: true,
      revision: occurrence.version * copies + copyOf(occurrence),
      logKey,
      note: noteOf(occurrence),
      draft,
    };
  };
};
