/** One commit that the log accepted. */
export interface AcceptedCommit {
  readonly by: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** One insert that reached the warehouse, whole or torn: into the live tables, or into a rebuild's. */
export interface Insert {
  readonly into: "live" | "shadow";
  readonly topic: string;
  readonly partition: number;
  readonly lo: number;
  readonly hi: number;
}

/** What really happened, in order, for the checkers. */
export class History {
  readonly commits: Array<AcceptedCommit> = [];
  readonly inserts: Array<Insert> = [];

  /** The shadow's inserts stand in the live tables from now on. */
  exchanged(): void {
    const shadow = this.inserts.filter(({ into }) => into === "shadow");
    this.inserts.push(...shadow.map((insert): Insert => ({ ...insert, into: "live" })));
    this.abandoned();
  }

  /** The shadow's inserts are gone. */
  abandoned(): void {
    const live = this.inserts.filter(({ into }) => into === "live");
    this.inserts.splice(0, this.inserts.length, ...live);
  }

  commit(by: string, topic: string, partition: number, offset: number): void {
    this.commits.push({ by, topic, partition, offset });
  }
}
