import type { DirectoryEvent } from "@rapport/contracts/Directory";

/** What is said of one thing stays in order: the client, the member, the contact, the calendar, the month, the setting, the firm. */
export const keyOfSaying = ({ data }: Pick<DirectoryEvent, "data">): string => {
  if ("clientId" in data) return data.clientId;
  if ("into" in data) return data.into;
  if ("memberId" in data) return data.memberId;
  if ("party" in data) return data.party;
  if ("calendarId" in data) return data.calendarId;
  if ("month" in data) return data.month;
  return "key" in data ? data.key : "firm";
};
