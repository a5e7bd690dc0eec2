import type { AlertRow } from "@rapport/contracts/http/alerts/Alerts";
import { Data, type Effect } from "effect";

/** What is delivered of an alert: the same bytes in every try. */
export interface AlertMessage {
  /** The alert's id; receivers know by it what they have had. */
  readonly id: string;
  readonly body: string;
}

/** JSON as every channel tells it: the type of Standard Webhooks, when it arose, and the row of `GET /v1/alerts`. */
export const alertMessage = (alert: AlertRow): AlertMessage => ({
  id: alert.id,
  body: JSON.stringify({
    type: "alert.told",
    timestamp: new Date(Date.parse(alert.raisedOn) + 86_400_000).toISOString(),
    data: alert,
  }),
});

/** An alert could not be delivered now; it stays to be delivered. `over`: it is of no use to try on. */
export class DeliveryFailed extends Data.TaggedError("DeliveryFailed")<{
  readonly channel: string;
  readonly problem: string;
  readonly action: string;
  readonly over: boolean;
}> {
  override get message() {
    return `alerts to ${this.channel}: ${this.problem}`;
  }
}

/**
 * Where alerts go. `deliver` succeeds once the receiver has it for good; after a crash it may be called again with a
 * message that it has had.
 */
export interface AlertChannel {
  /** Of the checkpoint of what was delivered; another name begins anew. */
  readonly name: string;
  readonly deliver: (message: AlertMessage) => Effect.Effect<void, DeliveryFailed>;
}
