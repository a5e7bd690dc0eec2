import type { Answer } from "../../api/Api.ts";
import { dayText, momentText } from "../../format/days.ts";
import { shellTexts } from "../../texts/en/shell.ts";
import styles from "./FreshnessControl.module.css";
import { staleSources } from "./sourcesState.ts";

const texts = shellTexts.freshness;

/** Each source with its last event and whether it is still read. */
export const SourcesTable = ({ sources }: { readonly sources: Answer<"GET /v1/freshness">["sources"] }) => {
  const stale = new Set(staleSources(sources));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{texts.source}</th>
          <th scope="col">{texts.lastEvent}</th>
          <th scope="col">{texts.lastRead}</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={`${source.connector} ${source.account}`}>
            <th scope="row">
              <bdi>{source.account}</bdi>
              <span className={`${styles.state} ${stale.has(source) ? styles.stale : styles.fresh}`}>
                {stale.has(source) ? `▲ ${texts.states.stale}` : `● ${texts.states.fresh}`}
              </span>
            </th>
            <td>{source.lastEventAt === null ? "–" : dayText(source.lastEventAt.slice(0, 10))}</td>
            <td>{momentText(source.lastRecordedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
