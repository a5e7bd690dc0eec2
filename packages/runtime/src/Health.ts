import { createServer, type Server } from "node:http";
import { Data, Effect, Option, Runtime, type Scope } from "effect";
import { PrometheusMetrics } from "effect/observability";
import { exitCodes } from "./ExitCodes.ts";
import { readSetting, type SettingError } from "./Setting.ts";
import { settings } from "./Settings.ts";

/** The health port cannot be listened on. Exit code 3. */
export class HealthPortTaken extends Data.TaggedError("HealthPortTaken")<{
  readonly host: string;
  readonly port: number;
}> {
  readonly action = "Choose another with RAPPORT_HEALTH_PORT, or unset it.";
  override get message() {
    return `RAPPORT_HEALTH_PORT: ${this.host} port ${this.port} is taken or may not be used`;
  }
  override readonly [Runtime.errorExitCode] = exitCodes.locked;
}

const answerTo = (path: string): Effect.Effect<readonly [status: number, type: string, body: string]> => {
  if (path === "/healthz") return Effect.succeed([200, "application/json", '{"status":"ok"}'] as const);
  if (path === "/metrics") {
    const type = "text/plain; version=0.0.4; charset=utf-8";
    return Effect.map(PrometheusMetrics.format(), (text) => [200, type, text] as const);
  }
  return Effect.succeed([404, "text/plain", "Use /healthz or /metrics.\n"] as const);
};

const listen = (server: Server, host: string, port: number): Effect.Effect<number, HealthPortTaken> =>
  Effect.callback((resume) => {
    server.once("error", () => resume(Effect.fail(new HealthPortTaken({ host, port }))));
    server.listen(port, host, () => {
      const address = server.address();
      resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : port));
    });
  });

/** Serves `/healthz` and `/metrics` of this process while the scope is open; answers the port. */
export const serveHealth = (
  host: string,
  port: number,
): Effect.Effect<number, HealthPortTaken, Scope.Scope> =>
  Effect.gen(function* () {
    // The metrics registry belongs to the running program: requests look at the same one.
    const run = Effect.runPromiseWith(yield* Effect.context<never>());
    const server = yield* Effect.acquireRelease(
      Effect.sync(() =>
        createServer((request, response) => {
          const path = (request.url ?? "/").split("?")[0]!;
          void run(answerTo(path)).then(([status, type, body]) => {
            response.writeHead(status, { "content-type": type, "cache-control": "no-store" });
            response.end(body);
          });
        }),
      ),
      (opened) =>
        Effect.sync(() => {
          opened.close();
          opened.closeAllConnections();
        }),
    );
    return yield* listen(server, host, port);
  });

/** As RAPPORT_HEALTH_PORT says: nothing at all while it is unset. */
export const healthOfService: Effect.Effect<void, SettingError | HealthPortTaken, Scope.Scope> = Effect.gen(
  function* () {
    const port = yield* readSetting(settings.healthPort);
    if (Option.isNone(port)) return;
    const host = yield* readSetting(settings.httpHost);
    const taken = yield* serveHealth(host, port.value);
    yield* Effect.logInfo("serving health and metrics", { url: `http://${host}:${taken}` });
  },
);
