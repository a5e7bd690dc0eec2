import { Reader } from "../protocol/Reader.ts";
import { Writer } from "../protocol/Writer.ts";

/**
 * What members of a group tell one another, in the outline of Kafka's consumer protocol (version 0), so that the
 * brokers and their tools understand whose partitions are whose; what is ours alone stands in the user data.
 */

/** Named so that no other consumer joins by accident: a group admits only members with a protocol in common. */
export const groupProtocol = "rapport-1";

const version = 0;

/** Partitions by topic. */
export type Partitions = ReadonlyMap<string, ReadonlyArray<number>>;

/** What a member brings to a rebalance. */
export interface MemberMetadata {
  /** How many partitions each topic has that it subscribes to. */
  readonly topics: ReadonlyMap<string, number>;
  /** The generation in which it was assigned `owned`; -1 when none. */
  readonly generation: number;
  readonly owned: Partitions;
}

interface UserData {
  readonly counts: Readonly<Record<string, number>>;
  readonly generation: number;
  readonly owned: Readonly<Record<string, ReadonlyArray<number>>>;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= -1;

const isUserData = (value: unknown): value is UserData => {
  if (typeof value !== "object" || value === null) return false;
  const { counts, generation, owned } = value as Partial<Record<keyof UserData, unknown>>;
  return (
    isCount(generation) &&
    typeof counts === "object" &&
    counts !== null &&
    Object.values(counts).every(isCount) &&
    typeof owned === "object" &&
    owned !== null &&
    Object.values(owned).every((list) => Array.isArray(list) && list.every(isCount))
  );
};

export const encodeMetadata = ({ topics, generation, owned }: MemberMetadata): Buffer => {
  const userData: UserData = {
    counts: Object.fromEntries(topics),
    generation,
    owned: Object.fromEntries(owned),
  };
  return new Writer()
    .int16(version)
    .array([...topics.keys()], (into, topic) => into.string(topic))
    .data(Buffer.from(JSON.stringify(userData)))
    .toBuffer();
};

/** Null when it is not ours. */
export const decodeMetadata = (bytes: Buffer): MemberMetadata | null => {
  try {
    const reader = new Reader(bytes);
    reader.int16();
    reader.array((of) => of.string());
    const userData: unknown = JSON.parse(reader.data().toString());
    if (!isUserData(userData)) return null;
    return {
      topics: new Map(Object.entries(userData.counts)),
      generation: userData.generation,
      owned: new Map(Object.entries(userData.owned)),
    };
  } catch {
    return null;
  }
};

export const encodeAssignment = (assigned: Partitions): Buffer =>
  new Writer()
    .int16(version)
    .array([...assigned], (into, [topic, partitions]) =>
      into.string(topic).array(partitions, (each, partition) => each.int32(partition)),
    )
    .data(Buffer.alloc(0))
    .toBuffer();

/** Nothing was assigned when there are no bytes. Throws when it is not an assignment. */
export const decodeAssignment = (bytes: Buffer | null): Partitions => {
  if (bytes === null || bytes.length === 0) return new Map();
  const reader = new Reader(bytes);
  reader.int16();
  return new Map(reader.array((of) => [of.string(), of.array((partition) => partition.int32())] as const));
};
