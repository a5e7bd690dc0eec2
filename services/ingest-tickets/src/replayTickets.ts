import { existsSync } from "node:fs";
import type { SourceError } from "@rapport/connectors/mail/MailItem";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { type FoundInput, pathsOfText } from "@rapport/ingest/FoundInput";
import { makeFoundReplayer } from "@rapport/ingest/replayFound";
import type { ReplayOptions } from "@rapport/pipeline/Replay";
import { version } from "@rapport/runtime/Version";
import { Effect, type Scope } from "effect";
import { ticketInput } from "./ticketInput.ts";
import { helpDesks } from "./TicketOptions.ts";

/** The input that a letter came from, as it was read then; null when it cannot be read again. */
const inputOf = (
  letter: DeadLetterRaised,
): Effect.Effect<FoundInput<SourceError> | null, SourceError, Scope.Scope> => {
  const { paths, from, map, account } = letter.readWith ?? {};
  const named = paths === undefined ? (letter.path === null ? [] : [letter.path]) : pathsOfText(paths);
  const present = named.filter((path) => path !== "-" && existsSync(path));
  if (present.length === 0 || letter.path === null || !existsSync(letter.path)) return Effect.succeed(null);
  const desk = helpDesks.find((name) => name === from);
  return ticketInput({
    paths: present,
    ...(desk === undefined ? {} : { from: desk }),
    ...(map === undefined ? {} : { map }),
    ...(account === undefined ? {} : { account }),
  });
};

/** Makes the replayer of dead letters of the ticket ingest: see `makeFoundReplayer`. */
export const makeTicketReplayer = (options: ReplayOptions) =>
  makeFoundReplayer(inputOf, { ...options, codeVersion: version });
