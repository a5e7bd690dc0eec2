import { Effect } from "effect";
import { readDirectory, say } from "./directoryLog.ts";
import { type FirmConfiguration } from "./DirectoryState.ts";
import { parseDomain } from "./firmFlags.ts";

/** What holds while the firm has said nothing: no own domains, UTC, Monday to Friday from 9 to 17. */
export const unsaidFirm: FirmConfiguration = {
  ownDomains: [],
  ownAddresses: [],
  timeZone: "UTC",
  workingDays: [1, 2, 3, 4, 5],
  workStartMinute: 9 * 60,
  workEndMinute: 17 * 60,
  holidays: [],
};

/** Adds domains to the firm's own; says nothing when they are all known. */
export const addOwnDomains = (texts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    if (texts.length === 0) return;
    const domains = yield* Effect.forEach(texts, (text) => parseDomain("--own", text));
    const before = (yield* readDirectory).firm ?? unsaidFirm;
    const ownDomains = [...new Set([...before.ownDomains, ...domains])];
    if (ownDomains.length === before.ownDomains.length) return;
    yield* say([{ type: "firm.configured", data: { ...before, ownDomains } }]);
  });
