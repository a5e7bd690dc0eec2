import type { ClientRiskAnswer } from "@rapport/contracts/http/risk/Risk";
import { dayText } from "../../../format/days.ts";
import { percentText } from "../../../format/figures.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { clientTexts } from "../../../texts/en/client.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import page from "../ClientPage.module.css";
import styles from "./ScoreCard.module.css";

const texts = clientTexts.score;

/** The bands of the last weeks: the higher a bar, the more at risk; the same as a table under it. */
export const Course = ({ weeks }: { readonly weeks: ClientRiskAnswer["weeks"] }) =>
  weeks.length < 2 ? null : (
    <>
      <h3 className={page.part}>{texts.course}</h3>
      <div className={styles.course} role="img" aria-label={texts.courseLabel}>
        {weeks.map(({ week, band }) => (
          <span key={week} className={`${styles.week} ${styles[band ?? "none"]}`} />
        ))}
      </div>
      <details className={page.muted}>
        <summary>{kitTexts.chart.asTable}</summary>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">{texts.week}</th>
              <th scope="col">{texts.band}</th>
              <th scope="col">{texts.chance}</th>
            </tr>
          </thead>
          <tbody>
            {weeks.toReversed().map(({ week, band, chancePercent }) => (
              <tr key={week}>
                <th scope="row">{dayText(week)}</th>
                <td>
                  <BandBadge band={band} />
                </td>
                <td>{chancePercent === null ? kitTexts.none : percentText(chancePercent)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
