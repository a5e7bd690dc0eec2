import type { Agreement, Words } from "@rapport/domain/decisions/words/Words";

/** What is agreed with a client; nothing where nobody said otherwise. */
export type Agreed = Pick<
  Agreement,
  "responseMinutes" | "checkInDays" | "capMinutesPerMonth" | "workingHoursOnly"
>;

const nothing: Agreed = {
  responseMinutes: null,
  checkInDays: null,
  capMinutesPerMonth: null,
  workingHoursOnly: false,
};

/** What was agreed with a client on a day, by all that has been said. `clientId` as it is counted. */
export const agreedOn = ({ all }: Words, clientId: string, day: string): Agreed => {
  const found = all.findLast(
    (word) => word.event.type === "client.agreed" && word.clientId === clientId && word.day <= day,
  );
  if (found?.event.type !== "client.agreed") return nothing;
  const { responseMinutes, checkInDays, capMinutesPerMonth, workingHoursOnly } = found.event.data;
  return { responseMinutes, checkInDays, capMinutesPerMonth, workingHoursOnly };
};
