import type { LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import { hoursText } from "../../../format/figures.ts";
import { EvidenceLink, type EvidenceMetric } from "../../../kit/evidence/EvidenceLink.tsx";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import { Figures } from "../parts/Figures.tsx";
import { LinkedAmount } from "../parts/LinkedAmount.tsx";

const names = workbenchTexts.figures;

interface YearOf {
  readonly row: Pick<LadderRow, "id" | "year">;
  /** Days, both included. */
  readonly span: { readonly from: string; readonly to: string };
  readonly currency: string | null;
}

/** What a client brought and took in the year that its proposal is figured from; each figure opens its evidence. */
export const YearFigures = ({ row: { id, year }, span: { from, to }, currency }: YearOf) => {
  const linked = (metric: EvidenceMetric, minor: number) => (
    <LinkedAmount client={id} metric={metric} from={from} to={to} minor={minor} currency={currency} />
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
