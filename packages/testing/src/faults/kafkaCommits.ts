import { WireReader } from "./kafkaWire.ts";

/** One partition's offset in a commit that the broker accepted, in the order of its answers. */
export interface SeenCommit {
  readonly clientId: string;
  readonly group: string;
  readonly generation: number;
  readonly memberId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly metadata: string;
}

/** What an OffsetCommit request (version 5) asks for. */
export const commitsOf = (clientId: string, request: Buffer): SeenCommit[] => {
  const reader = new WireReader(request);
  const group = reader.string() ?? "";
  const generation = reader.int32();
  const memberId = reader.string() ?? "";
  const topics = reader.array(() => {
    const topic = reader.string() ?? "";
    return reader.array(() => {
      const partition = reader.int32();
      const offset = Number(reader.take(8).readBigInt64BE());
      return { topic, partition, offset, metadata: reader.string() ?? "" };
    });
  });
  return topics.flat().map((one) => ({ clientId, group, generation, memberId, ...one }));
};

/** The partitions of an OffsetCommit answer (version 5) that were accepted, as `topic/partition`. */
export const acceptedIn = (answer: Buffer): ReadonlySet<string> => {
  const reader = new WireReader(answer);
  reader.int32();
  const topics = reader.array(() => {
    const topic = reader.string();
    return reader.array(() => ({ place: `${topic}/${reader.int32()}`, code: reader.int16() }));
  });
  return new Set(topics.flat().flatMap(({ place, code }) => (code === 0 ? [place] : [])));
};

/**
 * Checks accepted commits: a partition's offset never goes back, and once a generation of the group has committed
 * it, no older one does. Returns the problems in words.
 */
export const findCommitProblems = (commits: ReadonlyArray<SeenCommit>): string[] => {
  const last = new Map<string, SeenCommit>();
  return commits.flatMap((commit) => {
    const place = `${commit.group} ${commit.topic}/${commit.partition}`;
    const before = last.get(place);
    last.set(place, commit);
    if (before === undefined) return [];
    const said = `${place}: ${commit.clientId} committed ${commit.offset} in generation ${commit.generation} after ${before.clientId}'s ${before.offset} in ${before.generation}`;
    const problems: string[] = [];
    if (commit.offset < before.offset) problems.push(`went back: ${said}`);
    if (commit.generation < before.generation) problems.push(`not fenced: ${said}`);
    return problems;
  });
};
