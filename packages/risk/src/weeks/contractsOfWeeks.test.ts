import { assert, describe, it } from "@effect/vitest";
import type { ContractVersion } from "../sources/readContracts.ts";
import { contractsOfWeeks } from "./contractsOfWeeks.ts";
import { weekOf } from "./weekNumbers.ts";

const version = (over: Partial<ContractVersion> = {}): ContractVersion => ({
  eventId: "",
  knownOn: "2024-01-01",
  startsOn: "2024-01-01",
  endsOn: null,
  renewsOn: null,
  noticeDays: 0,
  currency: "GBP",
  ownFeeMonth: 1000,
  feeMonthMinor: 1200,
  ...over,
});
/** What holds at the end of the week of a day. */
const on = (day: string, ...contracts: ReadonlyArray<ReadonlyArray<ContractVersion>>) =>
  contractsOfWeeks(contracts, weekOf(day), 1)[0]!;

describe("contracts at the end of a week", () => {
  it("count by the versions known then, from their beginning to their last day", () => {
    const later = version({ startsOn: "2024-02-05", endsOn: "2024-03-10" });
    assert.isFalse(on("2024-01-31", [later]).underContract);
    assert.isTrue(on("2024-02-05", [later]).underContract);
    // 10 March is a Sunday: the week's end is that of the contract.
    assert.isFalse(on("2024-03-04", [later]).underContract);
    assert.isTrue(on("2024-02-26", [later]).underContract);
    assert.isNull(on("2024-03-11", [later]).feeMonthMinor);
  });

  it("add their fees, and tell of a raise in the week in which it came to be known", () => {
    const raised = version({ knownOn: "2024-02-06", ownFeeMonth: 1100, feeMonthMinor: 1300 });
    const contracts = [
      [version(), raised],
      [version()],
      [version({ feeMonthMinor: null, ownFeeMonth: null })],
    ];
    assert.deepInclude(on("2024-01-29", ...contracts), { feeMonthMinor: 2400, feeRaised: false });
    assert.deepInclude(on("2024-02-05", ...contracts), { feeMonthMinor: 2500, feeRaised: true });
    assert.deepInclude(on("2024-02-12", ...contracts), { feeMonthMinor: 2500, feeRaised: false });
    const lower = version({ knownOn: "2024-02-06", ownFeeMonth: 900 });
    assert.isFalse(on("2024-02-05", [version(), lower]).feeRaised);
    const inEuros = version({ knownOn: "2024-02-06", ownFeeMonth: 1100, currency: "EUR" });
    assert.isFalse(on("2024-02-05", [version(), inEuros]).feeRaised, "another currency is no raise");
  });

  it("say how long until notice must be given: for the next renewal, year after year, or until a fixed end", () => {
    const renewing = [version({ renewsOn: "2024-03-01", noticeDays: 30 })];
    // 31 January less 7 January.
    assert.strictEqual(on("2024-01-01", renewing).noticeDeadlineDays, 24);
    // It has passed: the next one is 30 January of the year after, of 4 February.
    assert.strictEqual(on("2024-01-29", renewing).noticeDeadlineDays, 361);
    const fixed = [version({ endsOn: "2024-02-10", noticeDays: 30 })];
    assert.strictEqual(on("2024-01-29", fixed).noticeDeadlineDays, 6);
    assert.strictEqual(on("2024-01-29", fixed, renewing).noticeDeadlineDays, 6);
    assert.isNull(on("2024-01-29", [version()]).noticeDeadlineDays);
  });
});
