import { hash } from "node:crypto";
import type { Checkpoint } from "@rapport/event-log/EventLog";
import { Effect } from "effect";
import type { FoundInput } from "./FoundInput.ts";
import { type KnownStore, lookUpAll } from "./KnownStore.ts";
import { placeOf } from "./places.ts";

/** Everything that makes a reading another one: its files, how they are read, and by what. */
const fingerprintOf = <E, R>(input: FoundInput<E, R>): string => {
  const { files, problems } = input.inputs;
  const about = [
    input.reader,
    Object.entries(input.readWith).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    input.depends ?? "",
    files.map(({ file, path, sizeBytes, modifiedAtMs }) => [file, path, sizeBytes, modifiedAtMs]),
    problems.map(({ file, path, reason }) => [file, path, reason]),
  ];
  return hash("sha256", JSON.stringify(about), "hex").slice(0, 32);
};

/** Each file says under which fingerprint it was read last, so that no two inputs with a file in common are mixed up. */
export const doneCheckpoints = <E, R>(input: FoundInput<E, R>): ReadonlyArray<Checkpoint> => {
  const { files, problems } = input.inputs;
  const all = [...files, ...problems];
  if (all.length === 0 || all.some(({ path }) => path === null)) return [];
  const value = fingerprintOf(input);
  return [...new Set(all.map(placeOf))].map((place) => ({ name: `input:${input.source}:${place}`, value }));
};

/** True when the input was read to its end before, and neither its files nor how it is read changed since. */
export const wasReadBefore = <E, R, E2, R2>(
  input: FoundInput<E, R>,
  store: KnownStore<E2, R2>,
): Effect.Effect<boolean, E2, R2> =>
  Effect.gen(function* () {
    const done = doneCheckpoints(input);
    if (done.length === 0) return false;
    const before = yield* lookUpAll(
      store,
      done.map(({ name }) => name),
    );
    return done.every(({ name, value }) => before.get(name) === value);
  });
