import { EventLog } from "@rapport/event-log/EventLog";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { isNotThere, knownAtRow, knownDatabaseName } from "@rapport/warehouse/known/knownDatabase";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { WarehouseAnswers } from "@rapport/warehouse/WarehouseAnswers";
import { Clock, Context, Effect, Layer, RcMap } from "effect";
import type { WarehouseAddress } from "../warehouseAddress.ts";
import { KnownAtFailed, KnownAtInvalid, KnownAtPending, KnownWarehouses } from "./KnownWarehouses.ts";
import { type KnownMoment, readKnownMoment } from "./knownMoment.ts";
import { type KnownProgress, readKnownStatus, requestKnown } from "./knownRequests.ts";

export interface KnownOptions {
  /** How long a call waits for a database that is being made; null: for as long as it takes. */
  readonly patienceMs: number | null;
  /** Told while it waits; null when the wait is over. */
  readonly report?: (progress: KnownProgress | null) => Effect.Effect<void>;
}

const notBegun: KnownProgress = { unit: "records", done: 0, total: 0 };
const progressOf = ({ unit, done, total }: KnownProgress): KnownProgress => ({ unit, done, total });

const lookAgainMs = 100;
/** A request goes stale: who still waits asks again. */
const askAgainMs = 300_000;
/** Use is said so often, and a database is safe for longer than that after it was. */
const sayUseEveryMs = 600_000;
/**
 * Recording and appending are not one: what was recorded by a moment may come into the log this long after it. A
 * database that was made earlier is made anew once that time has passed.
 */
export const settledAfterMs = 600_000;

/** True when a database of `momentMs`, made at `madeMs`, may lack what was appended late, and would not any more. */
export const isUnsettled = (momentMs: number, madeMs: number, nowMs: number): boolean =>
  madeMs < momentMs + settledAfterMs && nowMs >= momentMs + settledAfterMs;

/** Asks for databases through the log, and reads them at the address of the present one. */
const make = (address: WarehouseAddress, options: KnownOptions) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const used = new Map<number, number>();
    const readers = yield* RcMap.make({
      lookup: (database: string) =>
        Effect.map(Layer.build(ClickHouseWarehouse.reader({ ...address, database })), (context) => ({
          reader: Context.get(context, WarehouseReader),
          answers: Context.get(context, WarehouseAnswers),
        })),
      idleTimeToLive: "1 minute",
    });
    const report = options.report ?? (() => Effect.void);
    const logged = Effect.provideService(EventLog, log);

    const isWhole = Effect.fnUntraced(function* (reader: WarehouseReader["Service"], { ms }: KnownMoment) {
      const [row] = yield* reader
        .query(knownAtRow, {})
        .pipe(Effect.catchIf(isNotThere, () => Effect.succeed([])));
      return row !== undefined && !isUnsettled(ms, row.made_ms, yield* Clock.currentTimeMillis);
    });

    const ask = Effect.fnUntraced(function* ({ ms }: KnownMoment) {
      used.set(ms, yield* Clock.currentTimeMillis);
      return yield* logged(requestKnown(ms));
    });

    const waitFor = Effect.fnUntraced(function* (reader: WarehouseReader["Service"], moment: KnownMoment) {
      const begunMs = yield* Clock.currentTimeMillis;
      let askedMs = begunMs;
      const asked = new Set([yield* ask(moment)]);
      while (true) {
        const nowMs = yield* Clock.currentTimeMillis;
        if (nowMs - askedMs >= askAgainMs) {
          asked.add(yield* ask(moment));
          askedMs = nowMs;
        }
        const status = yield* logged(readKnownStatus(moment.ms));
        const mine = status !== null && asked.has(status.request) ? status : null;
        if (mine?.state === "failed")
          return yield* new KnownAtFailed({ knownAt: moment.text, detail: mine.detail });
        if (mine?.state !== "running" && (yield* isWhole(reader, moment))) return;
        const progress = status?.state === "running" ? progressOf(status) : notBegun;
        yield* report(progress);
        if (options.patienceMs !== null && nowMs - begunMs >= options.patienceMs)
          return yield* new KnownAtPending({ knownAt: moment.text, progress });
        yield* Effect.sleep(lookAgainMs);
      }
    });

    const at = Effect.fnUntraced(function* (knownAt: string) {
      const nowMs = yield* Clock.currentTimeMillis;
      const read = readKnownMoment(knownAt, nowMs);
      if (!read.ok) return yield* new KnownAtInvalid({ knownAt, problem: read.problem });
      const { moment } = read;
      const database = knownDatabaseName(address.database, moment.ms);
      const { reader, answers } = yield* RcMap.get(readers, database);
      if (!(yield* isWhole(reader, moment))) yield* Effect.ensuring(waitFor(reader, moment), report(null));
      else if (nowMs - (used.get(moment.ms) ?? 0) >= sayUseEveryMs) yield* ask(moment);
      return { moment, database, reader, answers };
    });
    return {
      at: (knownAt: string) =>
        Effect.catchTag(at(knownAt), "EventLogError", ({ message }) =>
          Effect.fail(new KnownAtFailed({ knownAt, detail: message })),
        ),
    };
  });

/** `KnownWarehouses` for a process that sees the log; somebody must project, here or elsewhere. */
export const knownWarehousesLayer = (address: WarehouseAddress, options: KnownOptions) =>
  Layer.effect(KnownWarehouses, make(address, options));
