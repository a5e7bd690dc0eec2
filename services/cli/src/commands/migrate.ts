import { claimInstallation } from "@rapport/runtime/Installation";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { applyAnalystGrants } from "@rapport/warehouse/access/applyAnalystGrants";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { answer, remark } from "../output.ts";
import { commandLine } from "../session/commandLine.ts";
import { installationLayer } from "../session/withLog.ts";
import { isEmbedded } from "../sql/isEmbedded.ts";

/** `rapport migrate` */
export const migrate = Command.make("migrate", {}, () =>
  Effect.gen(function* () {
    const share = yield* claimInstallation({ command: commandLine(), lasting: false, projects: false });
    const { migrated, address } = yield* openWarehouse(share, { migrate: true });
    const applied = migrated.length === 0 ? "nothing to do" : migrated.join(", ");
    const where = address.cluster === null ? "" : ` on cluster ${address.cluster}`;
    yield* answer(`The tables in ${address.database}${where} are up to date: ${applied}.`);
    // The embedded engine has its roles from the start.
    if (yield* isEmbedded) return;
    const grants = yield* applyAnalystGrants(address);
    if (grants.applied) return yield* answer("The role rapport_analyst reads the views for analysts.");
    yield* remark(
      `The role for analysts could not be made: ${grants.because}\nSomebody who may can run:\n\n${grants.statements.map((one) => `${one};`).join("\n")}`,
    );
  }).pipe(Effect.scoped, Effect.provide(installationLayer({ create: true }))),
).pipe(
  Command.withDescription(
    "Bring the warehouse's tables up to date, and on a server the role for analysts. On a data folder every command does so by itself; where KAFKA_BROKERS is set only this one does, once, before the services of a new version start.",
  ),
);
