import { z } from "zod";
import { Role } from "./Roles.ts";
import { SessionKind } from "./Session.ts";

const Moment = z.iso.datetime();

/** A local account or a token for programs. Neither password nor token is ever told again. */
export const Person = z.strictObject({
  kind: z.enum(["account", "token"]),
  name: z.string(),
  role: Role,
  money: z.boolean(),
  createdAt: Moment,
  /** Null: never used. */
  lastSeenAt: Moment.nullable(),
  /** Of tokens; null: it does not end. */
  endsAt: Moment.nullable(),
});
export type Person = z.infer<typeof Person>;

/** Somebody who is signed in now. */
export const OpenSession = z.strictObject({
  name: z.string(),
  role: Role,
  money: z.boolean(),
  kind: SessionKind,
  since: Moment,
  lastSeenAt: Moment,
  endsAt: Moment,
});
export type OpenSession = z.infer<typeof OpenSession>;

export const PeopleAnswer = z.strictObject({ people: z.array(Person), sessions: z.array(OpenSession) });
export type PeopleAnswer = z.infer<typeof PeopleAnswer>;

/** Somebody looked at a client, at one address, on one day (UTC). */
export const Look = z.strictObject({
  day: z.iso.date(),
  name: z.string(),
  kind: SessionKind,
  /** As it was asked for: id, name or party; null where everybody was in the answer, as in an export. */
  client: z.string().nullable(),
  /** `GET /v1/clients/:id`, … */
  address: z.string(),
  times: z.number().int().positive(),
  firstAt: Moment,
  lastAt: Moment,
});
export type Look = z.infer<typeof Look>;

/** Latest first. */
export const LooksPage = z.strictObject({
  items: z.array(Look),
  /** Over all pages. */
  total: z.number().int().nonnegative(),
  nextCursor: z.string().nullable(),
});
export type LooksPage = z.infer<typeof LooksPage>;
