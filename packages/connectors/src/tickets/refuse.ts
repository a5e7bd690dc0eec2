import type { z } from "zod";
import type { DeskPlace, DeskRecord } from "./Desk.ts";
import type { HelpDeskName, TicketProblem } from "./TicketItem.ts";

const maxIssues = 20;

export const accountOf = (place: DeskPlace, tenant: string | null): string =>
  place.account.given ?? tenant ?? place.account.found;

interface Refusal {
  readonly reason: string;
  readonly issues?: ReadonlyArray<{ readonly path: string; readonly message: string }>;
}

/** A record that cannot be understood. */
export const refuse = (
  connector: HelpDeskName,
  record: DeskRecord,
  place: DeskPlace,
  { reason, issues }: Refusal,
): TicketProblem => ({
  kind: "problem",
  connector,
  account: accountOf(place, null),
  position: place.position,
  code: "invalid_document",
  reason,
  issues: issues ?? [],
  sizeBytes: JSON.stringify(record.value)?.length ?? 0,
  sha256: null,
});

/** A record of a known kind whose fields are not what they should be. */
export const refuseFields = (
  connector: HelpDeskName,
  what: string,
  record: DeskRecord,
  place: DeskPlace,
  error: z.ZodError,
): TicketProblem => {
  const issues = error.issues
    .slice(0, maxIssues)
    .map(({ path, message }) => ({ path: path.join("."), message: message.slice(0, 500) }));
  const fields = [...new Set(issues.map(({ path }) => path))].slice(0, 5).join(", ");
  return refuse(connector, record, place, {
    reason: `This ${what} cannot be understood: see ${fields === "" ? "its fields" : fields}. Fetch it again, or mend it and ingest the file again.`,
    issues,
  });
};
