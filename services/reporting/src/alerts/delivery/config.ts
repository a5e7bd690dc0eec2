import { optionalText, readSetting, type Setting, SettingError } from "@rapport/runtime/Setting";
import { Config, Effect, Option, Redacted } from "effect";
import type { AlertChannel } from "./AlertChannel.ts";
import { logFileChannel } from "./LogFileChannel.ts";
import { webhookSecret } from "./signWebhook.ts";
import { webhookChannel } from "./WebhookChannel.ts";

/** Where alerts are delivered to. */
export const alertSettings = {
  log: {
    name: "RAPPORT_ALERTS_LOG",
    description: "A file that alerts are written to, one JSON document per line.",
    expected: "the path of a file in an existing folder",
    defaultText: null,
    secret: false,
    config: optionalText("RAPPORT_ALERTS_LOG"),
  } satisfies Setting<Option.Option<string>>,
  webhook: {
    name: "RAPPORT_ALERTS_WEBHOOK",
    description: "An address that alerts are posted to, signed, as Standard Webhooks has it.",
    expected: "an https address, or http on this machine",
    defaultText: null,
    secret: true,
    config: Config.option(Config.Redacted("RAPPORT_ALERTS_WEBHOOK")),
  } satisfies Setting<Option.Option<Redacted.Redacted>>,
  secret: {
    name: "RAPPORT_ALERTS_WEBHOOK_SECRET",
    description: "What they are signed with; the receiver has it too.",
    expected: "whsec_ and 24 to 64 bytes in base64",
    defaultText: null,
    secret: true,
    config: Config.option(Config.Redacted("RAPPORT_ALERTS_WEBHOOK_SECRET")),
  } satisfies Setting<Option.Option<Redacted.Redacted>>,
} as const;

const local = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** An address that may be posted to: what is told stays between the two. Null for any other. */
const webhookUrl = (text: string): URL | null => {
  const url = URL.parse(text.trim());
  if (url === null) return null;
  return url.protocol === "https:" || (url.protocol === "http:" && local.has(url.hostname)) ? url : null;
};

const unusable = ({ name, expected }: Setting<unknown>) =>
  new SettingError({
    variable: name,
    problem: `not usable, expected ${expected}`,
    action: `Set ${name} to ${expected}, or unset it.`,
  });

const given = (value: Option.Option<Redacted.Redacted>): string =>
  Option.match(value, { onNone: () => "", onSome: (secret) => Redacted.value(secret).trim() });

/** The channels that the environment names; none when it names none. `logFile` stands before RAPPORT_ALERTS_LOG. */
export const readAlertChannels = (
  logFile: string | undefined,
): Effect.Effect<ReadonlyArray<AlertChannel>, SettingError> =>
  Effect.gen(function* () {
    const path = logFile ?? Option.getOrUndefined(yield* readSetting(alertSettings.log));
    const address = given(yield* readSetting(alertSettings.webhook));
    const logs = path === undefined ? [] : [logFileChannel(path)];
    if (address === "") return logs;
    const url = webhookUrl(address);
    if (url === null) return yield* unusable(alertSettings.webhook);
    const secret = webhookSecret(given(yield* readSetting(alertSettings.secret)));
    if (secret === null) return yield* unusable(alertSettings.secret);
    return [...logs, webhookChannel({ url, secret })];
  });
