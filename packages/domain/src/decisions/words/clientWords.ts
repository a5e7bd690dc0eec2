import { utcDay, type WordEvent, type WordEventOf, type WordType } from "./WordEvent.ts";
import type {
  AgreedBreak,
  ClientWords,
  Decision,
  End,
  NotedCause,
  Play,
  Snooze,
  Verdict,
  Waiver,
} from "./Words.ts";

const ofType =
  <T extends WordType>(type: T) =>
  (event: WordEvent): event is WordEventOf<T> =>
    event.type === type;

const byDay = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const endOf = (events: ReadonlyArray<WordEvent>): End | null => {
  const last = events.findLast((event) => event.type === "client.ended" || event.type === "client.resumed");
  if (last?.type !== "client.ended") return null;
  const { cause, noticeOn, endsOn, reason } = last.data;
  return { eventId: last.id, cause, noticeOn, endsOn, reason };
};

/** Of one day the word said last; of several days that have come the latest. */
const agreedOf = (events: ReadonlyArray<WordEvent>): ClientWords["agreed"] => {
  const latest = events
    .filter(ofType("client.agreed"))
    .toSorted((a, b) => byDay(a.data.validFrom, b.data.validFrom))
    .at(-1);
  if (latest === undefined) return null;
  const { validFrom, responseMinutes, checkInDays, capMinutesPerMonth, workingHoursOnly } = latest.data;
  return {
    eventId: latest.id,
    validFrom,
    responseMinutes,
    checkInDays,
    capMinutesPerMonth,
    workingHoursOnly,
  };
};

const breaksOf = (events: ReadonlyArray<WordEvent>): ReadonlyArray<AgreedBreak> => {
  const said = new Map(
    events.filter(ofType("break.agreed")).map((event) => [`${event.data.from}/${event.data.to}`, event]),
  );
  return [...said.values()]
    .filter(({ data }) => !data.off)
    .map(({ id, data }) => ({ eventId: id, from: data.from, to: data.to, reason: data.reason }))
    .toSorted((a, b) => byDay(a.from, b.from) || byDay(a.to, b.to));
};

const flagsOf = (events: ReadonlyArray<WordEvent>): ClientWords["flags"] => {
  const said = new Map(events.filter(ofType("client.flagged")).map((event) => [event.data.flag, event]));
  return new Map(
    [...said].flatMap(([flag, { id, data }]) =>
      data.on ? [[flag, { eventId: id, reason: data.reason }] as const] : [],
    ),
  );
};

const decisionsOf = (events: ReadonlyArray<WordEvent>): ReadonlyArray<Decision> =>
  events
    .filter(ofType("decision.made"))
    .map(({ id, data }) => ({
      eventId: id,
      id: data.decisionId,
      by: data.decidedBy,
      reason: data.reason,
      action: data.action,
      decidedOn: data.decidedOn,
      reviewOn: data.reviewOn,
      evidence: data.evidence,
    }))
    .toSorted((a, b) => byDay(a.decidedOn, b.decidedOn));

const waiversOf = (events: ReadonlyArray<WordEvent>, asOf: string): ReadonlyArray<Waiver> =>
  events
    .filter(ofType("rung.waived"))
    .filter(({ data }) => data.until === null || data.until >= asOf)
    .map(({ id, occurredAt, data }) => ({
      eventId: id,
      id: data.waiverId,
      by: data.waivedBy,
      reason: data.reason,
      action: data.action,
      saidOn: utcDay(occurredAt),
      until: data.until,
    }));

const playsOf = (events: ReadonlyArray<WordEvent>): ReadonlyArray<Play> => {
  const ends = new Map(
    events
      .filter(ofType("play.ended"))
      .map(({ id, data: { playId, endedOn, outcome, reason } }) => [
        playId,
        { eventId: id, endedOn, outcome, reason },
      ]),
  );
  return events
    .filter(ofType("play.started"))
    .map(({ id, data }) => ({
      eventId: id,
      id: data.playId,
      by: data.startedBy,
      reason: data.reason,
      action: data.action,
      startedOn: data.startedOn,
      ended: ends.get(data.playId) ?? null,
    }))
    .toSorted((a, b) => byDay(a.startedOn, b.startedOn));
};

const verdictOf = (events: ReadonlyArray<WordEvent>, asOf: string): Verdict | null => {
  const last = events
    .filter(ofType("verdict.given"))
    .filter(({ data }) => data.expiresOn >= asOf)
    .toSorted((a, b) => byDay(a.data.givenOn, b.data.givenOn))
    .at(-1);
  if (last === undefined) return null;
  const { verdictId, givenBy, reason, verdict, givenOn, expiresOn } = last.data;
  return { eventId: last.id, id: verdictId, by: givenBy, reason, verdict, givenOn, expiresOn };
};

const snoozesOf = (events: ReadonlyArray<WordEvent>): ReadonlyArray<Snooze> =>
  events.filter(ofType("alert.snoozed")).map(({ id, occurredAt, data }) => ({
    eventId: id,
    id: data.snoozeId,
    by: data.snoozedBy,
    reason: data.reason,
    kind: data.kind,
    saidOn: utcDay(occurredAt),
    until: data.until,
  }));

const causesOf = (events: ReadonlyArray<WordEvent>): ReadonlyArray<NotedCause> =>
  events
    .filter(ofType("cause.noted"))
    .map(({ id, data }) => ({
      eventId: id,
      id: data.noteId,
      by: data.notedBy,
      reason: data.reason,
      cause: data.cause,
      notedOn: data.notedOn,
      aboutEvent: data.aboutEvent,
    }))
    .toSorted((a, b) => byDay(a.notedOn, b.notedOn));

/** What holds of one client by the words about it that were not taken back, in the order they were said. */
export const clientWords = (events: ReadonlyArray<WordEvent>, asOf: string): ClientWords => ({
  end: endOf(events),
  agreed: agreedOf(events),
  breaks: breaksOf(events),
  flags: flagsOf(events),
  decisions: decisionsOf(events),
  waivers: waiversOf(events, asOf),
  plays: playsOf(events),
  verdict: verdictOf(events, asOf),
  snoozes: snoozesOf(events),
  causes: causesOf(events),
});
