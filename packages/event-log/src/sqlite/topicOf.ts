import { LogFailure } from "./LogFailure.ts";
import type { LogDatabase } from "./openDatabase.ts";

/** The topic's row, or a failure that names the known topics. */
export const topicOf = (log: LogDatabase, name: string) => {
  const topic = log.topics.get(name);
  if (topic !== undefined) return topic;
  throw new LogFailure(`unknown topic "${name}"; this log has ${[...log.topics.keys()].join(", ")}`);
};
