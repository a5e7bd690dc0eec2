import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { Context, type Effect } from "effect";

/** The log that people's words are written to, and how far reports have it. */
export interface SayingLogShape {
  readonly log: EventLog["Service"];
  /** The next record of a partition of a topic that reports do not have yet. */
  readonly workedInTo: (topic: string, partition: number) => Effect.Effect<number, EventLogError>;
}

/** Whoever serves reports beside a log provides it; without one nothing can be said here. */
export const SayingLog = Context.Reference<SayingLogShape | null>("@rapport/reporting/SayingLog", {
  defaultValue: () => null,
});
