import type { DirectoryEvent } from "@rapport/contracts/Directory";

/** What people say of clients, and take back: events of `@rapport/contracts/Decisions`. */
export const wordTypes = [
  "client.ended",
  "client.resumed",
  "client.agreed",
  "break.agreed",
  "client.flagged",
  "decision.made",
  "rung.waived",
  "play.started",
  "play.ended",
  "verdict.given",
  "alert.snoozed",
  "cause.noted",
  "word.undone",
] as const satisfies ReadonlyArray<DirectoryEvent["type"]>;

export type WordType = (typeof wordTypes)[number];
export type WordEvent = Extract<DirectoryEvent, { type: WordType }>;
export type WordEventOf<T extends WordType> = Extract<WordEvent, { type: T }>;

export const isWordEvent = (event: DirectoryEvent): event is WordEvent =>
  (wordTypes as ReadonlyArray<string>).includes(event.type);

/** The UTC day of a moment, `YYYY-MM-DD`. */
export const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/**
 * The day from which a word counts, `YYYY-MM-DD`: the one it names for itself, else (of flags, waivers, snoozes and what
 * is taken back) the one on which it was said. As of an earlier day it is not there.
 */
export const wordDay = (event: WordEvent): string => {
  switch (event.type) {
    case "client.ended":
      return event.data.noticeOn;
    case "client.resumed":
      return event.data.on;
    case "client.agreed":
      return event.data.validFrom;
    case "break.agreed":
      return event.data.from;
    case "decision.made":
      return event.data.decidedOn;
    case "play.started":
      return event.data.startedOn;
    case "play.ended":
      return event.data.endedOn;
    case "verdict.given":
      return event.data.givenOn;
    case "cause.noted":
      return event.data.notedOn;
    case "client.flagged":
    case "rung.waived":
    case "alert.snoozed":
    case "word.undone":
      return utcDay(event.occurredAt);
  }
};

/** By what a later word can take this one back; null where the next word of its kind does, or nothing can. */
export const wordId = (event: WordEvent): string | null => {
  switch (event.type) {
    case "decision.made":
      return event.data.decisionId;
    case "rung.waived":
      return event.data.waiverId;
    case "play.started":
      return event.data.playId;
    case "verdict.given":
      return event.data.verdictId;
    case "alert.snoozed":
      return event.data.snoozeId;
    case "cause.noted":
      return event.data.noteId;
    default:
      return null;
  }
};

/** Who said it; null of words that name nobody. */
export const wordBy = (event: WordEvent): string | null => {
  switch (event.type) {
    case "decision.made":
      return event.data.decidedBy;
    case "rung.waived":
      return event.data.waivedBy;
    case "play.started":
      return event.data.startedBy;
    case "verdict.given":
      return event.data.givenBy;
    case "alert.snoozed":
      return event.data.snoozedBy;
    case "cause.noted":
      return event.data.notedBy;
    case "word.undone":
      return event.data.undoneBy;
    default:
      return null;
  }
};
