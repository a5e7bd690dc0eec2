import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { parseDistributedEngine } from "@rapport/warehouse/cluster/clusterTable";
import { exited, spawnChdb } from "./chdb.ts";

/** The name of the cluster, for CLICKHOUSE_CLUSTER; that of infra/compose. */
export const clusterName = "rapport";

const shard = `<shard><internal_replication>true</internal_replication><replica><host>127.0.0.1</host><port>9000</port></replica></shard>`;
const configuration = `<clickhouse><tcp_port>9000</tcp_port><remote_servers><${clusterName}>${shard}${shard}</${clusterName}></remote_servers></clickhouse>`;

export interface TwoShards {
  readonly url: string;
  readonly password: string;
  /** The engine itself, past the proxy: for databases of one machine, beside those of the cluster. */
  readonly engineUrl: string;
  /** Statements that a real cluster would have refused, or run on one node only. */
  readonly refused: ReadonlyArray<string>;
  stop(): Promise<void>;
}

const changes = /^\s*(?:CREATE|ALTER|DROP|RENAME|EXCHANGE|TRUNCATE|DELETE)\b/i;

/**
 * A ClickHouse with a cluster of two shards, as far as one process can be one. The engine is chDB with both shards
 * configured as itself: it plans, splits, merges and inserts as a cluster's first node does. Each shard sees of a
 * local table only the rows that its sharding key gives to that shard (`additional_table_filters` by `shardNum()`),
 * so what a cluster would hold apart is held apart, and a local table read without the one over it is empty. What
 * this cannot show: that rows which replace each other are sent to one shard, for all of them are in one table; that
 * follows from `shardingKeys` being made of columns of the sorting key, which a unit test holds.
 *
 * Requests come in through a proxy that does what Keeper and the other nodes would: it takes ON CLUSTER away and
 * `Replicated` from the engines' names. Statements that would change one node of a cluster only, and mutations with
 * subqueries, which replicated tables refuse, are refused here.
 */
export const startTwoShards = async (): Promise<TwoShards> => {
  const root = await mkdtemp(join(tmpdir(), "rapport-shards-"));
  const configFile = join(root, "config.xml");
  await writeFile(configFile, configuration);
  const chdb = await spawnChdb(join(root, "warehouse"), "integration", 0, configFile);
  const refused: Array<string> = [];

  const send = (url: URL, headers: Record<string, string>, body: Uint8Array) =>
    fetch(url, { method: "POST", headers, body: Buffer.from(body) });
  const ownHeaders = { "x-clickhouse-user": "default", "x-clickhouse-key": chdb.password };

  /** One filter for every local table of the database that a distributed one stands over. */
  const readFilters = async (database: string): Promise<string> => {
    const sql = `SELECT engine_full FROM system.tables WHERE database = '${database}' AND engine = 'Distributed' FORMAT JSONColumns`;
    const answer = await send(new URL(chdb.url), ownHeaders, Buffer.from(sql));
    const { engine_full: engines } = (await answer.json()) as { engine_full?: ReadonlyArray<string> };
    const filters = (engines ?? []).flatMap((engine) => {
      const table = parseDistributedEngine(engine);
      if (table === undefined) return [];
      return [`'${table.database}.${table.local}':'(${table.shardingKey}) % 2 = shardNum() - 1'`];
    });
    return `{${filters.join(",")}}`;
  };
  const filtersOf = new Map<string, Promise<string>>();

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", chdb.url);
    const database = url.searchParams.get("database") ?? "default";
    const bytes = await buffer(request);
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === "string" &&
        !["host", "connection", "content-length", "transfer-encoding"].includes(name)
          ? [[name, value]]
          : [],
      ),
    );
    const inBody = !url.searchParams.has("query");
    const sql = inBody ? bytes.toString() : (url.searchParams.get("query") ?? "");
    const isChange = changes.test(sql);
    const single =
      isChange &&
      (!sql.includes(`ON CLUSTER '${clusterName}'`) || /^\s*(?:DELETE|ALTER)\b.*\bSELECT\b/is.test(sql));
    if (single) {
      refused.push(sql);
      response.writeHead(500, { "x-clickhouse-exception-code": "36" });
      response.end(`Code: 36. DB::Exception: would not do in a cluster: ${sql}. (BAD_ARGUMENTS)`);
      return;
    }
    if (!isChange) {
      const filters = filtersOf.get(database) ?? readFilters(database);
      filtersOf.set(database, filters);
      url.searchParams.set("additional_table_filters", await filters);
    }
    const local = sql.replace(/ ON CLUSTER '\w+'/, "").replace(/(ENGINE = )Replicated(\w*MergeTree)/, "$1$2");
    const answer = await send(url, headers, isChange ? Buffer.from(local) : bytes);
    if (isChange) filtersOf.delete(database);
    const body = Buffer.from(await answer.arrayBuffer());
    const answered = [...answer.headers].filter(
      ([name]) => !["transfer-encoding", "content-encoding", "connection", "content-length"].includes(name),
    );
    response.writeHead(answer.status, Object.fromEntries(answered));
    response.end(body);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((cause: unknown) =>
      response.destroy(cause instanceof Error ? cause : undefined),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    password: chdb.password,
    engineUrl: chdb.url,
    refused,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      chdb.process.kill("SIGTERM");
      await exited(chdb.process);
      await rm(root, { recursive: true, force: true });
    },
  };
};
