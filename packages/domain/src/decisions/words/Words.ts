import type { ComplaintCause, EndCause, LadderAction } from "@rapport/contracts/Decisions";
import type { WordEvent, WordEventOf } from "./WordEvent.ts";

/** Days are `YYYY-MM-DD`; `eventId` is the event that says so. */
interface Said {
  readonly eventId: string;
  readonly reason: string;
}
/** Said under an id, by somebody, so that it can be taken back. */
interface SaidBy extends Said {
  readonly id: string;
  readonly by: string;
}

export interface End extends Said {
  readonly cause: EndCause;
  readonly noticeOn: string;
  readonly endsOn: string;
}
export interface Agreement {
  readonly eventId: string;
  readonly validFrom: string;
  readonly responseMinutes: number | null;
  readonly checkInDays: number | null;
  readonly capMinutesPerMonth: number | null;
  readonly workingHoursOnly: boolean;
}
/** Both days included. */
export interface AgreedBreak extends Said {
  readonly from: string;
  readonly to: string;
}
export type Flag = WordEventOf<"client.flagged">["data"]["flag"];
export interface Decision extends SaidBy {
  readonly action: LadderAction;
  readonly decidedOn: string;
  readonly reviewOn: string | null;
  readonly evidence: ReadonlyArray<{ readonly figure: string; readonly value: string }>;
}
export interface Waiver extends SaidBy {
  readonly action: LadderAction;
  readonly saidOn: string;
  readonly until: string | null;
}
export interface Play extends SaidBy {
  readonly action: LadderAction;
  readonly startedOn: string;
  /** Null while it runs. */
  readonly ended:
    | (Said & { readonly endedOn: string; readonly outcome: WordEventOf<"play.ended">["data"]["outcome"] })
    | null;
}
export interface Verdict extends SaidBy {
  readonly verdict: WordEventOf<"verdict.given">["data"]["verdict"];
  readonly givenOn: string;
  readonly expiresOn: string;
}
export interface Snooze extends SaidBy {
  /** Null: alerts of any kind. */
  readonly kind: string | null;
  readonly saidOn: string;
  readonly until: string;
}
export interface NotedCause extends SaidBy {
  readonly cause: ComplaintCause;
  readonly notedOn: string;
  readonly aboutEvent: string | null;
}

/** What holds of a client by its words: what was taken back, superseded or has run out is in the history alone. */
export interface ClientWords {
  readonly end: End | null;
  readonly agreed: Agreement | null;
  /** By their first days; those to come too, once their first day is reached. */
  readonly breaks: ReadonlyArray<AgreedBreak>;
  readonly flags: ReadonlyMap<Flag, Said>;
  /** In the order they were decided. */
  readonly decisions: ReadonlyArray<Decision>;
  /** Not run out by the day that is looked at. */
  readonly waivers: ReadonlyArray<Waiver>;
  readonly plays: ReadonlyArray<Play>;
  /** The one given last that has not run out. */
  readonly verdict: Verdict | null;
  /** All of them, also those that have run out: alerts look at each week by itself. */
  readonly snoozes: ReadonlyArray<Snooze>;
  readonly causes: ReadonlyArray<NotedCause>;
}

/** How a word was taken back. */
export interface Undone {
  readonly eventId: string;
  readonly on: string;
  readonly by: string;
  readonly reason: string;
}

/** One word as it stands in the history. */
export interface HistoryWord {
  readonly event: WordEvent;
  /** The client it counts for, merges followed; "" of a word about a word that nobody said. */
  readonly clientId: string;
  /** The day from which it counts. */
  readonly day: string;
  readonly undone: Undone | null;
}

/** What people had said by a day. */
export interface Words {
  readonly asOf: string;
  /** Every word, in the order of their days, of one day in that in which they were said. */
  readonly all: ReadonlyArray<HistoryWord>;
  /** By client; those of whom nothing was said are left out. */
  readonly clients: ReadonlyMap<string, ClientWords>;
}
