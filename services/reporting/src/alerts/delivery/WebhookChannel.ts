import { hash } from "node:crypto";
import { Clock, Duration, Effect, Schedule } from "effect";
import { type AlertChannel, type AlertMessage, DeliveryFailed } from "./AlertChannel.ts";
import { webhookHeaders } from "./signWebhook.ts";

export interface WebhookOptions {
  readonly url: URL;
  readonly secret: Uint8Array;
  /** Of one try. */
  readonly timeoutMs?: number;
  /** Before the second try; twice as long before each further one. */
  readonly firstDelayMs?: number;
  readonly tries?: number;
}

const gone = 410;

const failed = (url: URL, problem: string, over = false): DeliveryFailed =>
  new DeliveryFailed({
    channel: url.host,
    problem,
    action: over
      ? "The receiver wants no more of them: take the address out, or have it receive again."
      : "It is tried again the next time alerts are delivered; nothing is lost.",
    over,
  });

/** Why a request came to nothing, without the address: it may hold a token. */
const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return "no answer";
  if (error.name === "TimeoutError") return "no answer in time";
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? `no answer (${String(cause.code)})` : "no answer";
};

const post = ({ url, secret, timeoutMs = 15_000 }: WebhookOptions, message: AlertMessage) =>
  Effect.gen(function* () {
    const seconds = Math.floor((yield* Clock.currentTimeMillis) / 1000);
    const status = yield* Effect.tryPromise({
      try: async (signal) => {
        const response = await fetch(url, {
          method: "POST",
          headers: webhookHeaders(secret, message, seconds),
          body: message.body,
          // Another address would get what was signed for this one.
          redirect: "manual",
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        });
        await response.body?.cancel();
        return response.status;
      },
      catch: (error) => failed(url, causeOf(error)),
    });
    if (status >= 200 && status < 300) return;
    return yield* failed(url, `answered ${status}`, status === gone);
  });

/**
 * A webhook as Standard Webhooks has it: signed, under the alert's id, tried again with growing pauses until the receiver
 * answers 2xx. A receiver that got one and whose answer was lost gets it again under the same id.
 */
export const webhookChannel = (options: WebhookOptions): AlertChannel => {
  const { url, firstDelayMs = 1_000, tries = 5 } = options;
  const schedule = Schedule.exponential(Duration.millis(firstDelayMs));
  return {
    // Addresses of receivers hold secrets, in the path too.
    name: `webhook ${url.host} ${hash("sha256", url.href, "hex").slice(0, 8)}`,
    deliver: (message) =>
      post(options, message).pipe(
        Effect.retry({ schedule, times: tries - 1, while: (error) => !error.over }),
      ),
  };
};
