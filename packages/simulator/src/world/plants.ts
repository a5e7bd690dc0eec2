/** What is planted, in the order of the clients it falls on; the truth file finds each by this name. */
export const clientPlants = [
  "noisy low payer",
  "quiet leaver",
  "after-hours caller",
  "scope creeper",
  "late payer",
  "champion who leaves",
  "resisted hand-over",
  "single-threaded whale",
  "neglected good payer",
  "seasonal client who only looks silent",
  "client with two domains",
  "shared contact",
  "currency mix",
  "clock in the wrong century",
] as const;

/** What is planted on one of us. */
export const memberPlants = ["duplicated mailboxes", "late time sheets"] as const;

export type PlantName = (typeof clientPlants)[number];
export type MemberPlantName = (typeof memberPlants)[number];

/** What each one is, for the truth file and its reader. */
export const plantMeanings: Readonly<Record<PlantName | MemberPlantName, string>> = {
  "noisy low payer": "three times the mails and tickets of its size, for a third of the fee",
  "quiet leaver": "fewer and fewer mails without one complaint, then notice",
  "after-hours caller": "most of its messages are written in the evening or at the weekend",
  "scope creeper": "asks for more than was agreed; a good part of the hours is never billed",
  "late payer": "pays about seven weeks after the due date",
  "champion who leaves": "the contact who carried the relationship goes; mails to them bounce; mood falls",
  "resisted hand-over": "gets another owner in the middle of the period and takes it badly",
  "single-threaded whale": "the largest fee of all, and one single contact",
  "neglected good payer": "a good fee, paid on time, and answers that take several times as long",
  "seasonal client who only looks silent": "hardly a word from January to April, every year, and stays",
  "client with two domains": "its people write from two domains",
  "shared contact":
    "an adviser who writes for this client, and from a day on for the next one; some mails go to both",
  "currency mix": "invoiced in three currencies, one of them without minor units",
  "clock in the wrong century": "one contact's computer dates its mails in the wrong century",
  "duplicated mailboxes": "this member's mailbox was exported twice",
  "late time sheets": "hands time sheets in weeks after the work",
};

/** One per plant, and a few without, one of which shares a contact. */
export const fewestClients = clientPlants.length + 6;
