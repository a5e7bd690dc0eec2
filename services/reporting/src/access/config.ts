import { accessSettings, secretText } from "@rapport/runtime/AccessSettings";
import { Installation, type Place } from "@rapport/runtime/Installation";
import { workingFolder } from "@rapport/runtime/Environment";
import { readSetting, SettingError } from "@rapport/runtime/Setting";
import { settings } from "@rapport/runtime/Settings";
import { resolve } from "node:path";
import { Duration, Effect, Layer, Option } from "effect";
import { isLoopbackName } from "../http/securityHeaders.ts";
import { Access } from "./Access.ts";
import { openAccessStore } from "./AccessStore.ts";
import { parseGroupRoles } from "./oidc/groupRoles.ts";
import { openIdClient } from "./oidc/openIdClient.ts";
import { usualBounds } from "./RateLimits.ts";

/** Where the file of accounts is; null: nowhere. A demo keeps to its own folder. */
export const accessFileOf = (place: Place) =>
  Effect.gen(function* () {
    const named = yield* readSetting(accessSettings.accounts);
    if (place.kind === "folder" && place.embeddedOnly) return place.paths.accessFile;
    if (Option.isSome(named)) return resolve(workingFolder(), named.value);
    return place.kind === "folder" ? place.paths.accessFile : null;
  });

/** Whether anybody beyond this machine may ask: by where it listens, or by the name that readers use. */
const asksBeyondThisMachine = Effect.gen(function* () {
  const host = yield* readSetting(settings.httpHost);
  const publicUrl = Option.getOrNull(yield* readSetting(accessSettings.publicUrl));
  const names = [host === "::1" ? "[::1]" : host, ...(publicUrl === null ? [] : [publicUrl.hostname])];
  return !names.every(isLoopbackName);
});

/**
 * Fails where others than this machine may ask, and accounts and who looked at whom would be forgotten when the process
 * ends.
 */
const keptForOthers = (file: string | null): Effect.Effect<void, SettingError> =>
  Effect.gen(function* () {
    if (file !== null || !(yield* asksBeyondThisMachine)) return;
    return yield* new SettingError({
      variable: accessSettings.accounts.name,
      problem:
        "not set, and with KAFKA_BROKERS there is no data folder: who may sign in, and who looked at which client, would be kept nowhere, while others than this machine may ask",
      action: "Set RAPPORT_ACCOUNTS to a file, or listen on this machine alone.",
    });
  });

/** The file of accounts while the scope is open; `:memory:` where there is none, which is for this machine alone. */
export const accessStore = Effect.gen(function* () {
  const file = yield* accessFileOf(yield* Installation);
  yield* keptForOthers(file);
  const [idle, end] = yield* Effect.all([
    readSetting(accessSettings.sessionIdle),
    readSetting(accessSettings.sessionEnd),
  ]);
  const span = { idleMs: Duration.toMillis(idle), endMs: Duration.toMillis(end) };
  return yield* Effect.acquireRelease(
    Effect.try({
      try: () => openAccessStore(file ?? ":memory:", span),
      catch: (error) =>
        new SettingError({
          variable: accessSettings.accounts.name,
          problem: error instanceof Error ? error.message : String(error),
          action: "Name a file that can be written with RAPPORT_ACCOUNTS.",
        }),
    }),
    (store) => Effect.sync(() => store.close()),
  );
});

const readOidc = Effect.gen(function* () {
  const issuer = Option.getOrNull(yield* readSetting(accessSettings.oidcIssuer));
  if (issuer === null) return null;
  const roles = Option.getOrNull(yield* readSetting(accessSettings.oidcRoles));
  if (roles === null)
    return yield* new SettingError({
      variable: accessSettings.oidcRoles.name,
      problem: "not set, and RAPPORT_OIDC_ISSUER is: nobody could come in that way",
      action: `Set it to ${accessSettings.oidcRoles.expected}.`,
    });
  return openIdClient({
    issuer,
    clientId: yield* readSetting(accessSettings.oidcClientId),
    clientSecret: secretText(yield* readSetting(accessSettings.oidcClientSecret)),
    groupsClaim: yield* readSetting(accessSettings.oidcGroups),
    roles: parseGroupRoles(roles),
  });
});

/** How people and programs come in, as the environment says, over the installation's file of accounts. */
export const accessLayer = Layer.effect(
  Access,
  Effect.gen(function* () {
    return {
      store: yield* accessStore,
      publicUrl: Option.getOrNull(yield* readSetting(accessSettings.publicUrl)),
      oidc: yield* readOidc,
      bounds: usualBounds,
    };
  }),
);
