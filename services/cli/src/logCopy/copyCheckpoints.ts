import { topics } from "@rapport/contracts/Topics";
import type { Checkpoint, EventLogError } from "@rapport/event-log/EventLog";
import type { Refusal } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { type Log, notACopy } from "./copyPartition.ts";
import { makeDigest } from "./logDigest.ts";

export interface CopiedCheckpoints {
  readonly checkpoints: number;
  readonly copied: number;
  readonly hash: string;
}

const atOnce = 1_000;

/** What the projector remembers is of its own warehouse; the target's is brought up from the first record. */
const belongsToTheLog = ({ name }: Checkpoint): boolean => !name.startsWith("projector.");

/** How far each source was read, so that the ingests of the target go on there. What stands there already is left. */
export const copyCheckpoints = (
  source: Log,
  target: Log,
  options: { readonly dryRun: boolean },
): Effect.Effect<CopiedCheckpoints, EventLogError | Refusal> =>
  Effect.gen(function* () {
    const here = makeDigest();
    const there = makeDigest();
    let copied = 0;
    for (let after = ""; ;) {
      const page = yield* source.checkpointsAfter(after, atOnce);
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.name;
      const kept = page.filter(belongsToTheLog);
      const names = kept.map(({ name }) => name);
      const before = yield* target.checkpoints(names);
      const differing = kept.filter(({ name, value }) => before.get(name) !== value);
      copied += differing.length;
      here.addCheckpoints(kept);
      if (options.dryRun || kept.length === 0) continue;
      // They go with an append of no records.
      if (differing.length > 0) yield* target.append(topics.directory.name, [], differing);
      const now = yield* target.checkpoints(names);
      there.addCheckpoints(names.map((name) => ({ name, value: now.get(name) ?? "" })));
    }
    if (!options.dryRun && here.hash() !== there.hash())
      return yield* notACopy("the checkpoints of the target differ from the source");
    return { checkpoints: here.count(), copied, hash: here.hash() };
  });
