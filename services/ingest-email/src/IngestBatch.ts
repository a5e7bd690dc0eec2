import type { FileStart } from "@rapport/connectors/mail/MailItem";
import type { StartAt } from "@rapport/connectors/mail/StartAt";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { NewRecord } from "@rapport/event-log/EventLog";
import type { FileCheckpoint } from "./FileCheckpoint.ts";
import type { MailStep } from "./mailSteps.ts";

/** How a file was begun: from where, and what its checkpoint said before. */
export interface FileBeginning {
  readonly from: StartAt;
  readonly previous: FileCheckpoint | null;
}

/** How far a file came. `position` is null while nothing of it was read. */
export interface FileReached {
  readonly start: FileStart;
  readonly position: string | null;
  readonly done: boolean;
  readonly sha256: string | null;
}

/** What is to be appended together: the events and dead letters, and how far each file came with them. */
export interface IngestBatch {
  readonly records: ReadonlyArray<NewRecord>;
  readonly letters: ReadonlyArray<DeadLetterRaised>;
  readonly reached: ReadonlyArray<FileReached>;
  /** Names of the chunks of standard input that end here. */
  readonly chunks: ReadonlyArray<string>;
  readonly messages: number;
  readonly filesDone: number;
  readonly filesSkipped: number;
  /** Bytes of the input behind us, all batches so far. */
  readonly bytesDone: number;
}

interface OpenFile {
  readonly beginning: FileBeginning;
  reached: FileReached;
  readBytes: number;
}

/**
 * Folds the steps of a source into batches, keeping between them only the file that is open. Pure: reads
 * nothing but its steps and what `beginningOf` knows of a file.
 */
export const makeBatcher = (beginningOf: (file: string) => FileBeginning) => {
  let current: OpenFile | null = null;
  let finishedBytes = 0;

  const begin = (start: FileStart): OpenFile => {
    const beginning = beginningOf(start.file);
    const position = beginning.from === "skip" ? null : beginning.from;
    return { beginning, reached: { start, position, done: false, sha256: null }, readBytes: 0 };
  };
  /** A file of one message that is as it was, though its date or place is not. */
  const isKnown = (file: OpenFile, sha256: string): boolean => {
    const { previous } = file.beginning;
    return previous !== null && previous.done && previous.sha256 === sha256;
  };

  return (steps: ReadonlyArray<MailStep>): IngestBatch => {
    const records: Array<NewRecord> = [];
    const letters: Array<DeadLetterRaised> = [];
    const reached = new Map<string, FileReached>();
    const chunks: Array<string> = [];
    const count = { messages: 0, filesDone: 0, filesSkipped: 0 };
    for (const step of steps) {
      if (step.kind === "fileStart") {
        current = begin(step);
        continue;
      }
      if (step.kind === "chunkEnd") {
        chunks.push(step.name);
        continue;
      }
      const file: OpenFile = current!;
      if (step.kind === "fileEnd") {
        current = null;
        finishedBytes += step.sizeBytes ?? file.readBytes;
        count.filesDone++;
        if (file.beginning.from === "skip") count.filesSkipped++;
        else reached.set(step.file, { ...file.reached, done: true });
        continue;
      }
      file.readBytes = step.readBytes;
      const sha256 =
        step.kind === "event" && file.reached.start.format === "message" ? step.contentSha256 : null;
      file.reached = { ...file.reached, position: step.endPosition, sha256 };
      reached.set(file.reached.start.file, file.reached);
      if (step.kind === "letter") letters.push(step.letter);
      else {
        count.messages++;
        if (sha256 === null || !isKnown(file, sha256)) records.push(step.record);
      }
    }
    const bytesDone = finishedBytes + (current === null ? 0 : (current as OpenFile).readBytes);
    return { records, letters, reached: [...reached.values()], chunks, ...count, bytesDone };
  };
};
