import { existsSync } from "node:fs";
import type { SourceError } from "@rapport/connectors/mail/MailItem";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { type FoundInput, pathsOfText } from "@rapport/ingest/FoundInput";
import { makeFoundReplayer } from "@rapport/ingest/replayFound";
import type { ReplayOptions } from "@rapport/pipeline/Replay";
import { version } from "@rapport/runtime/Version";
import { Effect, type Scope } from "effect";
import { ledgerInputs } from "./ledgerInputs.ts";

/** The input that a letter came from, as it was read then; null when it cannot be read again. */
const inputOf = (
  letter: DeadLetterRaised,
): Effect.Effect<FoundInput<SourceError> | null, SourceError, Scope.Scope> => {
  const { paths, from, map, account } = letter.readWith ?? {};
  const [path] = paths === undefined ? [letter.path] : pathsOfText(paths);
  if (path === undefined || path === null || !existsSync(path)) return Effect.succeed(null);
  const options = {
    paths: [path],
    ...(from === undefined ? {} : { from }),
    ...(map === undefined ? {} : { map }),
    ...(account === undefined ? {} : { account }),
  };
  return Effect.map(ledgerInputs(options, { together: true }), ({ inputs }) => inputs[0] ?? null);
};

/** Makes the replayer of dead letters of the ledger ingest: see `makeFoundReplayer`. */
export const makeLedgerReplayer = (options: ReplayOptions) =>
  makeFoundReplayer(inputOf, { ...options, codeVersion: version });
