import { Config, Duration, Option, Redacted, Schema } from "effect";
import { optionalText, type Setting } from "./Setting.ts";

const define = <A>(setting: Setting<A>): Setting<A> => setting;

/** An https address, or http on this machine. */
const isSafe = (url: URL): boolean =>
  url.protocol === "https:" ||
  (url.protocol === "http:" && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname));

const safeUrl = (name: string) =>
  Config.option(
    Config.schema(
      Schema.String.check(
        Schema.makeFilter((text: string) => {
          const url = URL.parse(text);
          return url !== null && isSafe(url) ? undefined : "an https address, or http on this machine";
        }),
      ),
      name,
    ),
  ).pipe(Config.map(Option.map((text) => new URL(text))));

const hours = (name: string, otherwise: Duration.Input) =>
  Config.Duration(name).pipe(Config.withDefault(Duration.fromInputUnsafe(otherwise)));

/** Who may come in, and how. */
export const accessSettings = {
  accounts: define({
    name: "RAPPORT_ACCOUNTS",
    description:
      "The file of accounts, tokens, sessions and who looked at which client; made when missing, for its owner alone. Processes on one machine may share it.",
    expected: "the path of a file",
    defaultText:
      "access.sqlite in the data folder; with KAFKA_BROKERS none: who signed in is forgotten when the process ends, and beyond loopback nothing starts",
    secret: false,
    config: optionalText("RAPPORT_ACCOUNTS"),
  }),
  publicUrl: define({
    name: "RAPPORT_PUBLIC_URL",
    description:
      "The address that readers use, where it is not the one that is listened on: behind a proxy that speaks TLS. Cookies, links and the way back from OIDC go by it.",
    expected: "an https address, or http on this machine",
    defaultText: null,
    secret: false,
    config: safeUrl("RAPPORT_PUBLIC_URL"),
  }),
  sessionIdle: define({
    name: "RAPPORT_SESSION_IDLE",
    description: "How long a session lives without being used. A page that is open uses it.",
    expected: "a time like 12 hours",
    defaultText: "12 hours",
    secret: false,
    config: hours("RAPPORT_SESSION_IDLE", "12 hours"),
  }),
  sessionEnd: define({
    name: "RAPPORT_SESSION_END",
    description: "How long a session lives in any case.",
    expected: "a time like 7 days",
    defaultText: "7 days",
    secret: false,
    config: hours("RAPPORT_SESSION_END", "7 days"),
  }),
  oidcIssuer: define({
    name: "RAPPORT_OIDC_ISSUER",
    description:
      "The firm's own sign-in (OpenID Connect): its issuer. Set: the sign-in page leads there too. The way back is /session/oidc/back under RAPPORT_PUBLIC_URL.",
    expected: "an https address, or http on this machine",
    defaultText: null,
    secret: false,
    config: safeUrl("RAPPORT_OIDC_ISSUER"),
  }),
  oidcClientId: define({
    name: "RAPPORT_OIDC_CLIENT_ID",
    description: "What Rapport is called there.",
    expected: "the client id it was given",
    defaultText: "rapport",
    secret: false,
    config: optionalText("RAPPORT_OIDC_CLIENT_ID").pipe(Config.map(Option.getOrElse(() => "rapport"))),
  }),
  oidcClientSecret: define({
    name: "RAPPORT_OIDC_CLIENT_SECRET",
    description: "What it proves that with. Unset: it is a public client, held by PKCE alone.",
    expected: "a secret",
    defaultText: null,
    secret: true,
    config: Config.option(Config.Redacted("RAPPORT_OIDC_CLIENT_SECRET")),
  }),
  oidcGroups: define({
    name: "RAPPORT_OIDC_GROUPS",
    description: "The claim of the ID token that lists somebody's groups.",
    expected: "the name of a claim",
    defaultText: "groups",
    secret: false,
    config: optionalText("RAPPORT_OIDC_GROUPS").pipe(Config.map(Option.getOrElse(() => "groups"))),
  }),
  oidcRoles: define({
    name: "RAPPORT_OIDC_ROLES",
    description:
      "Which group has which role, and whether it sees money: the first that fits counts. Whoever is in none of them is not let in.",
    expected: "pairs like rapport-admins=admin+money,board=leadership+money,delivery=ops",
    defaultText: null,
    secret: false,
    config: Config.option(
      Config.schema(
        Schema.String.check(
          Schema.isPattern(
            /^\s*[^=,\s][^=,]*=(?:admin|leadership|analyst|ops)(?:\+money)?(?:\s*,\s*[^=,\s][^=,]*=(?:admin|leadership|analyst|ops)(?:\+money)?)*\s*$/,
          ),
        ),
        "RAPPORT_OIDC_ROLES",
      ),
    ),
  }),
} as const;

/** The secret, where one is set; empty counts as unset. */
export const secretText = (value: Option.Option<Redacted.Redacted>): string | null =>
  Option.match(value, { onNone: () => null, onSome: (secret) => Redacted.value(secret).trim() || null });
