import { describeMismatch } from "@rapport/projector/Audit";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Refusal } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { auditAndKeep } from "../data/lastAudit.ts";
import { answer, formatFlag } from "../output.ts";
import { withWarehouse } from "../session/withWarehouse.ts";

/** Digests hold 64-bit numbers, which JSON's own cannot: they go as hexadecimal text. */
const hexadecimal = (_key: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString(16).padStart(16, "0") : value;

/** `rapport audit` */
export const audit = Command.make("audit", { format: formatFlag }, ({ format }) =>
  withWarehouse({ create: false })(
    Effect.gen(function* () {
      const { done } = yield* auditAndKeep;
      const report = yield* Effect.fromResult(done);
      const { grids, records, mismatches, stateHash } = report;
      if (format === "json") yield* answer(JSON.stringify(report, hexadecimal, 2));
      else {
        const checked = `${records.toLocaleString("en")} records in ${grids.toLocaleString("en")} ranges compared`;
        const verdict =
          mismatches.length === 0 ? "log and warehouse agree" : `${mismatches.length} ranges differ`;
        yield* answer(
          [`${checked}: ${verdict}.`, ...mismatches.map(describeMismatch), `state ${stateHash}`].join("\n"),
        );
      }
      if (mismatches.length > 0) {
        return yield* new Refusal({
          what: "The warehouse does not hold what the log says.",
          action: "`rapport rebuild` makes it anew from the log.",
          code: exitCodes.failure,
        });
      }
    }),
  ),
).pipe(
  Command.withDescription(
    "Compare the warehouse with the log, record by record. Exit code 1 when they differ.",
  ),
);
