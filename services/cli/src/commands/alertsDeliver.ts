import type { AlertChannel } from "@rapport/reporting/alerts/delivery/AlertChannel";
import { readAlertChannels } from "@rapport/reporting/alerts/delivery/config";
import { ReportsLive } from "@rapport/reporting/Reports";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect, Layer, Option } from "effect";
import { Command } from "effect/cli";
import { type Delivered, deliverOnce } from "../alerts/deliverOnce.ts";
import { optionalText } from "../directory/flags.ts";
import { answer, remark } from "../output.ts";
import { userPath } from "../paths.ts";
import { projectorLagLayer } from "../session/projectorLag.ts";
import { withWarehouse } from "../session/withWarehouse.ts";

const reportsLayer = ReportsLive.pipe(Layer.provide(projectorLagLayer));

const logFlag = optionalText(
  "log",
  "FILE",
  "A file they are written to, one JSON document per line (default: RAPPORT_ALERTS_LOG)",
);

const channelsOf = Effect.fnUntraced(function* (log: Option.Option<string>) {
  const channels = yield* readAlertChannels(Option.isSome(log) ? userPath(log.value) : undefined);
  if (channels.length === 0)
    return yield* usageError(
      "there is nowhere to deliver alerts to",
      "Name a file with --log FILE, or an address with RAPPORT_ALERTS_WEBHOOK and RAPPORT_ALERTS_WEBHOOK_SECRET.",
    );
  return channels;
});

const deliveredText = ({ channel, count }: Delivered): string =>
  `${channel}: ${count === 0 ? "nothing new" : `${count} ${count === 1 ? "alert" : "alerts"}`}`;

/** `rapport alerts deliver` */
export const deliver = Command.make("deliver", { log: logFlag }, ({ log }) =>
  Effect.gen(function* () {
    const channels = yield* channelsOf(log);
    const outcomes = yield* withWarehouse({ create: false })(
      deliverOnce(channels).pipe(Effect.scoped, Effect.provide(reportsLayer)),
    );
    for (const outcome of outcomes) if (outcome.failed === null) yield* answer(deliveredText(outcome));
    const failed = outcomes.flatMap((outcome) => outcome.failed ?? []);
    if (failed.length === 0) return;
    return yield* new Refusal({
      what: failed.map(({ message }) => message).join("\n"),
      action: failed[0]!.action,
      code: exitCodes.failure,
    });
  }),
).pipe(
  Command.withDescription(
    "Deliver the alerts that were not delivered yet, each once, to a file or a signed webhook, and end",
  ),
  Command.withExamples([{ command: "rapport alerts deliver --log alerts.jsonl" }]),
);

/** How long it is until the next look. */
const pause = "5 minutes";

const rounds = (channels: ReadonlyArray<AlertChannel>) =>
  Effect.gen(function* () {
    const outcomes = yield* deliverOnce(channels);
    for (const outcome of outcomes) {
      if (outcome.failed !== null) yield* remark(`${outcome.failed.message}. ${outcome.failed.action}`);
      else if (outcome.count > 0) yield* answer(deliveredText(outcome));
    }
    yield* Effect.sleep(pause);
  }).pipe(Effect.forever);

/** `rapport alerts watch` */
export const watch = Command.make("watch", { log: logFlag }, ({ log }) =>
  Effect.gen(function* () {
    const channels = yield* channelsOf(log);
    return yield* withWarehouse({ create: false })(
      Effect.gen(function* () {
        yield* remark(
          `Delivering alerts to ${channels.map(({ name }) => name).join(" and ")}; Ctrl-C stops it.`,
        );
        return yield* rounds(channels);
      }).pipe(Effect.scoped, Effect.provide(reportsLayer)),
    );
  }),
).pipe(
  Command.withDescription(
    "Deliver alerts as they arise, until Ctrl-C. What cannot be delivered is tried again every five minutes",
  ),
  Command.withExamples([{ command: "rapport alerts watch --log alerts.jsonl" }]),
);
