import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { assert, describe, it } from "@effect/vitest";
import { composeFolder, dotEnv, ownServices, readComposeFile, variants } from "./support/composeFile.ts";

const repository = fileURLToPath(new URL("../../", import.meta.url));
const documented = new Set(
  [...readFileSync(join(repository, "docs/configuration.md"), "utf8").matchAll(/^\| `(\w+)`/gm)].map(
    ([, name]) => name,
  ),
);

describe.each(variants)("%s", (variant) => {
  const file = readComposeFile(variant);
  const services = Object.entries(file.services);

  it("pins every image to an exact version", () => {
    const bases = services
      .map(([, { image }]) => image)
      .filter((image) => image !== dotEnv()["RAPPORT_IMAGE"]);
    for (const image of [...bases, dotEnv()["NODE_IMAGE"] ?? ""]) assert.match(image, /:\d+\.\d+\.\d+/);
  });

  it("runs the Node that the packages pin", () => {
    const workspace = readFileSync(join(repository, "pnpm-workspace.yaml"), "utf8");
    const pinned = /^ {2}node: (\S+)$/m.exec(workspace)?.[1];
    assert.isDefined(pinned);
    assert.include(dotEnv()["NODE_IMAGE"], `node:${pinned}-`);
  });

  it("limits every service, and watches over all that stay up", () => {
    for (const [name, { deploy, restart, healthcheck }] of services) {
      assert.match(String(deploy?.resources?.limits?.cpus), /^[\d.]+$/, name);
      assert.match(String(deploy?.resources?.limits?.memory), /^\d+[MG]$/, name);
      // Those that do their work and end: whoever waits for them waits for their success.
      const once = name === "topics" || name === "migrate";
      assert.strictEqual(restart, once ? undefined : "unless-stopped", name);
      assert.strictEqual(healthcheck === undefined, once, name);
    }
  });

  it("waits for what is there, in the right way", () => {
    for (const [name, { depends_on }] of services)
      for (const [needed, { condition }] of Object.entries(depends_on ?? {})) {
        const other = file.services[needed];
        assert.isDefined(other, `${name} waits for ${needed}`);
        const expected =
          other?.healthcheck === undefined ? "service_completed_successfully" : "service_healthy";
        assert.strictEqual(condition, expected, `${name} waits for ${needed}`);
      }
  });

  it("keeps what must last in volumes of its own, and reads files that exist", () => {
    const used = new Set<string>();
    for (const [name, { volumes }] of services)
      for (const volume of volumes ?? []) {
        const [source = "", target = "", mode] = volume.split(":");
        if (source.startsWith("./")) {
          assert.isTrue(existsSync(join(composeFolder, source)), `${name}: ${source}`);
          assert.strictEqual(mode, "ro", `${name}: ${volume}`);
        } else {
          assert.isFalse(used.has(source), `${source} is mounted twice`);
          used.add(source);
          assert.match(target, /^\/var\/lib\/(?:kafka\/data|clickhouse)$|^\/data\/access$/);
        }
      }
    assert.deepStrictEqual([...used].toSorted(), Object.keys(file.volumes).toSorted());
  });

  it("publishes the page alone, on loopback, and no address of Kafka or ClickHouse", () => {
    const published = services.flatMap(([name, { ports }]) => (ports ?? []).map((port) => `${name} ${port}`));
    assert.deepStrictEqual(published, ["reporting 127.0.0.1:7417:7417"]);
  });

  it("tells the services nothing that they do not know", () => {
    for (const [name, { environment }] of ownServices(file))
      for (const variable of Object.keys(environment ?? {}))
        assert.isTrue(documented.has(variable), `${name}: ${variable}`);
  });

  it("starts what is there, and every service of the repository", () => {
    const started = ownServices(file).map(([, { command }]) => command?.[1] ?? "");
    for (const main of started) assert.isTrue(existsSync(join(repository, main)), main);
    for (const name of ["ingest-email", "ingest-tickets", "ingest-meetings", "ingest-ledger", "projector"])
      assert.include(started, `services/${name}/src/main.ts`);
    // The pages with the log beside them: else nothing could be said there.
    assert.deepStrictEqual(file.services["reporting"]?.command?.slice(1), [
      "services/cli/bin/rapport.mjs",
      "serve",
    ]);
  });
});
