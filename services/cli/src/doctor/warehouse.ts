import { committedPositions, endPositions, total } from "@rapport/projector/Positions";
import { claimInstallation, type Share } from "@rapport/runtime/Installation";
import { type Explanation, explain } from "@rapport/runtime/Failure";
import { type OpenWarehouse, openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { commandLine } from "../session/commandLine.ts";
import { checkServer } from "./server.ts";
import { type Finding, ok, problem, warning } from "./Finding.ts";

/** What else there is to do: to run the doctor is no advice here. */
const unexplained = "Run again with LOG_LEVEL=Debug to see more; `rapport rebuild` makes the warehouse anew.";

const told = (check: string, said: Explanation): Finding =>
  problem(
    check,
    said.what,
    said.action === null || said.action.includes("rapport doctor") ? unexplained : said.action,
  );

const claimFinding = (share: Share): ReadonlyArray<Finding> => {
  if (share.role === "shared") return [];
  return share.role === "owner"
    ? [ok("folder lock", "nobody else uses the folder")]
    : [ok("folder lock", `\`${share.owner.command}\` (process ${share.owner.pid}) has the folder`)];
};

const behind = Effect.gen(function* () {
  const end = total(yield* endPositions);
  return end - total(yield* committedPositions);
});

const checkAnswer = (share: Share, warehouse: OpenWarehouse) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    yield* reader.ping;
    const tables =
      warehouse.migrated.length === 0 ? "" : ` (brought up to date now: ${warehouse.migrated.join(", ")})`;
    const lag = yield* behind;
    const records = `${lag.toLocaleString("en")} records of the log are not in it yet`;
    const projection =
      lag === 0
        ? ok("projector", "everything in the log is in the warehouse")
        : share.role === "owner"
          ? ok("projector", `${records}; the next report catches up`)
          : warning(
              "projector",
              records,
              share.role === "shared"
                ? "It should come down by itself; if not, look at the logs of the projectors."
                : "It should come down by itself; if not, look at the log of `rapport up`.",
            );
    const server = share.role === "shared" ? yield* checkServer(warehouse.address) : [];
    return [
      ...server,
      ok("warehouse", `answers at ${warehouse.address.url}, tables up to date${tables}`),
      projection,
    ];
  }).pipe(Effect.provide(ClickHouseWarehouse.reader(warehouse.address)));

/** Who has the folder, whether the warehouse answers, and how far it is behind. Starts it when nobody did. */
export const checkWarehouse = Effect.gen(function* () {
  const claimed = yield* Effect.result(
    claimInstallation({ command: commandLine(), lasting: false, projects: false, waitMs: 3_000 }),
  );
  if (claimed._tag === "Failure") return [told("folder lock", explain(claimed.failure))];
  const answers = Effect.flatMap(openWarehouse(claimed.success), (warehouse) =>
    checkAnswer(claimed.success, warehouse),
  );
  const findings = yield* Effect.catch(answers, (error) =>
    Effect.succeed([told("warehouse", explain(error))]),
  );
  return [...claimFinding(claimed.success), ...findings];
}).pipe(Effect.scoped);
