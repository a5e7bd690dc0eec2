import { describe, expect, it } from "vitest";
import { type NodePorts, securities, type Security, serverProperties } from "./serverProperties.ts";

const ports = (id: number): NodePorts => ({
  id,
  client: id * 10,
  internal: id * 10 + 1,
  controller: id * 10 + 2,
});

const propertiesOf = (nodes: ReadonlyArray<NodePorts>, security: Security, settings = {}) =>
  new Map(
    serverProperties(nodes[0]!, nodes, "/cluster", { security, sessionMinMs: 700, settings })
      .trimEnd()
      .split("\n")
      .map((line): [string, string] => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

describe("the settings of a local broker", () => {
  it("name every controller and each node's own listeners", () => {
    const of = propertiesOf([ports(1), ports(2), ports(3)], "plaintext");
    expect(of.get("controller.quorum.voters")).toBe("1@127.0.0.1:12,2@127.0.0.1:22,3@127.0.0.1:32");
    expect(of.get("advertised.listeners")).toBe("CLIENT://127.0.0.1:10,INTERNAL://127.0.0.1:11");
    expect(of.get("log.dirs")).toBe("/cluster/node-1/data");
  });

  it("keep what groups and transactions need on every node, and acknowledge by two of three", () => {
    const one = propertiesOf([ports(1)], "plaintext");
    const three = propertiesOf([ports(1), ports(2), ports(3)], "plaintext");
    for (const name of ["offsets.topic.replication.factor", "transaction.state.log.replication.factor"])
      expect([one.get(name), three.get(name)]).toEqual(["1", "3"]);
    expect([one.get("min.insync.replicas"), three.get("min.insync.replicas")]).toEqual(["1", "2"]);
  });

  it("let groups have short sessions, make no topic by accident, and can all be overruled", () => {
    const of = propertiesOf([ports(1)], "plaintext", { "num.io.threads": "9" });
    expect(of.get("group.min.session.timeout.ms")).toBe("700");
    expect(of.get("auto.create.topics.enable")).toBe("false");
    expect(of.get("num.io.threads")).toBe("9");
  });

  it("secure the clients' listener and no other", () => {
    const protocols = securities.map((security) =>
      propertiesOf([ports(1)], security).get("listener.security.protocol.map"),
    );
    const clients = ["PLAINTEXT", "SASL_PLAINTEXT", "SASL_PLAINTEXT", "SSL", "SSL", "SASL_SSL"];
    expect(protocols).toEqual(
      clients.map((name) => `CLIENT:${name},INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT`),
    );
  });

  it("ask for a client's certificate for mtls only, and for a password where there is one", () => {
    const auth = (security: Security) =>
      propertiesOf([ports(1)], security).get("listener.name.client.ssl.client.auth");
    expect([auth("mtls"), auth("tls"), auth("tls-scram"), auth("scram")]).toEqual([
      "required",
      "none",
      "none",
      undefined,
    ]);
    const mechanisms = (security: Security) =>
      propertiesOf([ports(1)], security).get("listener.name.client.sasl.enabled.mechanisms");
    expect(securities.map(mechanisms)).toEqual([
      undefined,
      "PLAIN",
      "SCRAM-SHA-256,SCRAM-SHA-512",
      undefined,
      undefined,
      "SCRAM-SHA-256,SCRAM-SHA-512",
    ]);
  });
});
