import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { allTopics } from "@rapport/contracts/Topics";
import { Effect } from "effect";
import type { Logged } from "./agencyEvents.ts";

const batchSize = 4_000;

/** Writes the events, in the order given, as batches of a log that holds them all in one partition per topic. */
const writeAll = (events: ReadonlyArray<Logged>) =>
  Effect.gen(function* () {
    const store = yield* ProjectionStore;
    for (const topic of allTopics) {
      const own = events.filter((one) => one.topic.name === topic.name);
      for (let lo = 0; lo < own.length; lo += batchSize) {
        const part = own.slice(lo, lo + batchSize);
        const batch = {
          topic: topic.name,
          partition: 0,
          lo,
          hi: lo + part.length - 1,
          epoch: 0,
          attempt: 0,
          records: part.map(({ event }, i) => ({
            offset: lo + i,
            outcome: { kind: "event" as const, event, contentHash: lo + i },
          })),
        };
        yield* store.write(batch);
        yield* store.rollUp(batch);
      }
    }
    yield* store.refreshDirectory;
    yield* store.refreshConversations;
  });

/** Everything an agency's log holds, into the warehouse and its books, derived at the clock `at` (UTC ms). */
export const projectAgency = (events: ReadonlyArray<Logged>, at: number) =>
  Effect.gen(function* () {
    yield* writeAll(events);
    const store = yield* ProjectionStore;
    yield* store.refreshBooks({ positions: {}, sign: "test", at, report: () => Effect.void });
  });
