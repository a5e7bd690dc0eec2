import { Data } from "effect";

/** The columns, the order or the conditions that were asked for do not fit the table. */
export class InvalidTable extends Data.TaggedError("InvalidTable")<{
  readonly parameter: "columns" | "sort" | "where";
  readonly problem: string;
}> {
  override get message() {
    return `${this.parameter}: ${this.problem}`;
  }
}
