import { documentEventId } from "@rapport/contracts/documentEventId";

const dayMs = 86_400_000;
/** 2024-01-01. */
export const firstDayMs = Date.UTC(2024, 0, 1);
/** When samples were recorded, unless they say otherwise. */
export const sampleRecordedAt = firstDayMs + 400 * dayMs;

/** Which document an event tells of; `account` defaults to `acme`, `revision` to 1. */
export interface SampleDocument {
  readonly connector: string;
  readonly account?: string;
  readonly key: string;
  readonly revision?: number;
  /** One over all accounts, as an iCalendar UID is. */
  readonly global?: boolean;
}

/** The envelope of an event of a document, with the id that the ingest gives it, and the document. */
export const sampleEnvelope = (of: SampleDocument, occurredAt: number, parties: ReadonlyArray<string>) => {
  const { connector, account = "acme", key, revision = 1 } = of;
  return {
    envelope: {
      id: documentEventId(of.global === true ? "global" : { connector, account }, { key, revision }),
      version: 1 as const,
      source: { connector, account, file: `${connector}.json`, position: key },
      occurredAt,
      recordedAt: sampleRecordedAt,
      parties: [...parties],
      members: [] as Array<string>,
    },
    document: { key, revision },
  };
};

/** A day as `YYYY-MM-DD`, counted from 2024-01-01. */
export const sampleDay = (number: number): string =>
  new Date(firstDayMs + number * dayMs).toISOString().slice(0, 10);
