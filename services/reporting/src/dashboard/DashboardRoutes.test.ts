import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { assert, layer } from "@effect/vitest";
import { DashboardFiles, readDashboardFiles } from "./DashboardFiles.ts";
import { DashboardRoutes } from "./DashboardRoutes.ts";
import { guard } from "../http/Guard.ts";
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer";
import { Effect, Layer } from "effect";
import { HttpRouter, HttpServer } from "effect/http";
import { afterAll } from "vitest";

const root = mkdtempSync(join(tmpdir(), "rapport-dist-"));
afterAll(() => rmSync(root, { recursive: true }));
const folder = join(root, "dist");
mkdirSync(join(folder, "assets"), { recursive: true });
mkdirSync(join(folder, ".vite"));
const script = "console.log('rapport');".repeat(100);
writeFileSync(join(root, "secret.js"), "secret");
writeFileSync(join(folder, ".vite", "manifest.json"), "{}");
writeFileSync(join(folder, "index.html"), "<!doctype html><title>Rapport</title>");
writeFileSync(join(folder, "assets", "index-1a2b.js"), script);
writeFileSync(join(folder, "assets", "index-1a2b.js.br"), brotliCompressSync(script));
writeFileSync(join(folder, "assets", "index-1a2b.js.gz"), gzipSync(script));

const serve = (files: ReturnType<typeof readDashboardFiles> | null) =>
  HttpRouter.serve(Layer.mergeAll(DashboardRoutes, guard("127.0.0.1")), {
    disableLogger: true,
    disableListenLog: true,
  }).pipe(
    Layer.provide(Layer.succeed(DashboardFiles, Effect.succeed(files))),
    Layer.provideMerge(NodeHttpServer.layer(createServer, { port: 0, host: "127.0.0.1" })),
  );

/** As it stands on the wire: `fetch` would decompress, and tidy the path. */
const get = (path: string, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
  Effect.gen(function* () {
    const { address } = yield* HttpServer.HttpServer;
    const { port } = new URL(HttpServer.formatAddress(address));
    return yield* Effect.promise(
      () =>
        new Promise<{ status: number; type: string; headers: Record<string, unknown>; body: Buffer }>(
          (resolve, reject) => {
            request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
              const parts: Array<Buffer> = [];
              response.on("data", (part: Buffer) => parts.push(part));
              response.on("end", () =>
                resolve({
                  status: response.statusCode!,
                  type: response.headers["content-type"] ?? "",
                  headers: response.headers,
                  body: Buffer.concat(parts),
                }),
              );
            })
              .on("error", reject)
              .end();
          },
        ),
    );
  });

const html = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

layer(serve(readDashboardFiles(folder)), { excludeTestServices: true })("the dashboard's files", (it) => {
  it.effect(
    "are sent compressed as the asker reads it, and kept for good where their name is their content's",
    () =>
      Effect.gen(function* () {
        const br = yield* get("/assets/index-1a2b.js", { "accept-encoding": "gzip, br" });
        assert.deepStrictEqual(
          [br.status, br.headers["content-encoding"], br.headers["cache-control"], br.headers["vary"]],
          [200, "br", "public, max-age=31536000, immutable", "accept-encoding"],
        );
        assert.deepStrictEqual(br.body, brotliCompressSync(script));
        const plain = yield* get("/assets/index-1a2b.js");
        assert.strictEqual(plain.body.toString(), script);
        assert.isUndefined(plain.headers["content-encoding"]);
        const again = yield* get("/assets/index-1a2b.js", { "if-none-match": String(plain.headers["etag"]) });
        assert.deepStrictEqual([again.status, again.body.length], [304, 0]);
      }),
  );

  it.effect("the document answers every page's address, and is asked for again each time", () =>
    Effect.gen(function* () {
      for (const path of ["/", "/clients/acme?asOf=2026-01-31", "/nowhere", "/clients/a%2F..%2Fb", "//"]) {
        const page = yield* get(path, html);
        assert.deepStrictEqual(
          [page.status, page.type, page.headers["cache-control"]],
          [200, "text/html; charset=utf-8", "no-cache"],
          path,
        );
        assert.match(String(page.headers["content-security-policy"]), /script-src 'self';/);
      }
      assert.strictEqual((yield* get("/", {}, "HEAD")).status, 200);
    }),
  );

  it.effect("nothing else is there: no other folder, no file of the build, no address of the API", () =>
    Effect.gen(function* () {
      for (const path of [
        "/assets/../../secret.js",
        "/../secret.js",
        "/assets/..%2f..%2fsecret.js",
        "/%2e%2e/secret.js",
        "/assets/%00",
        "/.vite/manifest.json",
        "/assets/index-gone.js",
        "/assets/index-1a2b.js.br",
      ]) {
        const answer = yield* get(path);
        assert.deepStrictEqual([answer.status, answer.type], [404, "application/problem+json"], path);
        assert.notInclude(answer.body.toString(), "secret\n");
      }
      assert.strictEqual((yield* get("/v1/nothing", html)).status, 401);
      assert.strictEqual((yield* get("/assets/index-gone.js", html)).status, 404);
      assert.strictEqual((yield* get("/nowhere", html, "POST")).status, 404);
    }),
  );
});

layer(serve(null), { excludeTestServices: true })("a dashboard that is not built", (it) => {
  it.effect("says so, and what to do", () =>
    Effect.gen(function* () {
      const page = yield* get("/", html);
      assert.strictEqual(page.status, 503);
      assert.include(page.body.toString(), "pnpm --filter @rapport/dashboard build");
      assert.strictEqual((yield* get("/v1/nothing")).status, 401);
    }),
  );
});
