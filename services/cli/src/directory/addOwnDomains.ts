import { unsaidFirm } from "@rapport/domain/directory/ownParties";
import { Effect } from "effect";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import { parseDomain } from "@rapport/directory/firmFlags";

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
