/** First and last day of what a bill is for. */
export interface Service {
  readonly fromDay: number;
  readonly toDay: number;
}

export interface Bill {
  readonly issuedDay: number;
  /** Null: for nothing in particular, so it counts on the day it is issued. */
  readonly service: Service | null;
  readonly currency: string;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly passThroughMinor: number;
  readonly status: "posted" | "draft" | "void";
  readonly disputed: boolean;
}

export interface Issued {
  readonly number: string;
  readonly bill: Bill;
}
