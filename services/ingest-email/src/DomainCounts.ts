import type { EmailEvent } from "@rapport/contracts/EmailMessage";

/** An organisation's domain with the messages it sent, and those it was addressed in. */
export interface DomainCount {
  readonly domain: string;
  readonly sent: number;
  readonly addressed: number;
}

const shown = 10;

const most = (counts: ReadonlyArray<DomainCount>, by: (c: DomainCount) => number): Array<DomainCount> =>
  counts.toSorted((a, b) => by(b) - by(a) || (a.domain < b.domain ? -1 : 1)).slice(0, shown);

/** Counts messages per organisation; what has no organisation (free mail) is left out. */
export const makeDomainCounts = () => {
  const domains = new Map<string, { domain: string; sent: number; addressed: number }>();
  const count = (organisation: string | null, side: "sent" | "addressed"): void => {
    if (organisation === null) return;
    const domain = domains.get(organisation) ?? { domain: organisation, sent: 0, addressed: 0 };
    domain[side]++;
    domains.set(organisation, domain);
  };
  return {
    add: ({ data }: EmailEvent): void => {
      count(data.participants.find((p) => p.role === "from")?.organisation ?? null, "sent");
      const addressed = data.participants.filter((p) => p.role !== "from").map((p) => p.organisation);
      for (const organisation of new Set(addressed)) count(organisation, "addressed");
    },
    /** Those that sent most, most first. */
    senders: (): ReadonlyArray<DomainCount> =>
      most(
        [...domains.values()].filter((d) => d.sent > 0),
        (d) => d.sent,
      ),
    /** Those that both sent and were addressed, most present first. */
    bothWays: (): ReadonlyArray<DomainCount> =>
      most(
        [...domains.values()].filter((d) => d.sent > 0 && d.addressed > 0),
        (d) => d.sent + d.addressed,
      ),
  };
};
