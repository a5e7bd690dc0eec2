import type { Invited } from "../sources/calendarText.ts";
import type { Contact, Member } from "../world/types.ts";
import type { ClientState } from "./State.ts";

/** Everybody with an answer: ours come, theirs mostly. */
export const invite = (
  state: ClientState,
  members: ReadonlyArray<Member>,
  contacts: ReadonlyArray<Contact>,
): ReadonlyArray<Invited> => [
  ...members.map((person) => ({ person, partStat: "ACCEPTED" as const })),
  ...contacts.map((person) => ({
    person,
    partStat: (["ACCEPTED", "TENTATIVE", "NEEDS-ACTION"] as const)[state.chance.weighted([8, 1, 1])]!,
  })),
];
