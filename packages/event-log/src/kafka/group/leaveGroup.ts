import type { ProtocolRequest } from "../kafkajsInternals.ts";
import { Reader } from "../protocol/Reader.ts";
import { Writer } from "../protocol/Writer.ts";

/**
 * LeaveGroup v3 for one member; answers an error code of the protocol, 0 for none. kafkajs' own drops the promise of an
 * answer that is an error: the caller hears that all went well, and the rejection that nobody handles ends the process.
 */
export const leaveGroupRequest = (asked: {
  readonly groupId: string;
  readonly memberId: string;
}): ProtocolRequest<number> => ({
  request: {
    apiKey: 13,
    apiVersion: 3,
    apiName: "LeaveGroup",
    encode: async () => {
      const buffer = new Writer()
        .string(asked.groupId)
        .array([asked.memberId], (into, memberId) => into.string(memberId).nullString())
        .toBuffer();
      return { buf: buffer, buffer };
    },
  },
  response: {
    decode: async (payload) => {
      const reader = new Reader(payload);
      const clientSideThrottleTime = reader.int32();
      const ofAll = reader.int16();
      const ofEach = reader.array((of) => {
        of.string();
        of.nullableString();
        return of.int16();
      });
      return { answer: [ofAll, ...ofEach].find((code) => code !== 0) ?? 0, clientSideThrottleTime };
    },
    parse: async ({ answer }) => answer,
  },
});
