import { claimFolder } from "@rapport/runtime/FolderOwner";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { answer } from "../output.ts";
import { commandLine } from "../session/commandLine.ts";
import { withLog } from "../session/withLog.ts";

/** `rapport migrate` */
export const migrate = Command.make("migrate", {}, () =>
  withLog({ create: true })(
    Effect.gen(function* () {
      const claim = yield* claimFolder({ command: commandLine(), lasting: false, projects: false });
      const { migrated, address } = yield* openWarehouse(claim);
      const applied = migrated.length === 0 ? "nothing to do" : migrated.join(", ");
      yield* answer(`The tables in ${address.database} are up to date: ${applied}.`);
    }).pipe(Effect.scoped),
  ),
).pipe(
  Command.withDescription(
    "Bring the warehouse's tables up to date. Every command does so by itself; this one only does so.",
  ),
);
