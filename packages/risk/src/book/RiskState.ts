import { Effect } from "effect";
import { z } from "zod";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { uint64 } from "@rapport/warehouse/native/numbers";
import { lowCardinality, string } from "@rapport/warehouse/native/strings";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";

/** How many ways of deriving there were: with another one everything is derived anew. */
const wayOfDeriving = 1;

const State = z.object({
  way: z.literal(wayOfDeriving),
  /** The edition that was named then. */
  edition: z.string(),
  /** What was due and where the books were: while both are the same nothing need be looked at. */
  due: z.string(),
  /** What the book was derived from. */
  basis: z.string(),
});
export type RiskState = Omit<z.infer<typeof State>, "way">;

const name = "risk";

const valueQuery = query({
  name: "risk-state",
  sql: `SELECT argMax(s.value, s.version) AS value, max(s.version) AS version FROM economics_state AS s WHERE s.name = '${name}'`,
  params: z.object({}),
  row: z.object({ value: z.string(), version: z.coerce.number() }),
});

/** What is kept of the risk book; null where there is nothing, or what another version wrote. */
export const readRiskState: Effect.Effect<RiskState | null, WarehouseError, WarehouseReader> = Effect.gen(
  function* () {
    const reader = yield* WarehouseReader;
    const [row] = yield* reader.query(valueQuery, {});
    if (row === undefined || row.value === "") return null;
    const parsed = State.safeParse(JSON.parse(row.value));
    return parsed.success ? parsed.data : null;
  },
);

export const writeRiskState = (
  state: RiskState,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const writer = yield* WarehouseWriter;
    const [before] = yield* reader.query(valueQuery, {});
    const columns = { name: lowCardinality(), value: string(), version: uint64() };
    columns.name.push(name);
    columns.value.push(JSON.stringify({ way: wayOfDeriving, ...state }));
    columns.version.push((before?.version ?? 0) + 1);
    yield* writer.insertNative("economics_state", encodeNativeBlock(columns));
  });
