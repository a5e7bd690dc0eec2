import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { InteractionEvent, RapportEvent } from "@rapport/contracts/EventCodec";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import { type Topic, topics } from "@rapport/contracts/Topics";
import type { BooksDue } from "@rapport/economics/refreshBooks";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { Effect } from "effect";
import { directoryEvents } from "../reporting.ts";

export type Any = InteractionEvent | LedgerEvent;
export type Word = Pick<DirectoryEvent, "type" | "data">;

const isLedger = (event: Any): event is LedgerEvent =>
  "status" in event.data && !event.type.startsWith("meeting.");

/** A log with one partition per topic: how far each is. */
export interface Told {
  readonly ends: Map<string, number>;
  words: number;
}
export const nothingTold = (): Told => ({ ends: new Map(), words: 0 });

const write = (told: Told, topic: Topic, events: ReadonlyArray<RapportEvent>) =>
  Effect.gen(function* () {
    if (events.length === 0) return;
    const store = yield* ProjectionStore;
    const lo = told.ends.get(topic.name) ?? 0;
    const records = events.map((event, i) => ({
      offset: lo + i,
      outcome: { kind: "event" as const, event, contentHash: i },
    }));
    const hi = lo + events.length - 1;
    yield* store.write({ topic: topic.name, partition: 0, lo, hi, epoch: 0, attempt: 0, records });
    told.ends.set(topic.name, hi + 1);
  });

/** Writes what comes next in the log, and derives what the books are derived from: what the projector does. */
export const tell = (told: Told, events: ReadonlyArray<Any>, words: ReadonlyArray<Word> = []) =>
  Effect.gen(function* () {
    const store = yield* ProjectionStore;
    const interactions = events.filter((event): event is InteractionEvent => !isLedger(event));
    yield* write(told, topics.interactions, interactions);
    yield* write(told, topics.ledger, events.filter(isLedger));
    yield* write(told, topics.directory, directoryEvents(words, told.words));
    told.words += words.length;
    if (interactions.length > 0) yield* store.refreshConversations;
    if (words.length > 0) yield* store.refreshDirectory;
  });

/** Everything that was told, by the clock `at` (UTC ms). */
export const dueOf = (told: Told, at: number): BooksDue => ({
  positions: Object.fromEntries([...told.ends].map(([topic, end]) => [topic, [end]])),
  sign: "",
  at,
  report: () => Effect.void,
});
