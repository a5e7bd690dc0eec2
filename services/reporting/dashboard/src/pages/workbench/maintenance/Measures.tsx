import type { MaintenanceRow } from "@rapport/contracts/http/decisions/Maintenance";
import { percentText } from "../../../format/figures.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import { PlainTable } from "../../../kit/table/PlainTable.tsx";
import { maintenanceTexts } from "../../../texts/en/workbenchMaintenance.ts";
import page from "../parts/Page.module.css";

const texts = maintenanceTexts;
const times = (ratio: number | null): string =>
  ratio === null ? kitTexts.none : texts.times(ratio.toFixed(1));

/** What an index is made of: eight rates by the peers' median, this year and the year before; and our own part. */
export const Measures = ({ row }: { readonly row: MaintenanceRow }) => (
  <>
    <PlainTable
      label={texts.details(row.name)}
      heads={[texts.measure, texts.ratio, texts.pastRatio]}
      rows={row.measures.map(({ measure, ratio, pastRatio }) => ({
        key: measure,
        cells: [texts.names[measure], times(ratio), times(pastRatio)],
      }))}
    />
    <p className={page.muted}>
      {texts.ours}: {percentText(row.ownCause.percent)} (
      {texts.rework(percentText(row.ownCause.reworkPercent))},{" "}
      {texts.latency(percentText(row.ownCause.latencyPercent))})
    </p>
  </>
);
