import { z } from "zod";
import { answerHead } from "../AnswerHead.ts";
import { UnattributedParty } from "../Unattributed.ts";
import { said } from "../words/said.ts";
import { RequestId } from "../words/Say.ts";

const Day = z.iso.date();

/** That a party counts for a client (`link`), or does not any more (`unlink`). */
export const Link = z.strictObject({
  kind: z.enum(["link", "unlink"]),
  /** The client's id or name. */
  client: z.string().min(1).max(320),
  /** A party key (`billing:C-7`), a domain or an address. */
  party: z.string().min(1).max(320),
  /** The first day it counts, null or left out: since ever. */
  from: Day.nullable().optional(),
  /** The first day it does not count any more, null or left out: for ever. */
  to: Day.nullable().optional(),
});
export type Link = z.infer<typeof Link>;

export const SayLink = z.strictObject({ requestId: RequestId, link: Link });
export type SayLink = z.infer<typeof SayLink>;

const ClientName = z.strictObject({ id: z.string(), name: z.string() });

export const LinkSaid = z.strictObject({
  ...said,
  client: ClientName,
  party: z.string(),
  /** To be sent as it is, under a `requestId` of its own, to take this back. */
  takeBack: Link,
});
export type LinkSaid = z.infer<typeof LinkSaid>;

/** Of one party: what nobody claims of it, or what counts for somebody by it. */
export const PartyFigures = UnattributedParty.pick({
  messages: true,
  tickets: true,
  meetings: true,
  meetingMinutes: true,
  loggedSeconds: true,
  money: true,
});
export type PartyFigures = z.infer<typeof PartyFigures>;

/** What saying a link would come to; nothing is said. */
export const LinkPreview = z.strictObject({
  ...answerHead,
  client: ClientName.nullable(),
  /** The party as it would be linked; null where it cannot be understood. */
  party: z.string().nullable(),
  /** What would change, in one line. */
  text: z.string(),
  /** Why it cannot be said and what to do; null when it can. */
  refused: z.strictObject({ what: z.string(), action: z.string().nullable() }).nullable(),
  /**
   * What would move, up to the as-of day, on the days of the link: all that waits for a client under this party; of an
   * unlinking all that counts for the client by it. Null where it is refused, and of an address whose organisation waits
   * as a whole.
   */
  moves: PartyFigures.nullable(),
});
export type LinkPreview = z.infer<typeof LinkPreview>;

const Candidate = z.strictObject({
  client: ClientName,
  /** Why it may be this client's, the stronger first: see docs/directory.md. */
  reason: z.enum(["same_party", "same_email", "same_domain", "together", "same_name"]),
  /** The linked party, or the client's id or name, that matched exactly. */
  evidence: z.string(),
});

/** Whose the first parties that no client claims may be, by exact matches; `candidates` empty where nothing tells. */
export const LinkProposals = z.strictObject({
  ...answerHead,
  total: z.number().int().nonnegative(),
  items: z.array(z.strictObject({ party: z.string(), candidates: z.array(Candidate) })),
});
export type LinkProposals = z.infer<typeof LinkProposals>;
