import { describe, expect, it } from "vitest";
import { complaintsIn } from "./KafkaNode.ts";

const info = (n: number) => `2026-11-22T10:35:13.334Z [main] INFO kafka.Kafka$ - step ${n} stopped\n`;
const afterwards =
  "2026-11-22T10:36:02.803Z [q] INFO o.a.k.Controller - cannot start: RejectedExecutionException\n";
const chatter = Array.from({ length: 40 }, (_, n) => info(n)).join("");

describe("what is shown of the log of a broker that did not start", () => {
  it("is the complaint, however much is said after it", () => {
    const complaint =
      "2026-11-22T10:35:12.000Z [main] ERROR kafka.server.BrokerServer - could not start\n" +
      "org.apache.kafka.common.KafkaException: Socket server failed to bind to 127.0.0.1:21999\n" +
      "\tat kafka.network.DataPlaneAcceptor.openServerSocket(SocketServer.scala:623)\n" +
      "Caused by: java.net.BindException: Address already in use\n";
    const shown = complaintsIn(chatter + complaint + afterwards.repeat(20) + chatter).split("\n");
    expect(shown).toHaveLength(3);
    expect(shown[2]).toContain("Address already in use");
  });

  it("is its end when there is no complaint", () => {
    expect(complaintsIn(chatter).split("\n").at(-1)).toContain("step 39");
  });
});
