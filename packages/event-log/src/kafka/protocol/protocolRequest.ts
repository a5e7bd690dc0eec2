import type { ProtocolRequest } from "../kafkajsInternals.ts";
import { Reader } from "./Reader.ts";
import { Writer } from "./Writer.ts";

/** The requests that we write and read ourselves, in the one version that we speak: all are in Kafka 2.4 to 4.x. */
export const spoken = {
  Produce: { apiKey: 0, apiVersion: 8 },
  Fetch: { apiKey: 1, apiVersion: 11 },
  Metadata: { apiKey: 3, apiVersion: 5 },
} as const;

export interface Answer<A> {
  readonly answer: A;
  readonly throttleMs: number;
}

/** Makes a request that kafkajs' connection can send. */
export const protocolRequest = <A>(
  apiName: keyof typeof spoken,
  write: (writer: Writer) => void,
  read: (reader: Reader) => Answer<A>,
  timeoutMs?: number,
): ProtocolRequest<A> => ({
  request: {
    ...spoken[apiName],
    apiName,
    encode: async () => {
      const writer = new Writer();
      write(writer);
      const buffer = writer.toBuffer();
      return { buf: buffer, buffer };
    },
  },
  response: {
    decode: async (payload) => {
      const { answer, throttleMs } = read(new Reader(payload));
      return { answer, clientSideThrottleTime: throttleMs };
    },
    parse: async ({ answer }) => answer,
  },
  ...(timeoutMs === undefined ? {} : { requestTimeout: timeoutMs }),
});
