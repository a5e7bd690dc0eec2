import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, assert, beforeEach, describe, it } from "vitest";
import { type HttpFaultProxy, startHttpFaultProxy } from "./HttpFaultProxy.ts";

let server: Server;
let proxy: HttpFaultProxy;
/** What the server got whole. */
let got: string[] = [];

beforeEach(async () => {
  got = [];
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      got.push(Buffer.concat(chunks).toString());
      outgoing.writeHead(201, { "x-said": "yes" }).end(`heard ${incoming.url}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  proxy = await startHttpFaultProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(async () => {
  await proxy.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const insert = "/?query=INSERT%20INTO%20t%20FORMAT%20Native";
const ask = (path = insert, timeoutMs = 2_000) =>
  fetch(`${proxy.url}${path}`, { method: "POST", body: "rows", signal: AbortSignal.timeout(timeoutMs) });
const fails = (path?: string, timeoutMs?: number) =>
  ask(path, timeoutMs).then(
    ({ status }) => assert.fail(`answered ${status}`),
    (error: unknown) => error,
  );

describe("the fault proxy before the warehouse", () => {
  it("passes everything through as it is", async () => {
    const answer = await ask("/?query=SELECT%201");
    assert.deepStrictEqual(
      [answer.status, answer.headers.get("x-said"), await answer.text()],
      [201, "yes", "heard /?query=SELECT%201"],
    );
    assert.deepStrictEqual(got, ["rows"]);
  });

  it("is down, and up again", async () => {
    proxy.fault({ kind: "down" });
    await fails();
    assert.isAbove(proxy.hits(), 0);
    proxy.fault(undefined);
    assert.strictEqual((await ask()).status, 201);
    assert.deepStrictEqual(got, ["rows"]);
  });

  it("answers with a status before or after the server did the thing, so many times", async () => {
    proxy.fault({ kind: "status", status: 500, after: false, times: 1 });
    assert.strictEqual((await ask()).status, 500);
    assert.deepStrictEqual(got, []);
    proxy.fault({ kind: "status", status: 500, after: true, times: 2 });
    assert.strictEqual((await ask()).status, 500);
    assert.strictEqual((await ask()).status, 500);
    assert.strictEqual((await ask()).status, 201);
    assert.deepStrictEqual(got, ["rows", "rows", "rows"]);
    assert.strictEqual(proxy.hits(), 3);
  });

  it("hangs until its fault ends", async () => {
    proxy.fault({ kind: "hang", after: true });
    await fails(insert, 300);
    assert.deepStrictEqual(got, ["rows"]);
    const hanging = fails();
    await proxy.hit(2);
    proxy.fault(undefined);
    await hanging;
    assert.strictEqual((await ask()).status, 201);
  });

  it("cuts the answer after the server did the thing, or the request before it was whole", async () => {
    proxy.fault({ kind: "cut", amid: "reply" });
    await fails();
    assert.deepStrictEqual(got, ["rows"]);
    proxy.fault({ kind: "cut", amid: "request" });
    await fails();
    assert.deepStrictEqual(got, ["rows"]);
  });

  it("hits inserts only, or commands only, when told so", async () => {
    proxy.fault({ kind: "down", only: "inserts" });
    assert.strictEqual((await ask("/?query=SELECT%201")).status, 201);
    await fails();
    proxy.fault({ kind: "down", only: "commands" });
    assert.strictEqual((await ask("/?query_id=digest%3A1")).status, 201);
    await fails("/?query_id=command%3A1");
  });
});
