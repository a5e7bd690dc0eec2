import type { WordKind } from "../words/Say.ts";
import type { Role } from "./Roles.ts";

const deciders: ReadonlyArray<Role> = ["admin", "leadership", "ops"];

/** Words that only those may say who decide about clients; analysts judge, and take back what they said. */
const decidersWords: ReadonlyArray<WordKind> = [
  "decision",
  "waiver",
  "play_start",
  "play_end",
  "snooze",
  "agreed",
  "client_end",
  "client_resume",
];

/** Whether somebody in that role may say a word of that kind. */
export const maySayWord = (role: Role, kind: WordKind): boolean =>
  deciders.includes(role) || !decidersWords.includes(kind);

/** Whether they may take back a word that `by` said; null where it names nobody. */
export const mayTakeBackWord = (role: Role, name: string, by: string | null): boolean =>
  deciders.includes(role) || by === name;
