import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import { contentHash } from "@rapport/contracts/contentHash";
import { allTopics } from "@rapport/contracts/Topics";
import { Effect } from "effect";
import { direct } from "../reporting.ts";
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
            outcome: { kind: "event" as const, event, contentHash: contentHash(event) },
          })),
        };
        yield* store.write(batch);
        yield* store.rollUp(batch);
      }
    }
  });

/** Directory, messages and books once more, by the clock `at` (UTC ms). `sign` differs when the log went on. */
const refreshAll = (at: number, sign: string) =>
  Effect.gen(function* () {
    const store = yield* ProjectionStore;
    yield* store.refreshDirectory;
    yield* store.refreshConversations;
    yield* store.refreshBooks({ positions: {}, sign, at, report: () => Effect.void });
  });

/** Everything an agency's log holds, into the warehouse and its books, derived at the clock `at` (UTC ms). */
export const projectAgency = (events: ReadonlyArray<Logged>, at: number) =>
  Effect.andThen(writeAll(events), refreshAll(at, "first"));

/** What somebody says about the directory later, from log offset `offset` on, and what comes of it. */
export const sayLater = (events: ReadonlyArray<DirectoryEvent>, offset: number, at: number) =>
  Effect.gen(function* () {
    yield* direct(offset, events);
    yield* refreshAll(at, String(offset));
  });
