import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { decodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { Effect } from "effect";
import { addSummaries, emptySummary, type FoundInput, type IngestSummary } from "./FoundInput.ts";
import { memoryStore } from "./KnownStore.ts";
import { readInput, type ReadOptions } from "./readInput.ts";

/** Takes what an ingest into an empty log would append: every event once, in order, and the dead letters. */
export interface FoundFold<A> {
  readonly event: (event: RapportEvent) => void;
  readonly letter: (letter: DeadLetterRaised) => void;
  readonly result: (summary: IngestSummary) => A;
}

const asRead = (topic: string, value: Uint8Array): RapportEvent => {
  const decoded = decodeEvent(topic, value);
  if (decoded.ok) return decoded.event;
  throw new Error(`the ingest let an event through that its contract refuses: ${JSON.stringify(decoded)}`);
};

/**
 * Reads inputs as `ingestFound` does and folds what it would append, as whoever reads the log would get it; writes
 * nothing anywhere. What the fold makes of it equals what the warehouse says after the same inputs were ingested
 * into an empty log. Memory grows with the number of documents.
 */
export const inspectFound = <E, R, A>(
  inputs: ReadonlyArray<FoundInput<E, R>>,
  fold: FoundFold<A>,
  options: ReadOptions,
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const store = memoryStore((batch) => {
      for (const { value } of batch.interactions.records) fold.event(asRead(topics.interactions.name, value));
      for (const { value } of batch.ledger.records) fold.event(asRead(topics.ledger.name, value));
      for (const letter of batch.letters) fold.letter(letter);
    });
    let sum: IngestSummary | null = null;
    for (const input of inputs) {
      const label = options.label ?? `inspect ${input.source}`;
      const { summary } = yield* readInput(input, store, { ...options, label });
      sum = sum === null ? summary : addSummaries(sum, summary);
    }
    return fold.result(sum ?? emptySummary);
  });
