import type { Client, Contact, SharedContact } from "./types.ts";

/** Days around the change on which the adviser keeps quiet, so that no answer arrives on the wrong side of it. */
const quietDays = 2;

/**
 * Gives the client with the plant an adviser of another firm, who from the middle of the time on works for a
 * second client: one address, two clients, one after the other.
 */
export const shareContact = (
  clients: ReadonlyArray<Client>,
  startDay: number,
  endDay: number,
): { readonly clients: ReadonlyArray<Client>; readonly sharedContact: SharedContact | null } => {
  const client = clients.find((one) => one.plants.includes("shared contact"));
  const other = clients.find((one) => one.plants.length === 0 && one.startsDay === 0 && one !== client);
  if (client === undefined || other === undefined) return { clients, sharedContact: null };
  const movesDay = Math.round((startDay + endDay) / 2);
  const email = "robin.quill@quilladvice.example";
  const adviser = (of: Client, before: boolean): Contact => ({
    first: "Robin",
    name: "Robin Quill",
    email,
    zone: client.zone,
    client: of.index,
    title: "Adviser",
    seniority: "unknown",
    fromDay: before ? 0 : movesDay + quietDays,
    toDay: before ? movesDay - quietDays : null,
    guest: { linkedFromDay: before ? null : movesDay, linkedToDay: before ? movesDay : null },
    zendeskUser: 9_000,
    clockWrong: false,
    lateShare: 0.1,
  });
  const shared = clients.map((one) =>
    one === client || one === other
      ? {
          ...one,
          contacts: [...one.contacts.slice(0, 1), adviser(one, one === client), ...one.contacts.slice(1)],
        }
      : one,
  );
  return { clients: shared, sharedContact: { email, client: client.index, other: other.index, movesDay } };
};
