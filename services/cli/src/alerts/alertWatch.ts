import type { AlertChannel } from "@rapport/reporting/alerts/delivery/AlertChannel";
import { readAlertChannels } from "@rapport/reporting/alerts/delivery/config";
import { ReportsLive } from "@rapport/reporting/Reports";
import { Effect, Layer } from "effect";
import { projectorLagLayer } from "../session/projectorLag.ts";
import { supervise } from "../up/supervise.ts";
import { deliverOnce } from "./deliverOnce.ts";

const reportsLayer = ReportsLive.pipe(Layer.provide(projectorLagLayer));

/** How long it is until the next look. */
const pause = "5 minutes";

const deliverDue = (channels: ReadonlyArray<AlertChannel>) =>
  Effect.gen(function* () {
    for (const { channel, count, failed } of yield* deliverOnce(channels)) {
      if (failed !== null) yield* Effect.logWarning(`${failed.message}. ${failed.action}`);
      else if (count > 0) yield* Effect.logInfo(`delivered ${count} alerts to ${channel}`);
    }
  });

/** Delivers alerts as they arise, for ever; nothing where the settings name neither file nor address. */
export const alertWatch = Effect.gen(function* () {
  const channels = yield* readAlertChannels(undefined);
  if (channels.length === 0) return [];
  const rounds = Effect.forever(Effect.andThen(Effect.scoped(deliverDue(channels)), Effect.sleep(pause)));
  return [supervise("the delivery of alerts", rounds.pipe(Effect.provide(reportsLayer)))];
});
