import { topics } from "@rapport/contracts/Topics";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import type { DeliveryLedger } from "@rapport/reporting/alerts/delivery/deliverAlerts";
import { Effect } from "effect";

const nameOf = (channel: string): string => `alerts ${channel}`;

/** What was delivered stands with the log's checkpoints, so that it goes where the log goes. */
export const checkpointLedger: Effect.Effect<DeliveryLedger<EventLogError>, never, EventLog> = Effect.map(
  EventLog,
  (log) => ({
    read: (channel) =>
      Effect.map(log.checkpoints([nameOf(channel)]), (values) => values.get(nameOf(channel))),
    write: (channel, value) =>
      Effect.asVoid(log.append(topics.directory.name, [], [{ name: nameOf(channel), value }])),
  }),
);
