import type { MeasuredServer } from "./measuredServer.ts";
import { quantile } from "./quantile.ts";

/** What a request took, from asking to the last byte. */
export interface ApiRow {
  readonly page: string;
  readonly status: number;
  readonly "p50 ms": number;
  readonly "p95 ms": number;
  /** Asked once more while nothing has moved. */
  readonly "kept ms": number;
  readonly KB: number;
}

const timeOf = async (server: MeasuredServer, path: string) => {
  const start = performance.now();
  const answer = await fetch(server.url + path, { headers: { cookie: server.cookie } });
  const bytes = (await answer.arrayBuffer()).byteLength;
  return { status: answer.status, bytes, wall: performance.now() - start };
};

const timesOf = async (server: MeasuredServer, path: string, times: number) => {
  const walls: Array<number> = [];
  for (let i = 0; i < times; i++) {
    await server.move();
    walls.push((await timeOf(server, path)).wall);
  }
  return { ...(await timeOf(server, path)), walls };
};

/**
 * Asks what pages asked, one after another, each so many times of a warehouse that has moved and once of one that has not. What more than one page asks for stands with the first of
 * them; a request's row is named by its address without the days that all share.
 */
export const apiTimes = async (
  server: MeasuredServer,
  asked: ReadonlyMap<string, ReadonlyArray<string>>,
  times: number,
): Promise<Readonly<Record<string, ApiRow>>> => {
  const rows: Record<string, ApiRow> = {};
  for (const [page, paths] of asked)
    for (const path of paths) {
      const name = path.replace(/([?&])asOf=[^&]*&?/, "$1").replace(/[?&]$/, "");
      if (name in rows) continue;
      const { status, bytes, wall, walls } = await timesOf(server, path, times);
      const p = (q: number) => Math.round(quantile(walls, q));
      rows[name] = {
        page,
        status,
        "p50 ms": p(0.5),
        "p95 ms": p(0.95),
        "kept ms": Math.round(wall),
        KB: Number((bytes / 1024).toFixed(1)),
      };
    }
  return rows;
};
