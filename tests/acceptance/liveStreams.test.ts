import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { LiveEvent } from "@rapport/contracts/http/live/Live";
import { sampleMailbox } from "@rapport/ingest-email/sampleMailbox";
import { afterAll, expect, it } from "vitest";
import { comeIn } from "../browser/support/agencyServer.ts";
import { cleanUp, start, stop, succeed, temporaryFolder } from "../e2e/support/rapport.ts";

afterAll(cleanUp);

const streams = 1_000;
/** From an event in the log to whoever listens. */
const withinMs = 5_000;

/** Listens until an event says that facts moved; answers when that was. */
const listen = (url: string, cookie: string, signal: AbortSignal) =>
  new Promise<{ readonly begun: () => boolean; readonly moved: Promise<number> }>((resolve, reject) => {
    const request = get(`${url}/v1/live`, { headers: { cookie }, signal }, (response: IncomingMessage) => {
      if (response.statusCode !== 200) return reject(new Error(`answered ${response.statusCode}`));
      let events = 0;
      let text = "";
      const moved = new Promise<number>((told, failed) => {
        response.setEncoding("utf8").on("data", (part: string) => {
          text += part;
          const whole = text.split("\n\n");
          text = whole.pop()!;
          for (const event of whole) {
            events += 1;
            const { moved } = LiveEvent.parse(JSON.parse(event.slice("data: ".length)));
            if (moved.includes("facts")) told(performance.now());
          }
        });
        response.on("error", (error) => (signal.aborted ? undefined : failed(error)));
      });
      resolve({ begun: () => events > 0, moved });
    });
    request.on("error", (error) => (signal.aborted ? undefined : reject(error)));
  });

/** Asks for the stream and then reads nothing of it. */
const readsNothing = async (url: string, cookie: string) => {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  socket.pause();
  socket.write(`GET /v1/live HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
  return socket;
};

it(`${streams} streams and one that nobody reads: mail comes in as without them, and all are told in ${withinMs / 1000} s`, async () => {
  const folder = join(temporaryFolder(), "data");
  await succeed(["firm", "set", "--domain", sampleMailbox.ownDomains[0]!, "--data", folder]);
  const up = start(["up", "--data", folder, "--port", "0"]);
  const { url, cookie } = await comeIn(up);
  const slow = await readsNothing(url, cookie);
  const over = new AbortController();
  const listening = await Promise.all(
    Array.from({ length: streams }, () => listen(url, cookie, over.signal)),
  );

  await succeed(["ingest", "email", sampleMailbox.path, "--account", "sample", "--data", folder]);
  const readAt = performance.now();
  const toldAt = await Promise.all(listening.map(({ moved }) => moved));
  expect(Math.max(...toldAt) - readAt).toBeLessThan(withinMs);
  expect(listening.every(({ begun }) => begun())).toBe(true);
  const freshness = await fetch(`${url}/v1/freshness`, { headers: { cookie } });
  expect(await freshness.json()).toMatchObject({
    sources: [{ account: "sample", records: 77 }],
    projectorLagRecords: 0,
  });

  over.abort();
  slow.destroy();
  expect((await stop(up)).code).toBe(130);
});
