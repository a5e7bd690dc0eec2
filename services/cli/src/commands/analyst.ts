import { claimInstallation } from "@rapport/runtime/Installation";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { usageError } from "@rapport/runtime/Failure";
import { analyst as analystUser, analystPassword } from "@rapport/warehouse/chdb/access";
import { Effect, Redacted } from "effect";
import { Command } from "effect/cli";
import { answer, answerJson, formatFlag } from "../output.ts";
import { commandLine } from "../session/commandLine.ts";
import { installationLayer } from "../session/withLog.ts";
import { isEmbedded } from "../sql/isEmbedded.ts";

const onServer = usageError(
  "the warehouse is on a server, which keeps its own users",
  "Give an analyst a user there with the role rapport_analyst (docs/bi/README.md).",
);

/** `rapport analyst` */
export const analyst = Command.make("analyst", { format: formatFlag }, ({ format }) =>
  Effect.gen(function* () {
    if (!(yield* isEmbedded)) return yield* onServer;
    const share = yield* claimInstallation({ command: commandLine(), lasting: false, projects: false });
    const { address } = yield* openWarehouse(share);
    const { hostname, port } = new URL(address.url);
    const connection = {
      host: hostname,
      port: Number(port),
      database: address.database,
      user: analystUser,
      password: analystPassword(Redacted.value(address.password)),
    };
    if (format === "json") return yield* answerJson(connection);
    const lasts =
      share.role === "attached"
        ? "It answers while `rapport up` runs."
        : "Nothing answers there now: start `rapport up`, and with RAPPORT_WAREHOUSE_PORT the port stays the same.";
    yield* answer(
      [
        ...Object.entries(connection).map(([name, value]) => `${name.padEnd(9)} ${value}`),
        "",
        `${lasts} Whoever connects so reads every table and changes nothing.`,
      ].join("\n"),
    );
  }).pipe(Effect.scoped, Effect.provide(installationLayer({ create: false }))),
).pipe(
  Command.withDescription(
    "How tools like Metabase, Grafana and DBeaver connect to the warehouse in the data folder, to read it (docs/bi)",
  ),
);
