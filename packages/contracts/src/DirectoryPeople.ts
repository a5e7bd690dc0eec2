import { z } from "zod";
import { ClientId, directoryEvent, MemberId, period } from "./DirectoryEnvelope.ts";
import { Party, UtcMs } from "./Envelope.ts";

const Label = z.string().min(1).max(200);

/** What is known of a client beside its name; the latest one holds, whole. */
export const ClientProfiledV1 = directoryEvent(
  "client.profiled",
  z.strictObject({
    clientId: ClientId,
    segment: Label.nullable(),
    tier: Label.nullable(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .nullable(),
    timeZone: z.string().min(1).max(64).nullable(),
    /** A calendar of `calendar.set`; its holidays are the client's. */
    calendarId: Label.nullable(),
  }),
);

/** How senior a person is, from the title as the owner wrote it or as read by `seniorityOf`. */
export const Seniority = z.enum(["executive", "director", "manager", "staff", "unknown"]);
export type Seniority = z.infer<typeof Seniority>;

/** A person on the client's side. Which client, and since when, is said by the links of `party`. */
export const ContactRegisteredV1 = directoryEvent(
  "contact.registered",
  z.strictObject({
    party: Party,
    name: Label.nullable(),
    title: Label.nullable(),
    seniority: Seniority,
  }),
);

/**
 * A person on our side; the latest one holds, whole. `parties` are all keys the sources know the person by
 * (`email:…`, `zendesk-user:…`, `harvest-user:…`): their e-mail addresses are the firm's own.
 */
export const MemberRegisteredV1 = directoryEvent(
  "member.registered",
  z.strictObject({
    memberId: MemberId,
    name: Label,
    parties: z.array(Party).max(50),
    /** The role band that cost rates are set for. */
    band: Label.nullable(),
    role: Label.nullable(),
    team: Label.nullable(),
    calendarId: Label.nullable(),
    joinedAt: UtcMs.nullable(),
  }),
);
export const MemberLeftV1 = directoryEvent(
  "member.left",
  z.strictObject({ memberId: MemberId, leftAt: UtcMs }),
);

/**
 * Who of us looks after a client, as `role` (`owner`, `account manager`), over a period. Of overlapping ones
 * of one client and role the one said later holds.
 */
export const OwnershipChangedV1 = directoryEvent(
  "ownership.changed",
  z.strictObject({ clientId: ClientId, role: Label, memberId: MemberId.nullable(), ...period }),
);

/** Working hours and holidays under a name; members and clients refer to it. The latest one holds. */
export const CalendarSetV1 = directoryEvent(
  "calendar.set",
  z.strictObject({
    calendarId: Label,
    timeZone: z.string().min(1).max(64),
    /** ISO weekdays, 1 = Monday. */
    workingDays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
    /** Minutes after local midnight. */
    workStartMinute: z.number().int().min(0).max(1439),
    workEndMinute: z.number().int().min(1).max(1440),
    /** Local dates, `YYYY-MM-DD`. */
    holidays: z.array(z.iso.date()).max(2000),
  }),
);
