import { z } from "zod";
import { ClientId, directoryEvent, period } from "./DirectoryEnvelope.ts";
import {
  CalendarSetV1,
  ClientProfiledV1,
  ContactRegisteredV1,
  MemberLeftV1,
  MemberRegisteredV1,
  OwnershipChangedV1,
} from "./DirectoryPeople.ts";
import {
  AlertSnoozedV1,
  BreakAgreedV1,
  CauseNotedV1,
  ClientAgreedV1,
  ClientEndedV1,
  ClientFlaggedV1,
  ClientResumedV1,
  DecisionMadeV1,
  PlayEndedV1,
  PlayStartedV1,
  RungWaivedV1,
  VerdictGivenV1,
  WordUndoneV1,
} from "./Decisions.ts";
import { MonthClosedV1, MonthRestatedV1, SettingSetV1 } from "./Economics.ts";
import { Party } from "./Envelope.ts";
import { RiskModelFittedV1 } from "./RiskModel.ts";

/** The firm itself: its own domains and addresses, its zone and working week. The latest one holds. */
export const FirmConfiguredV1 = directoryEvent(
  "firm.configured",
  z.strictObject({
    ownDomains: z.array(z.string().min(1).max(253)).max(200),
    ownAddresses: z.array(z.string().min(3).max(320)).max(5000),
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
export const ClientRegisteredV1 = directoryEvent(
  "client.registered",
  z.strictObject({ clientId: ClientId, name: z.string().min(1).max(200) }),
);
/** `from` is counted as `into` until a `client.unmerged` of the same pair. */
export const ClientMergedV1 = directoryEvent(
  "client.merged",
  z.strictObject({ from: ClientId, into: ClientId }),
);
export const ClientUnmergedV1 = directoryEvent(
  "client.unmerged",
  z.strictObject({ from: ClientId, into: ClientId }),
);
const link = z.strictObject({ clientId: ClientId, party: Party, ...period });
export const PartyLinkedV1 = directoryEvent("party.linked", link);
/** Takes back the link of the same client, party and period. */
export const PartyUnlinkedV1 = directoryEvent("party.unlinked", link);

export const DirectoryEvent = z.discriminatedUnion("type", [
  FirmConfiguredV1,
  ClientRegisteredV1,
  ClientMergedV1,
  ClientUnmergedV1,
  PartyLinkedV1,
  PartyUnlinkedV1,
  ClientProfiledV1,
  ContactRegisteredV1,
  MemberRegisteredV1,
  MemberLeftV1,
  OwnershipChangedV1,
  CalendarSetV1,
  SettingSetV1,
  MonthClosedV1,
  MonthRestatedV1,
  ClientEndedV1,
  ClientResumedV1,
  ClientAgreedV1,
  BreakAgreedV1,
  ClientFlaggedV1,
  DecisionMadeV1,
  RungWaivedV1,
  PlayStartedV1,
  PlayEndedV1,
  VerdictGivenV1,
  AlertSnoozedV1,
  CauseNotedV1,
  WordUndoneV1,
  RiskModelFittedV1,
]);
export type DirectoryEvent = z.infer<typeof DirectoryEvent>;
