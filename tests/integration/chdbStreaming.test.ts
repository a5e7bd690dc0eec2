import { execFileSync } from "node:child_process";
import { Readable } from "node:stream";
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from "@clickhouse/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
let client: ClickHouseClient;

beforeAll(async () => {
  chdb = await startChdb();
  client = createClient({
    url: chdb.url,
    password: chdb.password,
    database: "rapport",
    request_timeout: 120_000,
    log: { level: ClickHouseLogLevel.OFF },
  });
});
afterAll(async () => {
  await client.close();
  await chdb.stop();
});

const gigabyte = 1_000_000_000;
const rssMb = (pid: number) =>
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) / 1024;

/** Runs `work`, which calls `look` now and then, and returns how far memory rose above its start, in MB. */
const growthMb = async (work: (look: () => void) => Promise<void>) => {
  const start = { server: rssMb(chdb.pid), client: rssMb(process.pid) };
  const peak = { ...start };
  await work(() => {
    peak.server = Math.max(peak.server, rssMb(chdb.pid));
    peak.client = Math.max(peak.client, rssMb(process.pid));
  });
  return { server: peak.server - start.server, client: peak.client - start.client };
};

it("1 GB of rows comes out in constant memory", async () => {
  const query = "SELECT number, number * 2 FROM numbers(62500000) FORMAT RowBinary";
  const beganMs = performance.now();
  const growth = await growthMb(async (look) => {
    const { stream } = await client.exec({ query });
    let bytes = 0;
    let step = 0;
    for await (const piece of stream) {
      bytes += (piece as Buffer).length;
      if (bytes > step * 100_000_000) {
        step++;
        look();
      }
    }
    expect(bytes).toBe(gigabyte);
  });
  console.log("1 GB out", Math.round(performance.now() - beganMs), "ms; growth in MB", growth);
  expect(growth.server).toBeLessThan(250);
  expect(growth.client).toBeLessThan(150);
});

it("a slow reader holds the engine back, not memory", async () => {
  const growth = await growthMb(async (look) => {
    const { stream } = await client.exec({
      query: "SELECT number FROM numbers(1000000000000) FORMAT RowBinary",
    });
    // Nothing is read: what the engine makes can only pile up in between.
    for (let i = 0; i < 20; i++) {
      await client.ping({ select: true });
      look();
    }
    stream.destroy();
  });
  expect(growth.server).toBeLessThan(100);
  expect(growth.client).toBeLessThan(100);
});

it("1 GB of rows goes in in constant memory", async () => {
  await client.command({ query: "CREATE TABLE sink (n UInt64, m UInt64) ENGINE = Null" });
  const piece = Buffer.alloc(1_000_000);
  for (let i = 0; i < piece.length; i++) piece[i] = i % 251;
  const beganMs = performance.now();
  const growth = await growthMb(async (look) => {
    const pieces = function* () {
      for (let i = 0; i < gigabyte / piece.length; i++) {
        if (i % 100 === 0) look();
        yield piece;
      }
    };
    const values = Readable.from(pieces(), { objectMode: false });
    const { stream, summary } = await client.exec({ query: "INSERT INTO sink FORMAT RowBinary", values });
    for await (const _ of stream);
    expect(summary?.written_rows).toBe("62500000");
    look();
  });
  console.log("1 GB in", Math.round(performance.now() - beganMs), "ms; growth in MB", growth);
  expect(growth.server).toBeLessThan(250);
  expect(growth.client).toBeLessThan(150);
});
