import { connect } from "node:net";

/** Metadata, version 4 (Kafka protocol guide), for no topics: who is in the cluster. Both 3.x and 4.x know it. */
const metadataRequest = (): Buffer => {
  const clientId = Buffer.from("ready");
  const body = Buffer.alloc(4 + 2 + 2 + 4 + 2 + clientId.length + 4 + 1);
  body.writeInt32BE(body.length - 4, 0);
  body.writeInt16BE(3, 4);
  body.writeInt16BE(4, 6);
  body.writeInt32BE(1, 8);
  body.writeInt16BE(clientId.length, 12);
  clientId.copy(body, 14);
  return body;
};

/** Ids of the brokers in an answer: length, correlation, throttle time, then the list. */
export const brokerIds = (answer: Buffer): ReadonlyArray<number> => {
  let at = 12;
  const count = answer.readInt32BE(at);
  at += 4;
  const ids: number[] = [];
  for (let i = 0; i < count; i++) {
    ids.push(answer.readInt32BE(at));
    at += 4;
    at += 2 + answer.readInt16BE(at) + 4;
    at += 2 + Math.max(0, answer.readInt16BE(at));
  }
  return ids;
};

/**
 * The brokers that the broker at this port of loopback knows as alive (unfenced), in plain text. Empty when it does
 * not answer, or not within `timeoutMs`.
 */
export const knownBrokers = (port: number, timeoutMs = 2000): Promise<ReadonlyArray<number>> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(metadataRequest()));
    let answer = Buffer.alloc(0);
    const done = (ids: ReadonlyArray<number>): void => {
      socket.destroy();
      resolve(ids);
    };
    socket.setTimeout(timeoutMs, () => done([]));
    socket.on("error", () => done([]));
    socket.on("close", () => done([]));
    socket.on("data", (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length >= 4 && answer.length >= 4 + answer.readInt32BE(0)) done(brokerIds(answer));
    });
  });
