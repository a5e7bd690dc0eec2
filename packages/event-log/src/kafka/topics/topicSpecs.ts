import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Schema } from "effect";
import { parse } from "yaml";

/** A topic as it is to be: `name` without the installation's prefix, `config` in the broker's names and texts. */
export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
}

const atLeastOne = Schema.Int.check(Schema.isGreaterThan(0));
const File = Schema.Struct({
  topics: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      partitions: atLeastOne,
      replicationFactor: atLeastOne,
      config: Schema.Record(Schema.String, Schema.String),
    }),
  ),
});

/** `infra/kafka/topics.yaml` of this repository. */
const topicsFile: string = fileURLToPath(new URL("../../../../../infra/kafka/topics.yaml", import.meta.url));

/** The topics of `infra/kafka/topics.yaml`. Throws when the file is not of that form. */
export const readTopicSpecs = (file: string = topicsFile): ReadonlyArray<TopicSpec> =>
  Schema.decodeUnknownSync(File)(parse(readFileSync(file, "utf8"))).topics;

const minInSync = "min.insync.replicas";

/** The same on so many brokers; no more replicas can be asked to be in sync than there are. */
export const onBrokers = (spec: TopicSpec, replicationFactor: number): TopicSpec => ({
  ...spec,
  replicationFactor,
  config: {
    ...spec.config,
    [minInSync]: String(Math.min(Number(spec.config[minInSync] ?? 1), replicationFactor)),
  },
});
