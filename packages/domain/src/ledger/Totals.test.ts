import { describe, expect, it } from "vitest";
import { seededRandom } from "../seededRandom.ts";
import { minorText } from "../money/Minor.ts";
import type { LedgerDraft } from "./LedgerDraft.ts";
import { type Share, shareOf, Totals } from "./Totals.ts";

const random = seededRandom(11);
const currencies = ["GBP", "JPY", "KWD"];
const statuses = ["draft", "posted", "void"] as const;

const anyShare = (): Share => {
  const kind = random.pick(["invoice", "payment", "time", "fx_rate"] as const);
  const money = kind === "invoice" || kind === "payment";
  return {
    kind,
    status: random.pick(statuses),
    currency: money ? random.pick(currencies) : null,
    sumMinor: money ? random.int(-1_000_000_000_000, 9_000_000_000_000) : 0,
    netMinor: kind === "invoice" ? random.int(-5, 1_000) : null,
    seconds: kind === "time" ? random.int(0, 100_000) : 0,
    billableSeconds: kind === "time" ? random.int(0, 1_000) : 0,
  };
};
const totalsOf = (shares: ReadonlyArray<Share>) => {
  const totals = new Totals();
  for (const share of shares) totals.add(share);
  return totals.totals();
};

describe("Totals", () => {
  it("are the sums over the events, in any order, drafts and voids apart", () => {
    const shares = Array.from({ length: 400 }, anyShare);
    const totals = totalsOf(shares);
    expect(totalsOf(random.shuffle(shares))).toEqual(totals);
    expect(totals.reduce((count, total) => count + total.count, 0)).toBe(shares.length);
    for (const { kind, status, currency, count, sumMinor, sum, netMinor, seconds } of totals) {
      const of = shares.filter((s) => s.kind === kind && s.status === status && s.currency === currency);
      expect(count).toBe(of.length);
      const add = (field: (share: Share) => number) => of.reduce((all, share) => all + field(share), 0);
      expect(sumMinor).toBe(currency === null ? null : add((share) => share.sumMinor));
      expect(sum).toBe(currency === null ? null : minorText(sumMinor!, currency));
      expect(netMinor).toBe(kind === "invoice" ? add((share) => share.netMinor ?? 0) : null);
      expect(seconds).toBe(kind === "time" ? add((share) => share.seconds) : null);
    }
  });

  it("forget what is taken out", () => {
    const kept = Array.from({ length: 50 }, anyShare);
    const gone = Array.from({ length: 50 }, anyShare);
    const totals = new Totals();
    for (const share of [...kept, ...gone]) totals.add(share);
    for (const share of gone) totals.remove(share);
    expect(totals.totals()).toEqual(totalsOf(kept));
  });

  it("say sums beyond what a JSON number holds as text", () => {
    const share = {
      ...anyShare(),
      kind: "payment",
      currency: "GBP",
      sumMinor: 9e15,
      netMinor: null,
    } as const;
    expect(totalsOf([share, share])[0]).toMatchObject({ sumMinor: null, sum: "180000000000000.00" });
  });
});

describe("shareOf", () => {
  const draft = (type: LedgerDraft["type"], data: object) =>
    // Only what is added up.
    ({ type, occurredAt: 0, parties: [], members: [], data: { status: "posted", ...data } }) as never;
  it("takes the amount of each kind", () => {
    const invoice = { currency: "EUR", netMinor: 5, taxMinor: 1, totalMinor: 6 };
    expect(shareOf(draft("invoice.issued", invoice))).toMatchObject({
      kind: "invoice",
      sumMinor: 6,
      netMinor: 5,
    });
    const paid = { currency: "EUR", amountMinor: 7 };
    expect(shareOf(draft("invoice.paid", paid))).toMatchObject({
      kind: "payment",
      sumMinor: 7,
      netMinor: null,
    });
    const time = { durationSeconds: 60, billable: null };
    expect(shareOf(draft("time.logged", time))).toMatchObject({
      currency: null,
      seconds: 60,
      billableSeconds: 0,
    });
    expect(shareOf(draft("time.logged", { ...time, billable: true }))).toMatchObject({ billableSeconds: 60 });
    const contract = { currency: null, feeMinor: null };
    expect(shareOf(draft("contract.ended", contract))).toMatchObject({ kind: "contract", sumMinor: 0 });
    expect(shareOf(draft("cost_rate.set", { currency: "EUR", hourlyMinor: 9 }))).toMatchObject({
      sumMinor: 9,
    });
    expect(shareOf(draft("fx_rate.set", { rate: "1" }))).toMatchObject({ kind: "fx_rate", currency: null });
  });
});
