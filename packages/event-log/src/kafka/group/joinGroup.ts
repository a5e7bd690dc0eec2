import type { ProtocolRequest } from "../kafkajsInternals.ts";
import { Reader } from "../protocol/Reader.ts";
import { Writer } from "../protocol/Writer.ts";
import { groupProtocol } from "./memberProtocol.ts";

export interface JoinRequest {
  readonly groupId: string;
  readonly sessionMs: number;
  /** "" until the coordinator has given one. */
  readonly memberId: string;
  readonly metadata: Buffer;
}

export interface JoinAnswer {
  /** An error code of the protocol; 0 is none, 79 says that `memberId` is to be used from now on. */
  readonly errorCode: number;
  readonly generation: number;
  readonly leaderId: string;
  readonly memberId: string;
  /** Only for the leader; empty for the others. */
  readonly members: ReadonlyArray<{ readonly memberId: string; readonly metadata: Buffer }>;
}

export const memberIdRequired = 79;

/**
 * How long the coordinator waits for members that give signs of life and do not join again, ms. More than a session:
 * who is cut off is out when its session is over, and counts with that.
 */
export const rebalanceMs = (sessionMs: number): number => 2 * sessionMs;

/**
 * JoinGroup v5. The answer comes when all members have joined or lost their session. kafkajs' own keeps the member's
 * id to itself until then, and who does not know his id cannot leave.
 */
export const joinGroupRequest = (asked: JoinRequest): ProtocolRequest<JoinAnswer> => ({
  request: {
    apiKey: 11,
    apiVersion: 5,
    apiName: "JoinGroup",
    encode: async () => {
      const buffer = new Writer()
        .string(asked.groupId)
        .int32(asked.sessionMs)
        .int32(rebalanceMs(asked.sessionMs))
        .string(asked.memberId)
        .nullString()
        .string("consumer")
        .array([groupProtocol], (into, name) => into.string(name).data(asked.metadata))
        .toBuffer();
      return { buf: buffer, buffer };
    },
  },
  response: {
    decode: async (payload) => {
      const reader = new Reader(payload);
      const clientSideThrottleTime = reader.int32();
      const errorCode = reader.int16();
      const generation = reader.int32();
      reader.nullableString();
      const leaderId = reader.nullableString() ?? "";
      const memberId = reader.nullableString() ?? "";
      const members = reader.array((of) => {
        const id = of.string();
        of.nullableString();
        return { memberId: id, metadata: of.data() };
      });
      return {
        answer: { errorCode, generation, leaderId, memberId, members },
        clientSideThrottleTime,
      };
    },
    parse: async ({ answer }) => answer,
  },
  requestTimeout: rebalanceMs(asked.sessionMs) + Math.ceil(asked.sessionMs / 2),
});
