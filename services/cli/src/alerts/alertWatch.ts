import type { AlertChannel } from "@rapport/reporting/alerts/delivery/AlertChannel";
import { readAlertChannels } from "@rapport/reporting/alerts/delivery/config";
import { Effect } from "effect";
import { rounds } from "../up/rounds.ts";
import { deliverOnce } from "./deliverOnce.ts";

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
  return [rounds("the delivery of alerts", pause, Effect.scoped(deliverDue(channels)))];
});
