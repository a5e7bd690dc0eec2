import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import {
  canonicalClient,
  clientName,
  type DirectoryState,
  type RegisteredClient,
} from "@rapport/directory/DirectoryState";
import { textArgument } from "../directory/flags.ts";
import { resolveClient } from "@rapport/directory/resolveClient";
import { answer, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";

interface Pair {
  readonly state: DirectoryState;
  readonly from: RegisteredClient;
  readonly into: RegisteredClient;
}

const refuseMerge = ({ state, from, into }: Pair): Refusal | null => {
  if (from.mergedInto !== null)
    return usageError(
      `${from.name} is merged into ${clientName(state, from.mergedInto)} already`,
      `Take that back first: rapport client unmerge ${from.id} ${from.mergedInto}`,
    );
  return canonicalClient(state, into.id) === from.id
    ? usageError(`${from.name} cannot be merged into itself`, "Name two different clients.")
    : null;
};

const refuseUnmerge = ({ state, from, into }: Pair): Refusal | null => {
  if (from.mergedInto === into.id) return null;
  const instead =
    from.mergedInto === null
      ? "It stands for itself."
      : `It is merged into ${clientName(state, from.mergedInto)}.`;
  return usageError(`${from.name} is not merged into ${into.name}`, instead);
};

/** A command on two clients: says `type` of them unless `refuse` objects, answers and tells the way back. */
const ofTwo = (
  command: {
    readonly name: string;
    readonly back: string;
    readonly from: string;
    readonly into: string;
    readonly type: "client.merged" | "client.unmerged";
  },
  refuse: (pair: Pair) => Refusal | null,
  done: (pair: Pair) => string,
) =>
  Command.make(
    command.name,
    { from: textArgument("FROM", command.from), into: textArgument("INTO", command.into) },
    (input) =>
      withLog({ create: false })(
        Effect.gen(function* () {
          const state = yield* readDirectory;
          const from = yield* resolveClient(state, input.from);
          const into = yield* resolveClient(state, input.into);
          const refusal = refuse({ state, from, into });
          if (refusal !== null) return yield* refusal;
          yield* say([{ type: command.type, data: { from: from.id, into: into.id } }]);
          yield* answer(done({ state, from, into }));
          yield* remark(`Take it back with: rapport client ${command.back} ${from.id} ${into.id}`);
        }),
      ),
  );

/** `rapport client merge FROM INTO` */
export const merge = ofTwo(
  {
    name: "merge",
    back: "unmerge",
    from: "The client (name or id) that is counted as the other from now on",
    into: "The client (name or id) it is counted as",
    type: "client.merged",
  },
  refuseMerge,
  ({ state, from, into }) =>
    `${from.name} is counted as ${clientName(state, canonicalClient(state, into.id))} now.`,
).pipe(
  Command.withDescription(
    "Count one client as another, with its whole history. Totals stay; unmerge takes it back exactly.",
  ),
  Command.withExamples([{ command: 'rapport client merge "Acme France" "Acme Ltd"' }]),
);

/** `rapport client unmerge FROM INTO` */
export const unmerge = ofTwo(
  {
    name: "unmerge",
    back: "merge",
    from: "The client (name or id) that was merged",
    into: "The client (name or id) it was merged into",
    type: "client.unmerged",
  },
  refuseUnmerge,
  ({ from }) => `${from.name} stands for itself again.`,
).pipe(Command.withDescription("Take a merge back"));
