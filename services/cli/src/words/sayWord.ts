import type { WordSaying } from "@rapport/domain/decisions/history/wordText";
import { Effect } from "effect";
import { describeSaying } from "@rapport/directory/describeSaying";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import type { DirectoryState, RegisteredClient } from "@rapport/directory/DirectoryState";
import { resolveClient } from "@rapport/directory/resolveClient";
import { answer, remark } from "../output.ts";

/** The client that a person means, and the directory it is in. */
export interface Spoken {
  readonly client: RegisteredClient;
  readonly state: DirectoryState;
}

export const spokenOf = Effect.fnUntraced(function* (text: string) {
  const state = yield* readDirectory;
  return { state, client: yield* resolveClient(state, text) } satisfies Spoken;
});

/** Says a word, answers what it changes, and how to take it back. */
export const sayWord = Effect.fnUntraced(function* ({ state }: Spoken, saying: WordSaying, takeBack: string) {
  yield* say([saying]);
  yield* answer(`${describeSaying(saying, state.inForce)}.`);
  yield* remark(`Take it back with: ${takeBack}`);
});

/** How a word that has an id is taken back. */
export const undoCommand = (wordId: string): string => `rapport undo ${wordId} --reason "…"`;
