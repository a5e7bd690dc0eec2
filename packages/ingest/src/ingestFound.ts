import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { Effect } from "effect";
import type { FoundInput, IngestSummary } from "./FoundInput.ts";
import { logStore } from "./KnownStore.ts";
import { readInput, type ReadOptions } from "./readInput.ts";

/**
 * Reads an input into the event log: documents become events, each version once; what cannot be used becomes a
 * dead letter, and dead letters of its files that can be used now are resolved. With constant memory and no faster
 * than the log takes it. May be interrupted or killed at any moment and run again, and files may overlap, repeat or
 * come in another order: what is in the log is not appended again. An input that was read to its end is skipped
 * until one of its files, its options or its reader changes.
 */
export const ingestFound = <E, R>(
  input: FoundInput<E, R>,
  options: ReadOptions,
): Effect.Effect<IngestSummary, E | EventLogError, R | EventLog> =>
  Effect.map(readInput(input, logStore, options), ({ summary }) => summary);
