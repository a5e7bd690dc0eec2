/**
 * The topics of the log. `partitions` is fixed for the life of a log: keys are hashed over it.
 * Keys: interactions by the primary party's organisation, tickets by ticket, the ledger by document,
 * directory by client id, dead letters by id.
 */
export const topics = {
  interactions: { name: "rapport.interactions", partitions: 4 },
  ledger: { name: "rapport.ledger", partitions: 4 },
  directory: { name: "rapport.directory", partitions: 1 },
  deadLetters: { name: "rapport.dead-letters", partitions: 1 },
} as const;

export interface Topic {
  readonly name: string;
  readonly partitions: number;
}

export const allTopics: ReadonlyArray<Topic> = Object.values(topics);
