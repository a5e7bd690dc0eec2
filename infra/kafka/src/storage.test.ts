import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clusterProcesses, stopCluster } from "./clusterProcesses.ts";
import { type ClusterFile, newClusterId, planCluster } from "./storage.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-cluster-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const keep = (cluster: ClusterFile): ClusterFile => {
  writeFileSync(join(folder, "cluster.json"), JSON.stringify(cluster));
  return cluster;
};

describe("the cluster of a folder", () => {
  it("is new with nine different ports for three nodes", async () => {
    const cluster = await planCluster(folder, { nodes: 3 });
    const ports = cluster.nodes.flatMap((n) => [n.client, n.internal, n.controller]);
    expect(new Set(ports).size).toBe(9);
    // Outgoing connections take their ports from there on.
    expect(Math.max(...ports)).toBeLessThan(32_768);
    // KRaft takes a UUID in base 64, 16 bytes.
    expect(Buffer.from(cluster.clusterId, "base64url")).toHaveLength(16);
  });

  it("has no id that looks like an option", () => {
    const draws = [Buffer.alloc(16, 0xfb), Buffer.alloc(16, 1)];
    expect(draws[0]!.toString("base64url")).toMatch(/^-/);
    expect(newClusterId(() => draws.shift()!)).toBe(Buffer.alloc(16, 1).toString("base64url"));
  });

  it("starts again as it was", async () => {
    const held = keep(await planCluster(folder, { nodes: 3, version: "3.9.2", security: "tls" }));
    expect(await planCluster(folder, {})).toEqual(held);
  });

  it("moves to other ports when one is taken, and stays the same cluster", async () => {
    const held = keep(await planCluster(folder, {}));
    const taken = createServer().listen(held.nodes[0]!.internal, "127.0.0.1");
    await once(taken, "listening");
    const again = await planCluster(folder, {});
    taken.close();
    expect(again.clusterId).toBe(held.clusterId);
    expect(again.nodes[0]!.internal).not.toBe(held.nodes[0]!.internal);
  });

  it("is not started as another one", async () => {
    keep(await planCluster(folder, { nodes: 1, version: "4.4.0" }));
    for (const wish of [{ nodes: 3 }, { version: "3.9.2" }, { security: "tls" }] as const)
      await expect(planCluster(folder, wish)).rejects.toThrow("holds a cluster of Kafka 4.4.0 with 1 node");
  });
});

describe("the processes of a folder", () => {
  const pidFile = (pid: number): void => {
    mkdirSync(join(folder, "node-1"), { recursive: true });
    writeFileSync(join(folder, "node-1", "kafka.pid"), String(pid));
  };

  it("are none of a program that got the number of one that ended", async () => {
    keep(await planCluster(folder, {}));
    pidFile(process.pid);
    expect((await clusterProcesses(folder)).map(({ pid }) => pid)).toEqual([undefined]);
    expect(await stopCluster(folder)).toBe(0);
  });

  it("are found by the settings they read, and stopped", async () => {
    keep(await planCluster(folder, {}));
    const settings = join(folder, "node-1", "server.properties");
    const broker = spawn("sh", ["-c", "read -r _", settings], { stdio: ["pipe", "ignore", "ignore"] });
    const ended = once(broker, "exit");
    pidFile(broker.pid!);
    expect((await clusterProcesses(folder)).map(({ pid }) => pid)).toEqual([broker.pid]);
    expect(await stopCluster(folder)).toBe(1);
    expect(await ended).toEqual([null, "SIGTERM"]);
  });
});
