import { emailSettings } from "@rapport/ingest-email/config";
import { ledgerSettings } from "@rapport/ingest-ledger/config";
import { meetingSettings } from "@rapport/ingest-meetings/config";
import { ticketSettings } from "@rapport/ingest-tickets/config";
import { alertSettings } from "@rapport/reporting/alerts/delivery/config";
import { digestSettings } from "@rapport/reporting/digest/digestSettings";
import type { Setting } from "@rapport/runtime/Setting";
import { allSettings } from "@rapport/runtime/Settings";

/** Every environment variable of every process, in the order the documentation lists them. */
export const documentedSettings: ReadonlyArray<Setting<unknown>> = [
  ...allSettings,
  ...Object.values(emailSettings),
  ...Object.values(ticketSettings),
  ...Object.values(meetingSettings),
  ...Object.values(ledgerSettings),
  ...Object.values(alertSettings),
  ...Object.values(digestSettings),
];
