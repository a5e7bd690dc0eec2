import type { LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import { hoursText } from "../../../format/figures.ts";
import { EvidenceLink, type EvidenceMetric } from "../../../kit/evidence/EvidenceLink.tsx";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { Amount } from "../parts/Amount.tsx";
import { Figures } from "../parts/Figures.tsx";

const names = workbenchTexts.figures;

interface YearOf {
  readonly row: Pick<LadderRow, "id" | "year">;
  /** Days, both included. */
  readonly span: { readonly from: string; readonly to: string };
  readonly currency: string | null;
}

/** What a client brought and took in the year that its proposal is figured from; each figure opens its evidence. */
export const YearFigures = ({ row: { id, year }, span: { from, to }, currency }: YearOf) => {
  const linked = (metric: EvidenceMetric, minor: number | null) => (
    <EvidenceLink client={id} metric={metric} from={from} to={to}>
      <Amount minor={minor} currency={currency} />
    </EvidenceLink>
  );
  return (
    <Figures
      of={[
        { name: names.contribution, value: linked("contribution", year.contributionMinor) },
        { name: names.revenue, value: linked("revenue", year.revenueMinor) },
        { name: names.cost, value: linked("cost", year.costMinor) },
        {
          name: names.effort,
          value: (
            <EvidenceLink client={id} metric="effort" from={from} to={to}>
              {hoursText(year.effortSeconds)}
            </EvidenceLink>
          ),
        },
      ]}
    />
  );
};
