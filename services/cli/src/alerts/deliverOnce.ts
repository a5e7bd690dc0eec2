import { EventLog } from "@rapport/event-log/EventLog";
import type { AlertChannel, DeliveryFailed } from "@rapport/reporting/alerts/delivery/AlertChannel";
import { deliverAlerts, tellingFrom } from "@rapport/reporting/alerts/delivery/deliverAlerts";
import { Reports } from "@rapport/reporting/Reports";
import { Effect } from "effect";
import { today } from "../words/wordFlags.ts";
import { checkpointLedger } from "./checkpointLedger.ts";

/** What a round came to on one channel. */
export interface Delivered {
  readonly channel: string;
  readonly count: number;
  /** Why it ended early; what is left comes next time. Null when it did not. */
  readonly failed: DeliveryFailed | null;
}

/**
 * Delivers what was not delivered yet on every channel; the one that fails leaves the others alone. Of all processes on the
 * log one at a time does it.
 */
export const deliverOnce = (channels: ReadonlyArray<AlertChannel>) =>
  Effect.gen(function* () {
    const reports = yield* Reports;
    const log = yield* EventLog;
    const ledger = yield* checkpointLedger;
    const day = yield* today;
    const round = Effect.gen(function* () {
      const { items } = yield* reports.alerts({
        from: tellingFrom(day),
        state: "told",
        limit: Number.MAX_SAFE_INTEGER,
      });
      return yield* Effect.forEach(channels, (channel) =>
        deliverAlerts(items, channel, ledger, day).pipe(
          Effect.map((count): Delivered => ({ channel: channel.name, count, failed: null })),
          Effect.catchTag("DeliveryFailed", (failed) =>
            Effect.succeed<Delivered>({ channel: channel.name, count: 0, failed }),
          ),
        ),
      );
    });
    return yield* log.exclusively("alerts.deliver", round);
  });
