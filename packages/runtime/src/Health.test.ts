import { expect, it } from "@effect/vitest";
import { Effect, Metric, Runtime } from "effect";
import { serveHealth } from "./Health.ts";

const get = (port: number, path: string) =>
  Effect.promise(async () => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: answer.status, text: await answer.text() };
  });

it.live("a service says that it lives, and what it counted", () =>
  Effect.gen(function* () {
    const counted = Metric.counter("rapport_health_test_total", { incremental: true });
    yield* Metric.update(counted, 3);
    const port = yield* serveHealth("127.0.0.1", 0);
    expect(yield* get(port, "/healthz")).toEqual({ status: 200, text: '{"status":"ok"}' });
    expect((yield* get(port, "/metrics?x=1")).text).toContain("rapport_health_test_total 3");
    expect((yield* get(port, "/")).status).toBe(404);
    const taken = yield* Effect.flip(serveHealth("127.0.0.1", port));
    expect(taken.message).toContain(`port ${port} is taken`);
    expect(Runtime.getErrorExitCode(taken)).toBe(3);
  }),
);
