import { readSetting } from "@rapport/runtime/Setting";
import { settings } from "@rapport/runtime/Settings";
import { Effect, Option } from "effect";
import { Flag } from "effect/cli";

/** Where the API and the page are served. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
}

export const serveFlags = {
  port: Flag.Int("port").pipe(
    Flag.withMetavar("PORT"),
    Flag.withDescription(
      "Port of the API and the page; 0 takes a free one (default: RAPPORT_HTTP_PORT, else 7417)",
    ),
    Flag.optional,
  ),
  host: Flag.String("host").pipe(
    Flag.withMetavar("HOST"),
    Flag.withDescription("Address they listen on (default: RAPPORT_HTTP_HOST, else 127.0.0.1)"),
    Flag.optional,
  ),
};

/** As the flags say, else the settings. */
export const serveOptions = (flags: {
  readonly port: Option.Option<number>;
  readonly host: Option.Option<string>;
}) =>
  Effect.gen(function* () {
    const { port, host } = flags;
    return {
      port: Option.isSome(port) ? port.value : yield* readSetting(settings.httpPort),
      host: Option.isSome(host) ? host.value : yield* readSetting(settings.httpHost),
    } satisfies ServeOptions;
  });
