import type { Speaker } from "@rapport/directory/sayOnce";
import type { EventLogError } from "@rapport/event-log/EventLog";
import { Context, type Effect } from "effect";

/** The log that people's words are written to, and how far reports have it. */
export interface SayingLogShape {
  readonly speaker: Speaker;
  /** The first offset of a partition of the directory's topic that reports do not have yet. */
  readonly workedInTo: (partition: number) => Effect.Effect<number, EventLogError>;
}

/** Whoever serves reports beside a log provides it; without one nothing can be said here. */
export const SayingLog = Context.Reference<SayingLogShape | null>("@rapport/reporting/SayingLog", {
  defaultValue: () => null,
});
