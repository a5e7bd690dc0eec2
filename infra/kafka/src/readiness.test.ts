import { createServer, type Server, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { knownBrokers } from "./readiness.ts";

/** A Metadata answer, version 4, field by field as the protocol guide has it. */
const metadataAnswer = (
  brokers: ReadonlyArray<{ id: number; host: string; rack: string | null }>,
): Buffer => {
  const int16 = (n: number) => Buffer.from([(n >> 8) & 255, n & 255]);
  const int32 = (n: number) => Buffer.concat([int16(n >> 16), int16(n)]);
  const text = (t: string | null) =>
    t === null ? int16(-1) : Buffer.concat([int16(Buffer.byteLength(t)), Buffer.from(t)]);
  const listed = brokers.map((b) => Buffer.concat([int32(b.id), text(b.host), int32(9092), text(b.rack)]));
  const head = [int32(1), int32(0), int32(brokers.length)];
  const body = Buffer.concat([...head, ...listed, text("cluster"), int32(1), int32(0)]);
  return Buffer.concat([int32(body.length), body]);
};

const withServer = async <A>(onConnection: (socket: Socket) => void, use: (port: number) => Promise<A>) => {
  const server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  try {
    return await use(address !== null && typeof address === "object" ? address.port : 0);
  } finally {
    server.close();
  }
};

const three = metadataAnswer([
  { id: 1, host: "127.0.0.1", rack: null },
  { id: 2, host: "a.example", rack: "rack-2" },
  { id: 70_000, host: "", rack: "" },
]);

describe("who a broker knows to be alive", () => {
  it("reads every broker of the answer, with and without a rack", async () => {
    const known = await withServer(
      (socket) => socket.once("data", () => socket.write(three)),
      (port) => knownBrokers(port),
    );
    expect(known).toEqual([1, 2, 70_000]);
  });

  it("waits for an answer that comes in pieces", async () => {
    const inPieces = (socket: Socket): void => {
      socket.setNoDelay(true);
      socket.once("data", () => {
        socket.write(three.subarray(0, 3));
        setImmediate(() => socket.write(three.subarray(3, 40)));
        setImmediate(() => setImmediate(() => socket.write(three.subarray(40))));
      });
    };
    expect(await withServer(inPieces, (port) => knownBrokers(port))).toEqual([1, 2, 70_000]);
  });

  it("is nobody when it closes the connection, says nothing, or is not there", async () => {
    const closed = await withServer(
      (socket) => socket.destroy(),
      (port) => knownBrokers(port),
    );
    const silent = await withServer(
      () => undefined,
      (port) => knownBrokers(port, 30),
    );
    const gone = await withServer(
      () => undefined,
      (port) => Promise.resolve(port),
    );
    expect([closed, silent, await knownBrokers(gone)]).toEqual([[], [], []]);
  });
});
