import { z } from "zod";
import { Role } from "./Roles.ts";

/** How somebody came in: the printed link, a local account, the firm's own sign-in, a program's token. */
export const sessionKinds = ["link", "password", "oidc", "token"] as const;
export const SessionKind = z.enum(sessionKinds);
export type SessionKind = z.infer<typeof SessionKind>;

/** Who the reader is and what they may do here. */
export const SessionAnswer = z.strictObject({
  /** As accounts and the history of clients name them; `owner` came by the printed link. */
  name: z.string(),
  role: Role,
  /** Whether amounts of money are in answers; where not they are null, or the whole answer is refused. */
  money: z.boolean(),
  kind: SessionKind,
  /** `GET /v1/risk`, …: every address that answers them. What is missing here is refused with the reason. */
  may: z.array(z.string()),
  /** When the session ends unless something is asked before; null for tokens. */
  idleUntil: z.iso.datetime().nullable(),
  /** When it ends in any case; null for a token without an end. */
  endsAt: z.iso.datetime().nullable(),
});
export type SessionAnswer = z.infer<typeof SessionAnswer>;

/** Signed out; `signInAt` is where to sign in again. */
export const SignedOut = z.strictObject({ signedOut: z.literal(true), signInAt: z.string() });
