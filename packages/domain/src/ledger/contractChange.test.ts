import { describe, expect, it } from "vitest";
import { contractChange, contractNote, type ContractState, readContractNote } from "./contractChange.ts";

const state = (endsOn: string | null, renewsOn: string | null = null, ended = false): ContractState => ({
  endsOn,
  renewsOn,
  ended,
});

describe("contractChange", () => {
  it("names what a version changed", () => {
    const year = state("2025-12-31");
    expect(contractChange(null, year)).toBe("contract.started");
    expect(contractChange(null, state("2025-12-31", null, true))).toBe("contract.started");
    expect(contractChange(year, state("2026-12-31"))).toBe("contract.renewed");
    expect(contractChange(year, state(null))).toBe("contract.renewed");
    expect(contractChange(state(null, "2025-06-30"), state(null, "2026-06-30"))).toBe("contract.renewed");
    expect(contractChange(year, year)).toBe("contract.changed");
    expect(contractChange(state(null), state("2026-03-31"))).toBe("contract.changed");
    expect(contractChange(year, state("2025-06-30"))).toBe("contract.changed");
    expect(contractChange(year, state("2025-12-31", null, true))).toBe("contract.ended");
    expect(contractChange(state("2025-12-31", null, true), year)).toBe("contract.renewed");
  });

  it("keeps the state in a note, and takes a foreign one for none", () => {
    const now = state("2026-01-01", null, true);
    expect(readContractNote(contractNote(now))).toEqual(now);
    for (const foreign of [null, "", "{}", "[1,2,3]", "[null,null]", '["a","b","c"]'])
      expect(readContractNote(foreign)).toBe(null);
  });
});
