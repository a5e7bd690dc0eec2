import type { Server } from "../../browser/support/lookAt.ts";
import { quantile } from "./quantile.ts";

/** What a request took, from asking to the last byte. */
export interface ApiRow {
  readonly page: string;
  readonly status: number;
  readonly "p50 ms": number;
  readonly "p95 ms": number;
  readonly KB: number;
}

const timesOf = async (server: Server, path: string, times: number) => {
  const walls: Array<number> = [];
  let [status, bytes] = [0, 0];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    const answer = await fetch(server.url + path, { headers: { cookie: server.cookie } });
    bytes = (await answer.arrayBuffer()).byteLength;
    walls.push(performance.now() - start);
    status = answer.status;
  }
  return { status, bytes, walls };
};

/**
 * Asks what pages asked, one after another, each so many times. What more than one page asks for stands with the first of
 * them; a request's row is named by its address without the days that all share.
 */
export const apiTimes = async (
  server: Server,
  asked: ReadonlyMap<string, ReadonlyArray<string>>,
  times: number,
): Promise<Readonly<Record<string, ApiRow>>> => {
  const rows: Record<string, ApiRow> = {};
  for (const [page, paths] of asked)
    for (const path of paths) {
      const name = path.replace(/([?&])asOf=[^&]*&?/, "$1").replace(/[?&]$/, "");
      if (name in rows) continue;
      const { status, bytes, walls } = await timesOf(server, path, times);
      const p = (q: number) => Math.round(quantile(walls, q));
      rows[name] = {
        page,
        status,
        "p50 ms": p(0.5),
        "p95 ms": p(0.95),
        KB: Number((bytes / 1024).toFixed(1)),
      };
    }
  return rows;
};
