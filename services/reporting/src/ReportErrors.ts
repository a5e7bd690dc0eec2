import { Data } from "effect";

/** No client and no unlinked organisation in conversation has this id or name. */
export class UnknownClient extends Data.TaggedError("UnknownClient")<{ readonly id: string }> {
  readonly action = "`rapport report clients` lists them all.";
  override get message() {
    return `there is no client and no organisation in conversation called ${this.id}`;
  }
}

/** The cursor was not made by the page before, or the list has changed under it. */
export class InvalidCursor extends Data.TaggedError("InvalidCursor")<{ readonly cursor: string }> {
  override get message() {
    return `the cursor ${this.cursor} is not from the page before: start again without one`;
  }
}

/** The days that were asked for do not make a span. */
export class InvalidSpan extends Data.TaggedError("InvalidSpan")<{
  readonly parameter: "from" | "to" | "since";
  readonly problem: string;
}> {
  readonly action = "Give the first day that counts, and a later one that is the last.";
  override get message() {
    return `${this.parameter}: ${this.problem}`;
  }
}

/** No exchange rate leads to the currency that was asked for. */
export class InvalidCurrency extends Data.TaggedError("InvalidCurrency")<{
  readonly currency: string;
  readonly reporting: string;
  readonly on: string;
  readonly others: ReadonlyArray<string>;
}> {
  readonly action =
    this.others.length === 0
      ? "Ingest exchange rates with the books: fx_rates.csv."
      : `Rates lead to ${this.others.join(", ")}.`;
  override get message() {
    return `no exchange rate on or before ${this.on} makes ${this.reporting} into ${this.currency}`;
  }
}

/** No model of risk has this name. */
export class UnknownModel extends Data.TaggedError("UnknownModel")<{ readonly model: string }> {
  readonly action = "`rapport model list` lists them all.";
  override get message() {
    return `there is no model called ${this.model}`;
  }
}
