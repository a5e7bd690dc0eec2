import {
  contractChange,
  contractNote,
  type ContractState,
  readContractNote,
} from "@rapport/domain/ledger/contractChange";
import type { LedgerDraft } from "@rapport/domain/ledger/LedgerDraft";
import { readHours } from "./readTime.ts";
import {
  amountOf,
  envelopeOf,
  neededDay,
  type ReadRow,
  type Row,
  startOfDay,
  statusOf,
} from "./RowReader.ts";

type FeePer = "month" | "quarter" | "year" | "once";
const feeWords: Readonly<Record<string, FeePer>> = {
  monthly: "month",
  quarterly: "quarter",
  yearly: "year",
  annual: "year",
  annually: "year",
  "one-off": "once",
};

const feePerOf = ({ cells }: Row): FeePer | null => {
  const text = cells.text("fee_per");
  if (text === null) return null;
  return feeWords[text.toLowerCase()] ?? cells.word("fee_per", ["month", "quarter", "year", "once"]);
};

const retainerOf = (row: Row): number | null => {
  const hours = readHours(row, "retainer_hours");
  if (hours === null) return null;
  const minutes = hours.seconds / 60;
  if (minutes >= 0 && Number.isInteger(minutes) && !hours.rounded) return minutes;
  return row.cells.refuse(
    "retainer_hours",
    row.cells.text("retainer_hours", 64),
    "is no number of whole minutes",
  );
};

/** The status of a contract may also be that it is over. */
const endedOf = ({ cells }: Row): boolean =>
  ["ended", "terminated", "expired", "cancelled", "canceled"].includes(
    cells.text("status")?.toLowerCase() ?? "",
  );

/** A contract as it stands. What its event is called depends on how it stood before. */
export const readContract: ReadRow = (row) => {
  const { cells } = row;
  const contract = cells.required("contract");
  const startsOn = neededDay(row, "starts_on");
  const endsOn = cells.day("ends_on");
  const renewsOn = cells.day("renews_on");
  const fee = amountOf(row, "fee");
  const feePer = feePerOf(row);
  const hourly = amountOf(row, "hourly");
  const retainerMinutesPerMonth = retainerOf(row);
  const noticeDays = cells.integer("notice_days", 0, 100_000);
  const ended = endedOf(row);
  const status = ended ? "posted" : statusOf(row);
  if (fee !== null && feePer === null)
    cells.refuse("fee_per", null, "is empty: is the fee per month, quarter, year or once?");
  if (ended && endsOn === null) cells.refuse("ends_on", null, "is empty, though the contract is over");
  if (contract === null || startsOn === null || cells.issues.length > 0) return null;
  const data = {
    status,
    contract,
    startsOn,
    endsOn,
    renewsOn,
    currency: fee?.currency ?? hourly?.currency ?? null,
    feeMinor: fee?.minor ?? null,
    feePer,
    retainerMinutesPerMonth,
    hourlyMinor: hourly?.minor ?? null,
    noticeDays,
  } as const;
  const state: ContractState = { endsOn, renewsOn, ended };
  const envelope = envelopeOf(row, startOfDay(startsOn));
  const draft = (before: string | null): LedgerDraft => ({
    type: contractChange(readContractNote(before), state),
    ...envelope,
    data,
  });
  return [{ kind: "contract", id: contract, note: contractNote(state), draft }];
};
