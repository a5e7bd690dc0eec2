import type { MaintenanceRow } from "@rapport/contracts/http/decisions/Maintenance";
import { percentText } from "../../../format/figures.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import { maintenanceTexts } from "../../../texts/en/workbenchMaintenance.ts";
import page from "../parts/Page.module.css";

const texts = maintenanceTexts;
const times = (ratio: number | null): string =>
  ratio === null ? kitTexts.none : texts.times(ratio.toFixed(1));

/** What an index is made of: eight rates by the peers' median, this year and the year before; and our own part. */
export const Measures = ({ row }: { readonly row: MaintenanceRow }) => (
  <>
    <table className={page.table}>
      <caption className={page.hiddenText}>{texts.details(row.name)}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.measure}</th>
          <th scope="col" className={page.figure}>
            {texts.ratio}
          </th>
          <th scope="col" className={page.figure}>
            {texts.pastRatio}
          </th>
        </tr>
      </thead>
      <tbody>
        {row.measures.map(({ measure, ratio, pastRatio }) => (
          <tr key={measure}>
            <th scope="row">{texts.names[measure]}</th>
            <td className={page.figure}>{times(ratio)}</td>
            <td className={page.figure}>{times(pastRatio)}</td>
          </tr>
        ))}
      </tbody>
    </table>
    <p className={page.muted}>
      {texts.ours}: {percentText(row.ownCause.percent)} (
      {texts.rework(percentText(row.ownCause.reworkPercent))},{" "}
      {texts.latency(percentText(row.ownCause.latencyPercent))})
    </p>
  </>
);
