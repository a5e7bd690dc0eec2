/** One commit that the log accepted. */
export interface AcceptedCommit {
  readonly by: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** One insert that reached the warehouse, whole or torn: into the live tables, or into those of one rebuild. */
export interface Insert {
  readonly into: "live" | `shadow ${number}`;
  readonly topic: string;
  readonly partition: number;
  readonly lo: number;
  readonly hi: number;
}

/** What really happened, in order, for the checkers. */
export class History {
  readonly commits: Array<AcceptedCommit> = [];
  readonly inserts: Array<Insert> = [];

  /** A shadow's inserts stand in the live tables from now on. */
  exchanged(shadow: Insert["into"]): void {
    const rebuilt = this.inserts.filter(({ into }) => into === shadow);
    this.inserts.push(...rebuilt.map((insert): Insert => ({ ...insert, into: "live" })));
  }

  commit(by: string, topic: string, partition: number, offset: number): void {
    this.commits.push({ by, topic, partition, offset });
  }
}
