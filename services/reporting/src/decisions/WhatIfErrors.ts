import { Data } from "effect";

/** What was asked of a what-if cannot be worked out: a figure is missing, or nobody is of that tier or band. */
export class InvalidQuestion extends Data.TaggedError("InvalidQuestion")<{
  readonly parameter: string;
  readonly problem: string;
  readonly action: string;
}> {
  override get message() {
    return `${this.parameter}: ${this.problem}`;
  }
}
