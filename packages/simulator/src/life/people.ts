import type { Run } from "../Run.ts";
import type { Contact, Member } from "../world/types.ts";
import type { ClientState } from "./State.ts";

/** The client's people of that day, the champion first. */
export const contactsAt = (state: ClientState, day: number): ReadonlyArray<Contact> =>
  state.client.contacts.filter((c) => day >= c.fromDay && (c.toDay === null || day < c.toDay));

/** Those of us who look after a client on that day, the owner first. */
export const membersAt = (run: Run, state: ClientState, day: number): ReadonlyArray<Member> => {
  const all = state.team.map((index) => run.world.members[index]!);
  const here = all.filter((m) => day >= m.joinedDay && (m.leftDay === null || day < m.leftDay));
  return here.length > 0 ? here : [all[0]!];
};

/** The first of a list most often, the others less and less. */
export const pickFirst = <T>(state: ClientState, people: ReadonlyArray<T>): T =>
  people[state.chance.weighted(people.map((_, i) => 1 / (1 + i) ** 1.3))]!;
