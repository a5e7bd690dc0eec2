import { accessSettings } from "@rapport/runtime/AccessSettings";
import { optionalText, readSetting, type Setting, SettingError } from "@rapport/runtime/Setting";
import { settings } from "@rapport/runtime/Settings";
import { Cron } from "croner";
import { Config, Effect, Option, Redacted } from "effect";
import { type DigestAudience, digestAudiences } from "./Digest.ts";

const addresses = (name: string, audience: string) =>
  ({
    name,
    description: `Who gets the Monday mail for ${audience}. It holds money: name those alone who may see it.`,
    expected: "addresses with commas between",
    defaultText: null,
    secret: false,
    config: optionalText(name),
  }) satisfies Setting<Option.Option<string>>;

/** Where the digest is sent to, by whom, and when. */
export const digestSettings = {
  leadership: addresses("RAPPORT_DIGEST_LEADERSHIP", "leadership"),
  ops: addresses("RAPPORT_DIGEST_OPS", "ops"),
  from: {
    name: "RAPPORT_DIGEST_FROM",
    description: "Whom the digest is from.",
    expected: "an address",
    defaultText: null,
    secret: false,
    config: optionalText("RAPPORT_DIGEST_FROM"),
  } satisfies Setting<Option.Option<string>>,
  at: {
    name: "RAPPORT_DIGEST_AT",
    description: "When `rapport up` sends the digest of the week before, by the firm's clock.",
    expected: "a schedule as cron has it, such as 0 7 * * 1",
    defaultText: "0 7 * * 1 (Mondays at 7)",
    secret: false,
    config: Config.String("RAPPORT_DIGEST_AT").pipe(Config.withDefault("0 7 * * 1")),
  } satisfies Setting<string>,
  smtp: {
    name: "RAPPORT_SMTP_URL",
    description:
      "The mail server that sends the digest, with user and password. smtp: takes TLS up before anything is said, other than on this machine.",
    expected: "smtps://user:password@host:465 or smtp://user:password@host:587",
    defaultText: null,
    secret: true,
    config: Config.option(Config.Redacted("RAPPORT_SMTP_URL")),
  } satisfies Setting<Option.Option<Redacted.Redacted>>,
} as const;

/** How digests are sent. */
export interface DigestPost {
  readonly server: URL;
  readonly from: string;
  readonly to: ReadonlyMap<DigestAudience, ReadonlyArray<string>>;
  /** A schedule as cron has it. */
  readonly at: string;
}

const unusable = ({ name, expected }: Setting<unknown>, problem = "not usable") =>
  new SettingError({
    variable: name,
    problem: `${problem}, expected ${expected}`,
    action: `Set ${name} to ${expected}, or unset it.`,
  });

const isAddress = (text: string): boolean => /^[^\s@<>,]+@[^\s@<>,]+$/.test(text);

const readAddresses = (setting: Setting<Option.Option<string>>) =>
  Effect.gen(function* () {
    const text = Option.getOrElse(yield* readSetting(setting), () => "");
    const all = text.split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
    return all.every(isAddress) ? all : yield* unusable(setting);
  });

const isSchedule = (text: string): boolean => {
  try {
    return new Cron(text, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
};

/** Null where nobody is to get any. */
export const readDigestPost: Effect.Effect<DigestPost | null, SettingError> = Effect.gen(function* () {
  const lists = yield* Effect.forEach(digestAudiences, (audience) =>
    Effect.map(readAddresses(digestSettings[audience]), (all) => [audience, all] as const),
  );
  const to = new Map(lists.filter(([, all]) => all.length > 0));
  if (to.size === 0) return null;
  const secret = Option.getOrNull(yield* readSetting(digestSettings.smtp));
  if (secret === null)
    return yield* unusable(digestSettings.smtp, "not set, and somebody is to get the digest");
  const server = URL.parse(Redacted.value(secret));
  if (server === null || !["smtp:", "smtps:"].includes(server.protocol))
    return yield* unusable(digestSettings.smtp);
  const from = Option.getOrElse(yield* readSetting(digestSettings.from), () => "").trim();
  if (!isAddress(from)) return yield* unusable(digestSettings.from);
  const at = yield* readSetting(digestSettings.at);
  return isSchedule(at) ? { server, from, to, at } : yield* unusable(digestSettings.at);
});

/** The address of the dashboard that mails lead to. */
export const readHome = Effect.gen(function* () {
  const named = Option.getOrNull(yield* readSetting(accessSettings.publicUrl));
  if (named !== null) return named.origin;
  const [host, port] = [yield* readSetting(settings.httpHost), yield* readSetting(settings.httpPort)];
  return `http://${host}:${port}`;
});
