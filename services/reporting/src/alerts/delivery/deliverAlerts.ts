import type { AlertRow } from "@rapport/contracts/http/alerts/Alerts";
import { dayNumber, dayOf } from "@rapport/domain/economics/money/days";
import { Effect } from "effect";
import { z } from "zod";
import { type AlertChannel, alertMessage, type DeliveryFailed } from "./AlertChannel.ts";

/** Days for which an alert that could not be delivered, or that late data brought up, is still told. */
export const tellingDays = 35;
/** The first time, those of the last week alone: what stood before somebody asked is in the list. */
const firstDays = 7;

/** What was delivered on a channel: since when, and which of the alerts that may still come up. */
const Delivered = z.object({
  since: z.iso.date(),
  alerts: z.array(z.object({ id: z.string(), raisedOn: z.iso.date() })),
});
type Delivered = z.infer<typeof Delivered>;

/** Keeps what was delivered, for good once `write` has succeeded. */
export interface DeliveryLedger<E> {
  readonly read: (channel: string) => Effect.Effect<string | undefined, E>;
  readonly write: (channel: string, value: string) => Effect.Effect<void, E>;
}

/** The first day whose alerts may still be told. */
export const tellingFrom = (today: string): string => dayOf(dayNumber(today) - tellingDays);

const readDelivered = (text: string | undefined, today: string): Delivered => {
  const parsed = text === undefined ? null : Delivered.safeParse(JSON.parse(text));
  return parsed?.success === true ? parsed.data : { since: dayOf(dayNumber(today) - firstDays), alerts: [] };
};

/** Oldest first. */
const inOrder = (alerts: ReadonlyArray<AlertRow>): ReadonlyArray<AlertRow> =>
  alerts.toSorted((a, b) =>
    a.raisedOn < b.raisedOn ? -1 : a.raisedOn > b.raisedOn ? 1 : a.id < b.id ? -1 : 1,
  );

/** What of these is still to be told on a channel. */
export const pendingAlerts = (
  alerts: ReadonlyArray<AlertRow>,
  delivered: Pick<Delivered, "since" | "alerts">,
  today: string,
): ReadonlyArray<AlertRow> => {
  const had = new Set(delivered.alerts.map(({ id }) => id));
  const from = tellingFrom(today);
  return inOrder(alerts).filter(
    ({ id, state, raisedOn }) =>
      state === "told" && raisedOn >= from && raisedOn >= delivered.since && !had.has(id),
  );
};

/**
 * Delivers the alerts that are told and were not yet delivered on this channel, oldest first, and writes down each once the
 * receiver has it: a crash between the two delivers that one again, under the same id. Stops at the first that fails; what
 * is left comes next time. Answers how many were delivered. Never two calls of one channel at once.
 */
export const deliverAlerts = <E>(
  alerts: ReadonlyArray<AlertRow>,
  channel: AlertChannel,
  ledger: DeliveryLedger<E>,
  today: string,
): Effect.Effect<number, E | DeliveryFailed> =>
  Effect.gen(function* () {
    const known = yield* ledger.read(channel.name);
    let delivered = readDelivered(known, today);
    const pending = pendingAlerts(alerts, delivered, today);
    const keep = tellingFrom(today);
    const write = (value: Delivered) => {
      delivered = { ...value, alerts: value.alerts.filter(({ raisedOn }) => raisedOn >= keep) };
      return ledger.write(channel.name, JSON.stringify(delivered));
    };
    if (known === undefined) yield* write(delivered);
    for (const alert of pending) {
      yield* channel.deliver(alertMessage(alert));
      yield* write({
        ...delivered,
        alerts: [...delivered.alerts, { id: alert.id, raisedOn: alert.raisedOn }],
      });
    }
    return pending.length;
  });
